using System.Collections.Generic;

namespace ExecutionContextGuard.Provenance;

/// <summary>What was found out about a member of an object: the values that it was made to give, as ways to go on.</summary>
internal sealed class FoundSetUps
{
    public List<Pending> Ways { get; } = [];

    /// <summary>Whether anything sets the member up, even where its value cannot be told.</summary>
    public bool Any { get; set; }

    /// <summary>Whether nothing that was done before the last set-up can still stand.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether the double was told to give doubles where nothing is set up.</summary>
    public bool GivesDoubles { get; set; }

    /// <summary>How many more expressions may be read.</summary>
    public int Left { get; set; } = Limits.SetUpsPerMember;
}
