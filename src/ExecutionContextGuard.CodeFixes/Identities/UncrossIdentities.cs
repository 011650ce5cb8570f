using System.Collections.Immutable;
using System.Globalization;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Identities;

/// <summary>Two IDs that stand in each other's place change places. Where something is called on the way, they are named instead: calls keep their order.</summary>
internal sealed class UncrossIdentities : SmallEdit
{
    public override string EquivalenceKey => "ExecutionContextGuard.UncrossIdentities";

    protected override (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, TypeNamer names, CancellationToken cancellationToken)
    {
        if (!finding.Properties.TryGetValue(IdentityFinding.PartnerKey, out var written) || !TryReadSpan(written, document.Root, out var partner))
        {
            // One that is crossed alone: which ID was meant, nothing says.
            return null;
        }

        var one = Expression(document.Root, finding.Location.SourceSpan);
        var other = Expression(document.Root, partner);
        if (one is null || other is null)
        {
            return null;
        }

        if (!Calls(one) && !Calls(other))
        {
            return ("Swap the IDs", Ordered(new TextChange(one.Span, other.ToString()), new TextChange(other.Span, one.ToString())));
        }

        return Named(one, other, document.Model, cancellationToken) is { } changes ? ("Name the IDs", changes) : null;
    }

    private static ImmutableArray<TextChange>? Named(ExpressionSyntax one, ExpressionSyntax other, SemanticModel model, CancellationToken cancellationToken)
    {
        if (one.Parent is not ArgumentSyntax first || other.Parent is not ArgumentSyntax second || first.Parent != second.Parent || first.Parent is not BaseArgumentListSyntax list)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var argument in list.Arguments)
        {
            if (argument.SpanStart < first.SpanStart && argument.SpanStart < second.SpanStart)
            {
                continue;
            }

            // Behind a name that is not at its own place, everything has to be named.
            if (model.GetOperation(argument, cancellationToken) is not IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Parameter: { IsParams: false } } operation)
            {
                return null;
            }

            var source = argument == first ? second : argument == second ? first : argument;
            if (model.GetOperation(source, cancellationToken) is not IArgumentOperation { Parameter: { } parameter })
            {
                return null;
            }

            if (argument.NameColon is { } name)
            {
                if (source != argument)
                {
                    changes.Add(new TextChange(name.Name.Span, parameter.Name));
                }
            }
            else
            {
                changes.Add(new TextChange(new TextSpan(argument.SpanStart, 0), parameter.Name + ": "));
            }
        }

        return changes.ToImmutable();
    }

    private static ExpressionSyntax? Expression(SyntaxNode root, TextSpan span)
    {
        var node = root.FindNode(span, getInnermostNodeForTie: true) as ExpressionSyntax;
        return node is not null && node.Span == span ? node : null;
    }

    private static bool Calls(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(static node =>
        node is InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } } or AwaitExpressionSyntax or AssignmentExpressionSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax);

    private static ImmutableArray<TextChange> Ordered(TextChange a, TextChange b) => a.Span.Start < b.Span.Start ? ImmutableArray.Create(a, b) : ImmutableArray.Create(b, a);

    private static bool TryReadSpan(string? written, SyntaxNode root, out TextSpan span)
    {
        span = default;
        var parts = written?.Split(',');
        if (parts is not { Length: 2 }
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || (long)start + length > root.FullSpan.End)
        {
            return false;
        }

        span = new TextSpan(start, length);
        return true;
    }
}
