using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>A path that a helper's parameter ends up in, and the way there.</summary>
internal sealed class PathBehind
{
    /// <summary>The path that a helper hands its parameter to itself.</summary>
    public PathBehind(PathEntry path, Forward forward)
        : this(path, forward, forward.OfElements, forward.OnlyContexts, forward.TakesNull, forward.Syntax, null)
    {
    }

    private PathBehind(PathEntry path, Forward forward, bool ofElements, bool onlyContexts, bool takesNull, SyntaxNode entry, TrailStep? way)
    {
        Path = path;
        OfElements = ofElements;
        OnlyContexts = onlyContexts;
        TakesNull = takesNull;
        Entry = entry;
        Way = new TrailStep(TrailStep.Passed, forward.Syntax, way);
    }

    public PathEntry Path { get; }

    /// <summary>Whether the elements of the parameter end up there, not the parameter itself.</summary>
    public bool OfElements { get; }

    /// <summary>Whether a helper tests on the way that it is a context, so that nothing else gets there.</summary>
    public bool OnlyContexts { get; }

    /// <summary>Whether null certainly gets there: nothing in the helpers can have refused or replaced it, or gone another way.</summary>
    public bool TakesNull { get; }

    /// <summary>The argument that enters the path, in the last of the helpers.</summary>
    public SyntaxNode Entry { get; }

    /// <summary>Where it is handed on, from the first helper to the path.</summary>
    public TrailStep Way { get; }

    /// <summary>The same path from one helper further away; null where one of the two means elements and the other does not.</summary>
    public PathBehind? Through(Forward forward)
    {
        if (forward.IntoElements != OfElements && (forward.IntoElements || forward.OfElements))
        {
            return null;
        }

        var ofElements = forward.OfElements || (OfElements && !forward.IntoElements);
        return new PathBehind(Path, forward, ofElements, OnlyContexts || forward.OnlyContexts, TakesNull && forward.TakesNull, Entry, Way);
    }
}

/// <summary>The nearest typed and the nearest marked path that a helper's parameter ends up in; they can be the same.</summary>
internal readonly struct PathsBehind(PathBehind? typed, PathBehind? marked)
{
    public PathBehind? Typed { get; } = typed;

    public PathBehind? Marked { get; } = marked;

    public bool IsEmpty => Typed is null && Marked is null;
}
