using System.Collections.Immutable;
using System.Globalization;
using ExecutionContextGuard.Declarations;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Identities;

/// <summary>A fix of an ID, in the document in which it is passed.</summary>
public abstract class IdentityFix : FindingFix
{
    /// <summary>What to change, and how it is called; null where the code is not understood whole.</summary>
    internal abstract (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, TypeNamer names, CancellationToken cancellationToken);

    internal sealed override async Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var place = diagnostic.Location.SourceSpan;
        if (await workshop.ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } facts || !facts.Root.FullSpan.Contains(place))
        {
            return null;
        }

        var names = new TypeNamer(facts);
        if (Plan(facts, diagnostic, names, cancellationToken) is not { } plan)
        {
            return null;
        }

        // A query over a data base, an interpolation of an old C#: where a `throw` or a name may not stand, the compiler knows best.
        var group = new EditGroup(document.Id, place, "", ImmutableArray.Create(new DocumentEdit(document.Id, plan.Changes, names.Namespaces)), ImmutableArray.Create(diagnostic));
        return await Proof.HoldsAsync(workshop.Solution, group, [], cancellationToken).ConfigureAwait(false) ? (plan.Title, group) : null;
    }

    /// <summary>The expression that is exactly there; null where the code has changed since.</summary>
    internal static ExpressionSyntax? Expression(SyntaxNode root, TextSpan span) =>
        root.FindNode(span, getInnermostNodeForTie: true) is ExpressionSyntax node && node.Span == span ? node : null;

    /// <summary>The other place that the finding speaks of; null where it has none in this file.</summary>
    internal static ExpressionSyntax? Partner(SyntaxNode root, Diagnostic finding)
    {
        var parts = finding.Properties.TryGetValue(IdentityFinding.PartnerKey, out var written) ? written?.Split(',') : null;
        return parts is { Length: 2 }
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && (long)start + length <= root.FullSpan.End
                ? Expression(root, new TextSpan(start, length))
                : null;
    }
}
