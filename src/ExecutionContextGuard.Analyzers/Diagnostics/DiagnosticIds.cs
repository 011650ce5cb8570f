namespace ExecutionContextGuard.Diagnostics;

/// <summary>The ids of every rule, in order. An id is never reused and never changes its meaning.</summary>
internal static class DiagnosticIds
{
    public const string MockedContext = "ECG1001";
    public const string LooselyTypedContext = "ECG1002";
    public const string MissingContext = "ECG1003";
    public const string HandWrittenDouble = "ECG1004";
    public const string BypassedConstruction = "ECG1005";
    public const string IdentityInPropertyBag = "ECG1006";
    public const string ContextTypeMocked = "ECG1010";
    public const string PlaceholderIdentity = "ECG2001";
    public const string FallbackIdentity = "ECG2002";
    public const string CrossedIdentity = "ECG2003";
    public const string DuplicatedIdentity = "ECG2004";
    public const string LooselyTypedExecutionPath = "ECG3001";
    public const string OptionalContext = "ECG3002";
    public const string ForgeableContextType = "ECG3003";
    public const string ContextOutlivesRequest = "ECG3004";
    public const string MixedContexts = "ECG3005";
    public const string RivalContextType = "ECG3006";
    public const string InvalidConfiguration = "ECG9001";
}
