namespace ExecutionContextGuard.Testing.Tests;

public sealed class XunitTests
{
    [Fact]
    public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test");

    [Fact]
    public async Task Waits()
    {
        await Task.Yield();
        OwnIds.Take(TestContexts.ForTest(), "an asynchronous test");
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public void A_row(string name) => OwnIds.Take(TestContexts.ForTest(name), "a row: " + name);

    [Fact]
    public void Is_the_same_at_every_run() => Assert.Equal("user-is-the-same-at-every-run-ad51314d44333ab4", TestContexts.ForTest().UserId);

    public sealed class Inner
    {
        [Fact]
        public void Streams_events() => OwnIds.Take(TestContexts.ForTest(), "a test of the same name in another class of the file");
    }
}
