namespace ExecutionContextGuard.FixContract;

/// <summary>What the rules about IDs hand over to their fixes, as properties of a diagnostic.</summary>
internal static class IdentityFinding
{
    /// <summary>The role of the ID, as a word.</summary>
    public const string RoleKey = "Role";

    /// <summary>Where in the same file the other place is that the fix writes: the ID with which this one changed places, the constant that it falls back to. Start and length.</summary>
    public const string PartnerKey = "Partner";
}
