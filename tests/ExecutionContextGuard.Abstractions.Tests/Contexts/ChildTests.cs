namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>An operation inside a run gets a child: whose it is stays, which request it is does not.</summary>
public sealed class ChildTests
{
    [Fact]
    public void A_child_keeps_user_thread_and_run_and_gets_a_request_of_its_own()
    {
        var root = Given.Context();

        var child = root.CreateChild("search_flights");

        Assert.Equal((root.UserId, root.ThreadId, root.RunId), (child.UserId, child.ThreadId, child.RunId));
        Assert.NotEqual(root.RequestId, child.RequestId);
        Assert.Equal(root.RequestId, child.ParentRequestId);
        Assert.Equal("search_flights", child.OperationName);
        Assert.Equal(1, child.OperationDepth);
    }

    [Fact]
    public void Two_children_of_one_operation_are_two_requests()
    {
        var root = Given.Context();

        Assert.NotEqual(root.CreateChild("search").RequestId, root.CreateChild("search").RequestId);
    }

    [Fact]
    public void The_parent_stays_as_it_was()
    {
        var root = Given.Context();
        var before = root.ToString();

        root.CreateChild("search", new Dictionary<string, string> { ["locale"] = "de-DE" });

        Assert.Equal(before, root.ToString());
        Assert.Empty(root.AgentContext);
        Assert.Equal(0, root.OperationDepth);
    }

    [Fact]
    public void Ten_levels_are_the_most()
    {
        var deepest = Enumerable.Range(1, UserExecutionContext.MaxOperationDepth).Aggregate(Given.Context(), (parent, level) => parent.CreateChild($"level {level}"));
        Assert.Equal(10, deepest.OperationDepth);

        var refusal = Assert.Throws<InvalidOperationException>(() => deepest.CreateChild("one more"));
        Assert.Contains("calls itself without end", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_operation_has_a_name(string blank)
    {
        Assert.Throws<ArgumentException>("operationName", () => Given.Context().CreateChild(blank));
        Assert.Throws<ArgumentException>("operationName", () => new UserExecutionContext("u", "t", "r", "q", operationName: blank));
        Assert.Throws<ArgumentNullException>("operationName", () => Given.Context().CreateChild(null!));
    }

    [Fact]
    public void A_child_inherits_metadata_and_may_add_to_it_or_replace_an_entry()
    {
        var root = new UserExecutionContext(
            "u", "t", "r", "q",
            agentContext: new Dictionary<string, string> { ["locale"] = "en-GB", ["tier"] = "gold" },
            auditMetadata: new Dictionary<string, string> { ["channel"] = "web" });

        var child = root.CreateChild(
            "translate",
            agentContext: new Dictionary<string, string> { ["locale"] = "de-DE" },
            auditMetadata: new Dictionary<string, string> { ["tool"] = "translator" });

        Assert.Equal(new Dictionary<string, string> { ["locale"] = "de-DE", ["tier"] = "gold" }, child.AgentContext);
        Assert.Equal(new Dictionary<string, string> { ["channel"] = "web", ["tool"] = "translator" }, child.AuditMetadata);
        Assert.Equal("en-GB", root.AgentContext["locale"]);
    }

    [Fact]
    public void A_child_cannot_smuggle_in_another_identity()
    {
        Assert.Throws<ArgumentException>("agentContext", () => Given.Context().CreateChild("x", agentContext: new Dictionary<string, string> { ["user_id"] = "someone-else" }));
        Assert.Throws<ArgumentException>("auditMetadata", () => Given.Context().CreateChild("x", auditMetadata: new Dictionary<string, string> { ["RunId"] = "other" }));
    }
}
