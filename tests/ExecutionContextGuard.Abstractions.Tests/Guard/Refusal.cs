namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>How a test says that the guard refuses an object, and for which rule.</summary>
internal static class Refusal
{
    public static ContextNotRealException Of(object? context, string ruleId) => Of<UserExecutionContext>(context, ruleId);

    public static ContextNotRealException Of<T>(object? context, string ruleId)
        where T : class
    {
        var refusal = Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureReal<T>(context));
        Assert.Equal(ruleId, refusal.RuleId);
        Assert.Equal(nameof(context), refusal.ParamName);
        Assert.Contains(typeof(T).FullName!, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("onstruct", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"({ruleId})", refusal.Message, StringComparison.Ordinal);
        return refusal;
    }
}
