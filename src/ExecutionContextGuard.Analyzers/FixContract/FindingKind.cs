namespace ExecutionContextGuard.FixContract;

/// <summary>What stands where a real context should, as the code fix needs to tell it apart.</summary>
internal enum FindingKind
{
    /// <summary>A mocking library's double, or the wrapper that holds one.</summary>
    Mock,

    /// <summary>Null, default, or an argument matcher outside a set-up.</summary>
    Missing,

    /// <summary>An instance of a class that stands in for the real one.</summary>
    HandWritten,

    /// <summary>An object whose constructor did not run.</summary>
    Bypassed,

    /// <summary>Something that is no context by its type.</summary>
    Loose,
}
