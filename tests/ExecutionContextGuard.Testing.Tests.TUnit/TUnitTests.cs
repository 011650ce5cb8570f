namespace ExecutionContextGuard.Testing.Tests;

public sealed class TUnitTests
{
    [Test]
    public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test");

    [Test]
    public async Task Waits()
    {
        await Task.Yield();
        OwnIds.Take(TestContexts.ForTest(), "an asynchronous test");
    }

    [Test]
    [Arguments("alice")]
    [Arguments("bob")]
    public void A_row(string name) => OwnIds.Take(TestContexts.ForTest(name), "a row: " + name);

    [Test]
    public async Task Is_the_same_at_every_run() => await Assert.That(TestContexts.ForTest().UserId).IsEqualTo("user-is-the-same-at-every-run-5c5631fd5ae68fee");

    public sealed class Inner
    {
        [Test]
        public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test of the same name in another class of the file");
    }
}
