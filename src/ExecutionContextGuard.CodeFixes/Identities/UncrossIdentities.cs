using System.Collections.Immutable;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Identities;

/// <summary>Two IDs that stand in each other's place change places. Where something is called on the way, they are named instead: calls keep their order.</summary>
internal static class UncrossIdentities
{
    public static (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, CancellationToken cancellationToken)
    {
        // One that is crossed alone has no partner: which ID was meant, nothing says.
        if (IdentityFix.Expression(document.Root, finding.Location.SourceSpan) is not { } one || IdentityFix.Partner(document.Root, finding) is not { } other)
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

    private static bool Calls(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(static node =>
        node is InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } } or AwaitExpressionSyntax or AssignmentExpressionSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax);

    private static ImmutableArray<TextChange> Ordered(TextChange a, TextChange b) => a.Span.Start < b.Span.Start ? ImmutableArray.Create(a, b) : ImmutableArray.Create(b, a);
}
