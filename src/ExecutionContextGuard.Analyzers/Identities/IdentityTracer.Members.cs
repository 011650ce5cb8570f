using System.Collections.Generic;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <content>Helpers, properties and fields: what they give where nobody gave them anything.</content>
internal sealed partial class IdentityTracer
{
    private void TakeInvocation(in Step step, IInvocationOperation invocation, ref Walker walk)
    {
        if (step.Part is null)
        {
            if (LookUps.Default(invocation) is { } given)
            {
                // `headers.GetValueOrDefault("user", "anonymous")`, `configuration.GetValue("UserId", "anonymous")`.
                walk.Ends();
                walk.Push(step.At(given).AsFallback());
                return;
            }

            if (LookUps.GivesEmptyGuid(invocation))
            {
                walk.Ends();
                walk.AddConstant(step.AsFallback(), IdentityConstants.EmptyGuid, isNumber: false);
                return;
            }

            if (TextHoles.TheOneIn(invocation) is { } hole)
            {
                walk.Push(step.At(hole) with { IsInText = true });
                return;
            }
        }

        if (invocation.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
        {
            TakeLambda(step, invocation, ref walk);
        }
        else if (!invocation.IsVirtual)
        {
            TakeReturns(step, invocation.TargetMethod, invocation, ref walk);
        }
        else
        {
            walk.Ends();
        }
    }

    /// <summary>`Func&lt;string&gt; user = () => given ?? "anonymous"; .. user()`: the one function that the local is given.</summary>
    private void TakeLambda(in Step step, IInvocationOperation invocation, ref Walker walk)
    {
        if (invocation.Instance is not ILocalReferenceOperation local
            || step.Depth >= Limits.CallDepth
            || TheOneValueOf(local) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            || !walk.Passes(lambda.Symbol, step))
        {
            walk.Ends();
            return;
        }

        var inside = step with { Depth = step.Depth + 1, Call = new Entered(lambda.Symbol, invocation, step) };
        var returned = _returns.Of(lambda);
        foreach (var value in returned)
        {
            PushReturned(inside.At(value), returned.Count, ref walk);
        }
    }

    private void TakeReturns(in Step step, IMethodSymbol method, IInvocationOperation? call, ref Walker walk)
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

        var inside = step.In(method.AssociatedSymbol ?? method) with { Call = call is null ? null : new Entered(method.OriginalDefinition, call, step) };
        foreach (var expression in returned)
        {
            if (_models.Of(expression.SyntaxTree, step.Operation.SemanticModel)?.GetOperation(expression, walk.CancellationToken) is { } value)
            {
                PushReturned(inside.At(value), returned.Length, ref walk);
            }
            else
            {
                walk.Ends();
            }
        }
    }

    /// <summary>One of the values that a function returns: a constant among several stands in for what is not there where its branch says so.</summary>
    private void PushReturned(in Step step, int of, ref Walker walk)
    {
        var isFallback = of > 1 && step.Part is null && IsConstant(step.Operation, step) && Return(step.Operation) is { } place && PresenceTests.Govern(place);
        walk.Push(isFallback ? step.AsFallback() : step);
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

    private void TakeMember(in Step from, IMemberReferenceOperation reference, ref Walker walk)
    {
        var member = reference.Member;
        if (member.DeclaringSyntaxReferences.IsEmpty || from.Depth >= Limits.CallDepth || member.IsAbstract || member.IsVirtual || member.IsOverride)
        {
            walk.Ends();
            return;
        }

        // `if (_userId == "") { throw ..; }` checks a member like a variable.
        var step = from.Through(member);
        if (member is IPropertySymbol { GetMethod: { } getter } && !_returns.Of(getter, walk.CancellationToken).IsEmpty)
        {
            TakeReturns(step, getter, call: null, ref walk);
            return;
        }

        if (from.Part is not null || guarded.IsGuarded(member.ContainingType))
        {
            // `new Ctx(parent.UserId, ..)`: what a context holds was judged where it was put in, and its defaults are said where they are declared.
            walk.Ends();
            return;
        }

        var values = new List<ExpressionSyntax>();
        var user = reference.Instance is null or IInstanceReferenceOperation ? member.ContainingType : reference.Instance.Type as INamedTypeSymbol;
        if (!walk.Passes(member, step.In(member)) || !_memberWrites.TryFind(member, user, reference.Syntax, values, walk.CancellationToken))
        {
            TakeInitial(step.In(member), Initial(member), member, ref walk);
            return;
        }

        if (!IsWrittenOnce(member))
        {
            var only = values.Count == 1 && values[0].Parent is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax } ? Operation(values[0]) : null;
            TakeInitial(step.In(member), only, member, ref walk);
            return;
        }

        foreach (var value in values)
        {
            if (Operation(value) is { } written)
            {
                walk.Push(step.In(member).At(written));
            }
            else
            {
                walk.Ends();
            }
        }
    }

    /// <summary>
    /// What a member begins with that others write: `public string UserId { get; set; } = "anonymous";`. A blank text and the all-zero GUID only say that nothing is
    /// there yet, and a private field is written before it is read.
    /// </summary>
    private static void TakeInitial(in Step step, IOperation? initial, ISymbol member, ref Walker walk)
    {
        walk.Ends();
        if (initial is not null && IsSettable(member) && IdentityConstants.TryRead(IdentityConstants.Bare(initial), out var text, out _) && !PlaceholderPolicy.IsNothing(text))
        {
            walk.Push(step.At(initial).AsFallback());
        }
    }

    /// <summary>The value with which a member is declared: of a field, a property, or a positional property whose parameter may be left out.</summary>
    public IOperation? Initial(ISymbol member)
    {
        var value = member.DeclaringSyntaxReferences is { Length: 1 } declarations
            ? declarations[0].GetSyntax() switch
            {
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                ParameterSyntax positional => positional.Default?.Value,
                _ => null,
            }
            : null;
        return value is null ? null : Operation(value);
    }

    private IOperation? Operation(ExpressionSyntax value) => _models.Of(value.SyntaxTree, null)?.GetOperation(value);

    private static bool IsFixed(ISymbol member) => member is IFieldSymbol { IsReadOnly: true, IsStatic: true } or IPropertySymbol { SetMethod: null, IsStatic: true };

    /// <summary>Whether only constructors and initializers write the member.</summary>
    private static bool IsWrittenOnce(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    private static bool IsSettable(ISymbol member) =>
        member is IPropertySymbol { IsRequired: false, SetMethod.DeclaredAccessibility: not Accessibility.Private }
            or IFieldSymbol { IsRequired: false, IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private };
}
