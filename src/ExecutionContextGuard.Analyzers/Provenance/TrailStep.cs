using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>One step on the way of a value to its path; the steps of a trail hang together from the creation onwards.</summary>
internal sealed class TrailStep(string role, SyntaxNode syntax, TrailStep? next)
{
    /// <summary>The object is made here.</summary>
    public const string Created = "created";

    /// <summary>The object is kept in a variable or member here.</summary>
    public const string Stored = "stored";

    /// <summary>A helper gives the object back here.</summary>
    public const string Returned = "returned";

    /// <summary>The object is handed on here.</summary>
    public const string Passed = "passed";

    private string Role { get; } = role;

    private SyntaxNode Syntax { get; } = syntax;

    private TrailStep? Next { get; } = next;

    /// <summary>The locations of the trail, created first, without those that lie inside the reported place or outside the compilation.</summary>
    /// <param name="first">The way to the reported place.</param>
    /// <param name="onwards">The way from there, where a helper hands the object on.</param>
    /// <param name="primary">The reported place.</param>
    /// <param name="compilation">What locations must be of.</param>
    /// <param name="roles">What the locations are, in their order.</param>
    public static ImmutableArray<Location> Locations(TrailStep? first, TrailStep? onwards, Location primary, Compilation compilation, out string roles)
    {
        var locations = ImmutableArray.CreateBuilder<Location>();
        var names = new StringBuilder();
        Add(first);
        Add(onwards);
        roles = names.ToString();
        return locations.ToImmutable();

        void Add(TrailStep? steps)
        {
            for (var step = steps; step is not null && locations.Count < Limits.TrailSteps; step = step.Next)
            {
                Place(step);
            }
        }

        void Place(TrailStep step)
        {
            var tree = step.Syntax.SyntaxTree;
            if (!compilation.ContainsSyntaxTree(tree)
                // `var a = new Mock<T>();` makes and keeps in one place: one step, not two.
                || (step.Role == Stored && first is not null && ReferenceEquals(tree, first.Syntax.SyntaxTree) && step.Syntax.Span.Contains(first.Syntax.Span))
                || (ReferenceEquals(tree, primary.SourceTree) && primary.SourceSpan.Contains(step.Syntax.Span)))
            {
                return;
            }

            var location = step.Syntax.GetLocation();
            if (locations.Contains(location) || (step.Role == Stored && locations.Count != 0 && IsIn(locations[locations.Count - 1], location)))
            {
                // `var a = Make();` gives back and keeps in one place, too.
                return;
            }

            locations.Add(location);
            if (names.Length != 0)
            {
                names.Append(',');
            }

            names.Append(step.Role);
        }

        static bool IsIn(Location inner, Location outer) => ReferenceEquals(inner.SourceTree, outer.SourceTree) && outer.SourceSpan.Contains(inner.SourceSpan);
    }
}
