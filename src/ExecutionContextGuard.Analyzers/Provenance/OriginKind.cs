namespace ExecutionContextGuard.Provenance;

/// <summary>Where an object comes from, in the order in which it matters: of several possible origins the highest is reported.</summary>
internal enum OriginKind
{
    /// <summary>Nothing is known. It is silent.</summary>
    Unknown,

    /// <summary>A real context.</summary>
    Real,

    /// <summary>Null, default, or an argument matcher outside a set-up.</summary>
    Missing,

    /// <summary>A mocking library's double.</summary>
    Mock,
}
