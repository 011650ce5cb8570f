namespace ExecutionContextGuard;

/// <summary>The compile-time rules that the run-time guard refers to.</summary>
internal static class RuleIds
{
    public const string MockedContext = "ECG1001";
    public const string LooselyTypedContext = "ECG1002";
    public const string MissingContext = "ECG1003";
    public const string HandWrittenDouble = "ECG1004";
    public const string BypassedConstruction = "ECG1005";
    public const string MixedContexts = "ECG3005";
}
