using System.Text.Json.Serialization;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>A place in a file; lines and columns start at 1, the end is exclusive, the path is relative to the root and written with slashes.</summary>
internal sealed record Place(string File, int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>A step of the way from where the object was made to where it was found.</summary>
internal sealed record TrailPlace(string Role, Place At, string Code);

/// <summary>One finding, whichever target frameworks it was seen in: what every report is made of.</summary>
internal sealed record Finding
{
    public required string Rule { get; init; }

    public required string Severity { get; init; }

    public required string Message { get; init; }

    public required Place At { get; init; }

    public required string Project { get; init; }

    public required IReadOnlyList<string> TargetFrameworks { get; init; }

    /// <summary>What stands where a real context should: Mock, Missing, HandWritten, Bypassed or Loose; null for rules about something else.</summary>
    public string? Kind { get; init; }

    /// <summary>The mocking library.</summary>
    public string? Library { get; init; }

    /// <summary>Where the object is kept: argument, local, field, property, returned or other.</summary>
    public string? Shape { get; init; }

    /// <summary>The guarded type that was asked for, as its documentation ID.</summary>
    public string? Type { get; init; }

    /// <summary>The member that it stands in, and the execution path, as documentation IDs.</summary>
    public string? Member { get; init; }

    public string? Path { get; init; }

    /// <summary>The test that it stands in, as people call it.</summary>
    public string? Test { get; init; }

    /// <summary>The categories that the test or its class carries.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    public bool Fixable { get; init; }

    /// <summary>Why it is not fixable: a stable word, and what it is about.</summary>
    public string? Reason { get; init; }

    public string? ReasonDetail { get; init; }

    /// <summary>Suppressed in source, by a pragma or an attribute.</summary>
    public bool Suppressed { get; init; }

    /// <summary>Covered by the baseline.</summary>
    public bool Accepted { get; init; }

    /// <summary>Where the object is made; the place of the finding itself where it is made there.</summary>
    public Place? Creation { get; init; }

    /// <summary>The steps in between, from the creation onwards.</summary>
    public IReadOnlyList<TrailPlace> Trail { get; init; } = [];

    /// <summary>The line of the finding.</summary>
    public string Code { get; init; } = "";

    /// <summary>1, 2 or 3: see the command plan.</summary>
    public int Tier { get; init; } = 3;

    /// <summary>Whether somebody has to do something about it.</summary>
    [JsonIgnore]
    public bool Open => !Suppressed && !Accepted;
}

/// <summary>An [AllowContextDouble] with its reason.</summary>
internal sealed record Allowance(string Member, string Reason, Place At);

/// <summary>A setting that fits nothing in any project.</summary>
internal sealed record UnmatchedSetting(string File, int Line, string Entry);

/// <summary>A project as far as it was looked at.</summary>
internal sealed record ScannedProject(string Name, string? TargetFramework, string File, int Files, bool IsTestProject, int CompileErrors);

/// <summary>Everything that a scan found out.</summary>
internal sealed record ScanResult
{
    public required string Root { get; init; }

    public required IReadOnlyList<ScannedProject> Projects { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required IReadOnlyList<Allowance> Allowances { get; init; }

    public required IReadOnlyList<UnmatchedSetting> UnmatchedSettings { get; init; }

    public required IReadOnlyList<Loading.ProjectFailure> Failures { get; init; }

    [JsonIgnore]
    public IEnumerable<Finding> Open => Findings.Where(static finding => finding.Open);
}
