[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace ExecutionContextGuard.Testing.Tests;

[TestClass]
public sealed class MSTestTests
{
    [TestMethod]
    public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test");

    [TestMethod]
    public async Task Waits()
    {
        await Task.Yield();
        OwnIds.Take(TestContexts.ForTest(), "an asynchronous test");
    }

    [TestMethod]
    [DataRow("alice")]
    [DataRow("bob")]
    public void A_row(string name) => OwnIds.Take(TestContexts.ForTest(name), "a row: " + name);

    [TestMethod]
    public void Is_the_same_at_every_run() => Assert.AreEqual("user-is-the-same-at-every-run-d5a641c3b29dfa05", TestContexts.ForTest().UserId);

    [TestClass]
    public sealed class Inner
    {
        [TestMethod]
        public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test of the same name in another class of the file");
    }
}
