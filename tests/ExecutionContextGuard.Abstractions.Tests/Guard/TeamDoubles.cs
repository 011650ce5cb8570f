namespace Acme.Platform.Tests;

/// <summary>The double that somebody wrote by hand.</summary>
public sealed class FakeContext : IUserExecutionContext
{
    public string UserId { get; set; } = "test-user";

    public string ThreadId => "test-thread";

    public string RunId => "test-run";

    public string RequestId => "test-request";
}

/// <summary>A dictionary that poses as a context is a double first and a dictionary second.</summary>
public sealed class BagContext : Dictionary<string, object>, IUserExecutionContext
{
    public string UserId => (string)this["user_id"];

    public string ThreadId => (string)this["thread_id"];

    public string RunId => (string)this["run_id"];

    public string RequestId => (string)this["request_id"];
}

/// <summary>A team's own class that is called like Moq's: Moq has nothing to do with it.</summary>
public sealed class Mock<T>
{
    public T? Object { get; init; }
}
