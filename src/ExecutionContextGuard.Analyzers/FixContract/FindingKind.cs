namespace ExecutionContextGuard.FixContract;

/// <summary>What stands where a real context should, as the code fix needs to tell it apart.</summary>
internal enum FindingKind
{
    /// <summary>A mocking library's double, or the wrapper that holds one.</summary>
    Mock,

    /// <summary>Null, default, or an argument matcher outside a set-up.</summary>
    Missing,
}
