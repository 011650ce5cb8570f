namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>Metadata is copied in and frozen: nobody who holds a dictionary can change a context afterwards.</summary>
public sealed class MetadataTests
{
    [Fact]
    public void What_the_caller_does_to_its_dictionary_later_does_not_reach_the_context()
    {
        var mine = new Dictionary<string, string> { ["locale"] = "en-GB" };
        var context = new UserExecutionContext("u", "t", "r", "q", agentContext: mine, auditMetadata: mine);

        mine["locale"] = "de-DE";
        mine["added"] = "later";

        Assert.Equal(new Dictionary<string, string> { ["locale"] = "en-GB" }, context.AgentContext);
        Assert.Equal(new Dictionary<string, string> { ["locale"] = "en-GB" }, context.AuditMetadata);
    }

    [Fact]
    public void A_cast_does_not_make_it_writable()
    {
        var context = new UserExecutionContext("u", "t", "r", "q", agentContext: new Dictionary<string, string> { ["locale"] = "en-GB" });

        Assert.IsNotType<Dictionary<string, string>>(context.AgentContext);
        var writable = Assert.IsType<IDictionary<string, string>>(context.AgentContext, exactMatch: false);
        Assert.Throws<NotSupportedException>(() => writable["locale"] = "de-DE");
        Assert.Throws<NotSupportedException>(writable.Clear);
    }

    [Theory]
    [InlineData("userId")]
    [InlineData("USERID")]
    [InlineData("user_id")]
    [InlineData("User-Id")]
    [InlineData("thread_id")]
    [InlineData("runId")]
    [InlineData("request-id")]
    [InlineData("parent_request_id")]
    [InlineData("operation_name")]
    [InlineData("operationDepth")]
    public void A_second_identity_in_the_metadata_is_refused(string key)
    {
        var entries = new Dictionary<string, string> { [key] = "u" };

        Assert.Throws<ArgumentException>("agentContext", () => new UserExecutionContext("u", "t", "r", "q", agentContext: entries));
        Assert.Throws<ArgumentException>("auditMetadata", () => new UserExecutionContext("u", "t", "r", "q", auditMetadata: entries));
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("upstreamRunId")]
    [InlineData("user")]
    [InlineData("userIdSource")]
    public void A_key_that_only_resembles_an_id_is_accepted(string key)
    {
        var context = new UserExecutionContext("u", "t", "r", "q", auditMetadata: new Dictionary<string, string> { [key] = "v" });

        Assert.Equal("v", context.AuditMetadata[key]);
    }

    [Fact]
    public void An_entry_without_a_key_or_a_value_is_refused()
    {
        Assert.Throws<ArgumentException>("agentContext", () => new UserExecutionContext("u", "t", "r", "q", agentContext: new Dictionary<string, string> { [" "] = "v" }));
        Assert.Throws<ArgumentException>("auditMetadata", () => new UserExecutionContext("u", "t", "r", "q", auditMetadata: new Dictionary<string, string> { ["k"] = null! }));
    }

    [Fact]
    public void Keys_differ_by_letter_case_whatever_the_callers_dictionary_thought()
    {
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Locale"] = "en-GB" };

        var context = new UserExecutionContext("u", "t", "r", "q", agentContext: entries);

        Assert.True(context.AgentContext.ContainsKey("Locale"));
        Assert.False(context.AgentContext.ContainsKey("locale"));
    }
}
