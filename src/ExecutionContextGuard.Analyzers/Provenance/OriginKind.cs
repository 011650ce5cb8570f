namespace ExecutionContextGuard.Provenance;

/// <summary>Where an object comes from, in the order in which it matters: of several possible origins the highest is reported.</summary>
internal enum OriginKind
{
    /// <summary>Nothing is known. It is silent.</summary>
    Unknown,

    /// <summary>A real context.</summary>
    Real,

    /// <summary>Something that is no context by its type: a dictionary, an anonymous object, text.</summary>
    LooselyTyped,

    /// <summary>Null, default, or an argument matcher outside a set-up.</summary>
    Missing,

    /// <summary>An instance of a type that stands in for the real one.</summary>
    HandWrittenDouble,

    /// <summary>An object whose constructor did not run.</summary>
    BypassedConstruction,

    /// <summary>A mocking library's double.</summary>
    Mock,
}
