namespace ExecutionContextGuard;

/// <summary>Says of an object that is no real context what it is instead, which rule reports that at compile time, and what to do. Only for the way to an exception.</summary>
internal static class Impostor
{
    public static ContextNotRealException Describe(object? context, Type expected, string? argument)
    {
        var (ruleId, what) = context is null ? (RuleIds.MissingContext, "null") : Classify(context, expected);
        return Refusal(ruleId, $"{what} instead of a real '{expected.FullName}'", expected, argument);
    }

    public static ContextNotRealException DescribeBlank(object context, string idName, Type expected, string? argument) => Refusal(
        RuleIds.BypassedConstruction,
        $"a '{context.GetType().FullName}' whose {idName} is blank, not a real '{expected.FullName}': its constructor did not run, or does not check its IDs",
        expected,
        argument);

    private static ContextNotRealException Refusal(string ruleId, string what, Type expected, string? argument)
    {
        var name = IsName(argument) ? argument : null;
        var path = name is null ? "The context" : $"'{name}'";
        var construct = expected == typeof(UserExecutionContext)
            ? "Construct one with new UserExecutionContext(userId, threadId, runId, requestId)"
            : $"Construct a '{expected.Name}' with its own constructor";
        return new ContextNotRealException(ruleId, $"{path} is {what}. {construct}, in tests too ({ruleId}).", name);
    }

    // The compiler hands over the argument's text; a message is better off with "context" than with a three-line expression.
    private static bool IsName(string? argument) =>
        argument is not null and not "null" and not "default"
        && argument.All(character => char.IsLetterOrDigit(character) || character is '_' or '.' or '@' or '!' or '?');

    private static (string RuleId, string What) Classify(object context, Type expected)
    {
        var got = context.GetType();
        if (Proxies.Library(context) is { } library)
        {
            var doubled = Proxies.Doubled(got, type => ContextTypes.IsContext(type, expected));
            return doubled.IsContext
                ? (RuleIds.MockedContext, $"a {library} double of '{doubled.Type}'")
                : (RuleIds.LooselyTypedContext, $"a {library} double of '{doubled.Type}', which is no context,");
        }

        if (ContextTypes.IsContext(got, expected))
        {
            return (RuleIds.HandWrittenDouble, $"another context type, '{got.FullName}' from the assembly '{got.Assembly.GetName().Name}',");
        }

        if (ContextTypes.Lineage(got).Any(type => ContextTypes.IsContext(type, expected)))
        {
            return (RuleIds.HandWrittenDouble, $"the hand-written double '{got.FullName}'");
        }

        return (RuleIds.LooselyTypedContext, LooseKind.OfType(got) ?? $"a '{got.FullName}', which is no context,");
    }
}
