using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>
/// Findings in, edit groups out. The single fix, fix-all and the migration tool ask the same planner; it changes nothing itself
/// (see <see cref="EditApplier"/>).
/// </summary>
internal static class Planner
{
    /// <summary>Plans what can be mended of the findings; each stands beside the document that it was reported in.</summary>
    public static async Task<Plan> PlanAsync(
        Solution solution,
        IReadOnlyCollection<(Document Document, Diagnostic Diagnostic)> findings,
        CancellationToken cancellationToken,
        BoundProject? bound = null)
    {
        var workshop = new Workshop(solution, bound);
        var shapes = new ShapeReader();
        var declined = ImmutableArray.CreateBuilder<DeclinedFinding>();
        var creations = new Dictionary<(DocumentId Document, TextSpan Span), (Creation Creation, List<Diagnostic> Diagnostics)>();
        foreach (var (document, diagnostic) in findings)
        {
            var (creation, why) = await CreationFinder.FindAsync(workshop, document, diagnostic, cancellationToken).ConfigureAwait(false);
            if (creation is null)
            {
                declined.Add(new DeclinedFinding(diagnostic, new Decline(why)));
                continue;
            }

            var key = (creation.Document.Document.Id, creation.Node.Span);
            if (!creations.TryGetValue(key, out var known))
            {
                creations.Add(key, known = (creation, []));
            }

            known.Diagnostics.Add(diagnostic);
        }

        var planned = new List<(EditGroup? Group, Decline? Decline, List<Diagnostic> Diagnostics)>();
        foreach (var (creation, diagnostics) in creations.Values.Where(static entry => SplitDeclarations.Around(entry.Creation) is null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (group, decline) = await PlanAsync(workshop, shapes, creation, diagnostics, cancellationToken).ConfigureAwait(false);
            planned.Add((group, decline, diagnostics));
        }

        await PlanSplitAsync(solution, [.. creations.Values.Where(static entry => SplitDeclarations.Around(entry.Creation) is not null)], planned, cancellationToken).ConfigureAwait(false);
        var groups = ImmutableArray.CreateBuilder<EditGroup>();
        var taken = new EditedText(solution);
        foreach (var (group, decline, diagnostics) in planned.OrderBy(entry => PathOf(entry.Group), StringComparer.Ordinal).ThenBy(static entry => entry.Group?.Creation.Start))
        {
            if (group is not null && taken.TryTake(group))
            {
                groups.Add(group);
                continue;
            }

            // A group that touches the text of another waits for the next round, when that one has landed.
            foreach (var diagnostic in diagnostics)
            {
                declined.Add(new DeclinedFinding(diagnostic, decline ?? new Decline(DeclineReason.Stale)));
            }
        }

        return new Plan(groups.ToImmutable(), declined.ToImmutable());

        string? PathOf(EditGroup? group) => group is null ? null : solution.GetDocument(group.Document)?.FilePath;
    }

    /// <summary>Plans what stands in declarations of several variables: all of one declaration is one group.</summary>
    private static async Task PlanSplitAsync(
        Solution solution,
        List<(Creation Creation, List<Diagnostic> Diagnostics)> creations,
        List<(EditGroup? Group, Decline? Decline, List<Diagnostic> Diagnostics)> planned,
        CancellationToken cancellationToken)
    {
        if (creations.Count == 0)
        {
            return;
        }

        var split = await SplitDeclarations.OfAsync(solution, creations.Select(static entry => entry.Creation), cancellationToken).ConfigureAwait(false);
        var workshop = new Workshop(split.After);
        var shapes = new ShapeReader();
        foreach (var declaration in creations.GroupBy(static entry => SplitDeclarations.Around(entry.Creation)!))
        {
            var groups = new List<EditGroup>();
            foreach (var (creation, diagnostics) in declaration)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (group, decline) = await split.FindAsync(creation, workshop, cancellationToken).ConfigureAwait(false) is { } alone
                    ? await PlanAsync(workshop, shapes, alone, diagnostics, cancellationToken).ConfigureAwait(false)
                    : (null, new Decline(DeclineReason.Unsupported));
                if (group is not null)
                {
                    groups.Add(group);
                }
                else
                {
                    planned.Add((null, decline, diagnostics));
                }
            }

            if (groups.Count != 0)
            {
                var merged = await split.MergeAsync(declaration.Key, declaration.First().Creation, groups, cancellationToken).ConfigureAwait(false);
                planned.Add((merged, merged is null ? new Decline(DeclineReason.Unsupported) : null, [.. groups.SelectMany(static group => group.Diagnostics)]));
            }
        }
    }

    private static async Task<(EditGroup? Group, Decline? Decline)> PlanAsync(
        Workshop workshop,
        ShapeReader shapes,
        Creation creation,
        List<Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        var project = creation.Document.Project;
        // A team may have named its own stub as the real type: what is constructed must not be reported again.
        if (project.RealTypes.Of(creation.Type) is not { } real
            || real.TypeParameters.Length != real.TypeArguments.Count(static argument => argument is not ITypeParameterSymbol)
            || project.HandWritten.Contains(real))
        {
            return (null, new Decline(DeclineReason.NoRealType));
        }

        // A container's double, or one of a library that nobody can read: whatever else is seen of it tells nothing.
        var known = Known(diagnostics);
        if (known is { Reason: DeclineReason.Unsupported })
        {
            return (null, known);
        }

        var shape = shapes.Read(creation);
        await shape.SpreadAsync(workshop, cancellationToken).ConfigureAwait(false);
        foreach (var (argument, document) in shape.HandedOn)
        {
            if (creation.Kind != FindingKind.Loose
                && await new HandedOnCheck(workshop).FindAsync(argument, creation.Uses, document.Project.Project, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                shape.Refuse(reason);
            }
        }

        if (creation.Kind == FindingKind.Missing && await RefusedOnPurpose.IsAsync(creation, workshop, cancellationToken).ConfigureAwait(false))
        {
            shape.Refuse(DeclineReason.EmptyIdentity);
        }

        // What behaves or is checked is said first; a constructor that is not understood matters only to what could be constructed.
        if (First(shape.Decline, known) is { Reason: <= DeclineReason.Behaviour } early)
        {
            return (null, early);
        }

        if (!project.Compilation.IsSymbolAccessibleWithin(real, project.Compilation.Assembly)
            || (RealConstructor.Of(real, project) ?? (IdFactory.Find(creation.Document)?.Makes(real) == true ? RealConstructor.Unknown(real) : null)) is not { } constructor)
        {
            return (null, new Decline(DeclineReason.NoConstructor));
        }

        var names = new TypeNames();
        var identities = new IdentityValues(shape, constructor, names.For(creation.Document));
        var refused = identities.TryFind(shapes, out var values);
        if (First(shape.Decline, refused) is { } decline)
        {
            return (null, decline);
        }

        var writer = new ConstructionWriter(creation.Document, identities.Constructor, values, identities.FactoryCall, names);
        var edits = shape.Write(writer)
            .GroupBy(static change => change.Document, static change => change.Change)
            .Select(edited => new DocumentEdit(edited.Key.Document.Id, edited.OrderBy(static change => change.Span.Start).ToImmutableArray(), names.For(edited.Key).Namespaces))
            .ToImmutableArray();
        return (new EditGroup(creation.Document.Document.Id, creation.Node.Span, real.Name, edits, diagnostics.ToImmutableArray()), null);
    }

    /// <summary>What the analyzer has seen already, also where the shape is not one that the fix reads on: the two say the same.</summary>
    private static Decline? Known(List<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(ContextFinding.DeclinedKey, out var word) && Enum.TryParse<DeclineReason>(word, out var reason))
            {
                return new Decline(reason);
            }
        }

        return null;
    }

    private static Decline? First(Decline? one, Decline? other) =>
        one is null || (other is not null && other.Reason < one.Reason) ? other : one;
}
