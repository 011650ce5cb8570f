namespace ExecutionContextGuard;

/// <summary>Says of an object that is no real context what it is instead, which rule reports that at compile time, and what to do. Only for the way to an exception.</summary>
internal static class Impostor
{
    public static ContextNotRealException Describe(object? context, Type expected, string? paramName)
    {
        var path = paramName is null ? "The context" : $"'{paramName}'";
        var real = $"'{expected.FullName}'";
        if (context is null)
        {
            return new ContextNotRealException(
                RuleIds.MissingContext,
                $"{path} is null instead of a real {real}. Hand over the context of the user whose request this is; there is no default. {Remedy(expected, RuleIds.MissingContext)}",
                paramName);
        }

        var (ruleId, what) = Classify(context.GetType(), expected);
        return new ContextNotRealException(ruleId, $"{path} is {what} instead of a real {real}. {Remedy(expected, ruleId)}", paramName);
    }

    public static ContextNotRealException DescribeBlank(object context, string idName, Type expected, string? paramName) => new(
        RuleIds.BypassedConstruction,
        $"{(paramName is null ? "The context" : $"'{paramName}'")} is a '{context.GetType().FullName}' whose {idName} is blank: its constructor did not run, or does not check its IDs. {Remedy(expected, RuleIds.BypassedConstruction)}",
        paramName);

    private static (string RuleId, string What) Classify(Type got, Type expected)
    {
        if (Proxies.Library(got) is { } library)
        {
            var doubled = Proxies.Doubled(got, type => ContextTypes.IsContext(type, expected));
            return doubled.IsContext
                ? (RuleIds.MockedContext, $"a {library} double of '{doubled.Type}'")
                : (RuleIds.LooselyTypedContext, $"a {library} double of '{doubled.Type}', which is no context at all,");
        }

        if (LooseKind.OfType(got) is { } kind)
        {
            return (RuleIds.LooselyTypedContext, kind);
        }

        if (ContextTypes.HasContextName(got, expected))
        {
            return (RuleIds.HandWrittenDouble, $"another type of that name, '{got.FullName}' from the assembly '{got.Assembly.GetName().Name}',");
        }

        return ContextTypes.Lineage(got).Any(type => ContextTypes.IsContext(type, expected))
            ? (RuleIds.HandWrittenDouble, $"the hand-written double '{got.FullName}'")
            : (RuleIds.LooselyTypedContext, $"a '{got.FullName}', which is no context at all,");
    }

    private static string Remedy(Type expected, string ruleId)
    {
        var how = expected == typeof(UserExecutionContext)
            ? "Construct one with new UserExecutionContext(userId, threadId, runId, requestId), in tests too"
            : $"Construct a '{expected.Name}' with its own constructor, in tests too";
        return $"{how} ({ruleId}).";
    }
}
