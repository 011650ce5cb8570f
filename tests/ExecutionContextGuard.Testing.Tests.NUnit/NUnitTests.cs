using NUnit.Framework;

[assembly: Parallelizable(ParallelScope.All)]

namespace ExecutionContextGuard.Testing.Tests;

public sealed class NUnitTests
{
    [Test]
    public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test");

    [Test]
    public async Task Waits()
    {
        await Task.Yield();
        OwnIds.Take(TestContexts.ForTest(), "an asynchronous test");
    }

    [TestCase("alice")]
    [TestCase("bob")]
    public void A_row(string name) => OwnIds.Take(TestContexts.ForTest(name), "a row: " + name);

    [Test]
    public void Is_the_same_at_every_run() => Assert.That(TestContexts.ForTest().UserId, Is.EqualTo("user-is-the-same-at-every-run-82393f35cafaaed9"));

    public sealed class Inner
    {
        [Test]
        public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test of the same name in another class of the file");
    }
}
