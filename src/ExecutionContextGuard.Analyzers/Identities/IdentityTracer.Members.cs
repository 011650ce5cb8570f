using System.Collections.Generic;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <content>Helpers, properties and fields: what they give where nobody gave them anything.</content>
internal sealed partial class IdentityTracer
{
    private void TakeInvocation(in Step step, IInvocationOperation invocation, ref Walker walk)
    {
        if (DefaultArgument(invocation) is { } given)
        {
            // `headers.GetValueOrDefault("user", "anonymous")`, `configuration.GetValue("UserId", "anonymous")`.
            walk.Ends();
            walk.Push(step.At(given).AsFallback());
            return;
        }

        if (invocation is { TargetMethod: { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Arguments.IsEmpty: true }
            && IdentitySignatures.IsGuid(invocation.Type))
        {
            // `userId.GetValueOrDefault()` is `userId ?? Guid.Empty`.
            walk.Ends();
            walk.AddConstant(step.AsFallback(), IdentityConstants.EmptyGuid, isNumber: false);
            return;
        }

        if (!invocation.IsVirtual)
        {
            TakeReturns(step, invocation.TargetMethod, ref walk);
        }
        else
        {
            walk.Ends();
        }
    }

    /// <summary>The constant that a call is told to give where it finds nothing.</summary>
    private static IOperation? DefaultArgument(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                && IsDefault(parameter.Name)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, invocation.Type)
                && IdentityConstants.TryRead(IdentityConstants.Bare(argument.Value), out var text, out _) && text is not null)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static bool IsDefault(string name)
    {
        foreach (var word in IdentityRoles.Words(name))
        {
            if (word is "default" or "fallback")
            {
                return true;
            }
        }

        return false;
    }

    private void TakeReturns(in Step step, IMethodSymbol method, ref Walker walk)
    {
        if (step.Depth >= Limits.CallDepth || method.IsVirtual || method.IsAbstract || method.IsOverride
            || !walk.Passes(method, step.In(method)))
        {
            walk.Ends();
            return;
        }

        var returned = _returns.Of(method, walk.CancellationToken);
        if (returned.IsEmpty)
        {
            walk.Ends();
            return;
        }

        foreach (var expression in returned)
        {
            if (_models.Of(expression.SyntaxTree, step.Operation.SemanticModel)?.GetOperation(expression, walk.CancellationToken) is not { } value)
            {
                walk.Ends();
                continue;
            }

            var next = step.At(value).In(method.AssociatedSymbol ?? method);
            var isFallback = returned.Length > 1 && IdentityConstants.TryRead(IdentityConstants.Bare(value), out _, out _) && Return(value) is { } place && PresenceTests.Govern(place);
            walk.Push(isFallback ? next.AsFallback() : next);
        }
    }

    private static IOperation? Return(IOperation value)
    {
        var current = value;
        while (current is not null and not IReturnOperation)
        {
            current = current.Parent;
        }

        return current;
    }

    private void TakeMember(in Step step, IMemberReferenceOperation reference, ref Walker walk)
    {
        var member = reference.Member;
        if (member.DeclaringSyntaxReferences.IsEmpty || step.Depth >= Limits.CallDepth || member.IsAbstract || member.IsVirtual || member.IsOverride)
        {
            walk.Ends();
            return;
        }

        if (member is IPropertySymbol { GetMethod: { } getter } && !_returns.Of(getter, walk.CancellationToken).IsEmpty)
        {
            TakeReturns(step, getter, ref walk);
            return;
        }

        var values = new List<ExpressionSyntax>();
        var user = reference.Instance is null or IInstanceReferenceOperation ? member.ContainingType : reference.Instance.Type as INamedTypeSymbol;
        if (!walk.Passes(member, step.In(member))
            || !_memberWrites.TryFind(member, user, reference.Syntax, values, walk.CancellationToken)
            || values.Count != 1
            || values[0].Parent is not EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax }
            || _models.Of(values[0].SyntaxTree, reference.SemanticModel)?.GetOperation(values[0], walk.CancellationToken) is not { } initial
            || !IdentityConstants.TryRead(IdentityConstants.Bare(initial), out var text, out _))
        {
            walk.Ends();
            return;
        }

        if (IsFixed(member))
        {
            walk.Push(step.At(initial).In(member));
            return;
        }

        // `public string UserId { get; set; } = "";` and `public Guid UserId { get; set; } = Guid.Empty;` only say that nothing is there yet, and a private field is written before it is read.
        walk.Ends();
        if (!PlaceholderPolicy.IsNothing(text) && IsSettable(member))
        {
            walk.Push(step.At(initial).In(member).AsFallback());
        }
    }

    private static bool IsFixed(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsReadOnly: true, IsStatic: true },
        IPropertySymbol property => property is { SetMethod: null, IsStatic: true },
        _ => false,
    };

    private static bool IsSettable(ISymbol member) =>
        member is IPropertySymbol { IsRequired: false, SetMethod.DeclaredAccessibility: not Accessibility.Private }
            or IFieldSymbol { IsRequired: false, IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private };
}
