using System.Threading;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>
/// Follows an ID backwards to the constants that it can be, and tells those that stand in for an ID that is not there. It has the
/// explicit stack and the budget of <see cref="OriginResolver"/>, but other questions: there the worst object counts, here every text.
/// </summary>
internal sealed partial class IdentityTracer(Compilation compilation, GuardedTypes guarded)
{
    private readonly SemanticModels _models = new(compilation);
    private readonly MethodReturns _returns = new();
    private readonly MemberWrites _memberWrites = new();
    private readonly ReachingDefinitions _reaching = new();
    private readonly LocalWritesOfBodies _localWrites = new();

    /// <summary>Where the variables of a body are checked.</summary>
    public CheckedVariables Checked { get; } = new();

    public IdentityTrace Trace(IOperation value, CancellationToken cancellationToken)
    {
        var trace = new IdentityTrace();
        // Most IDs are a constant or a variable: those need no walk.
        while (true)
        {
            if (IdentityConstants.TryRead(value, out var text, out var isNumber))
            {
                trace.Add(new IdentityLeaf(text, value, isNumber, isFallback: false, elsewhere: null, passed: null));
                return trace;
            }

            if (IdentityConstants.Inner(value) is not { } inner)
            {
                break;
            }

            value = inner;
        }

        var walk = new Walker(trace, cancellationToken);
        walk.Push(new Step(value));
        for (var steps = 0; walk.TryPop(out var step); steps++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (steps == Limits.StepsPerIdentity)
            {
                trace.HasOther = true;
                break;
            }

            Take(step, ref walk);
        }

        return trace;
    }

    /// <summary>The value that a local always has; null where it is written more than once or cannot be told.</summary>
    public IOperation? TheOneValueOf(ILocalReferenceOperation reference) =>
        _localWrites.Of(RootOf(reference)).To(reference.Local) is { Count: 1 } writes && writes[0].Select(null) is null ? writes[0].Value : null;

    /// <summary>The body of a member that is declared there; null where there is none.</summary>
    public IOperation? BodyOf(SyntaxNode declaration, CancellationToken cancellationToken) => _models.Of(declaration.SyntaxTree, null)?.GetOperation(declaration, cancellationToken);

    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private void Take(in Step step, ref Walker walk)
    {
        var operation = step.Operation;
        if (step.Part is null && IdentityConstants.TryRead(operation, out var text, out var isNumber))
        {
            walk.AddConstant(step, text, isNumber);
            return;
        }

        if (IdentityConstants.Inner(operation) is { } inner)
        {
            walk.Push(step.At(inner));
            return;
        }

        switch (operation)
        {
            case IThrowOperation:
                // `?? throw ..`: no ID comes out of it.
                break;
            case ICoalesceOperation coalesce:
                walk.Push(step.At(coalesce.WhenNull).AsFallback());
                walk.Push(step.At(coalesce.Value));
                break;
            case ICoalesceAssignmentOperation assignment:
                walk.Push(step.At(assignment.Value).AsFallback());
                walk.Push(step.At(assignment.Target));
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                TakeChoice(step, choice, whenFalse, ref walk);
                break;
            case ISwitchExpressionOperation selection:
                TakeSelection(step, selection, ref walk);
                break;
            case ISimpleAssignmentOperation assignment:
                walk.Push(step.At(assignment.Value));
                break;
            case IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } when TextHoles.TheOneIn(operation) is { } hole:
                walk.Push(step.At(hole) with { IsInText = true });
                break;
            case ITupleOperation tuple when step.Part is { IsTupleElement: true } element && element.Index < tuple.Elements.Length:
                walk.Push(step.At(tuple.Elements[element.Index]) with { Part = element.Rest });
                break;
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } holder } field:
                TakeElement(step, field, holder, ref walk);
                break;
            case ILocalReferenceOperation local:
                TakeLocal(step, local, ref walk);
                break;
            case IParameterReferenceOperation parameter:
                TakeParameter(step, parameter, ref walk);
                break;
            case IInvocationOperation invocation:
                TakeInvocation(step, invocation, ref walk);
                break;
            case IMemberReferenceOperation member:
                TakeMember(step, member, ref walk);
                break;
            default:
                walk.Ends();
                break;
        }
    }

    private void TakeChoice(in Step step, IConditionalOperation choice, IOperation whenFalse, ref Walker walk)
    {
        var trueIsConstant = IsConstant(choice.WhenTrue, step);
        var falseIsConstant = IsConstant(whenFalse, step);
        // `isTrial ? "trial-users" : "paying-users"` chooses between two that are both meant.
        var isFallback = trueIsConstant != falseIsConstant && PresenceTests.IsOne(choice.Condition);
        walk.Push(isFallback && falseIsConstant ? step.At(whenFalse).AsFallback() : step.At(whenFalse));
        walk.Push(isFallback && trueIsConstant ? step.At(choice.WhenTrue).AsFallback() : step.At(choice.WhenTrue));
    }

    private void TakeSelection(in Step step, ISwitchExpressionOperation selection, ref Walker walk)
    {
        var hasOther = false;
        foreach (var arm in selection.Arms)
        {
            hasOther |= IdentityConstants.Bare(arm.Value) is not IThrowOperation && !IsConstant(arm.Value, step);
        }

        for (var i = selection.Arms.Length - 1; i >= 0; i--)
        {
            var arm = selection.Arms[i];
            var isRest = arm.Pattern is IDiscardPatternOperation || PresenceTests.IsNothing(arm.Pattern);
            walk.Push(hasOther && isRest ? step.At(arm.Value).AsFallback() : step.At(arm.Value));
        }
    }

    /// <summary>Whether the value is one text: a constant, a member that is fixed to one, or a parameter that the helper was given one for.</summary>
    private bool IsConstant(IOperation value, in Step step)
    {
        var bare = IdentityConstants.Bare(value);
        return IdentityConstants.TryRead(bare, out _, out _) || bare switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => step.Call?.Given(parameter) is { } given && IdentityConstants.TryRead(IdentityConstants.Bare(given.Value), out _, out _),
            IMemberReferenceOperation { Member: var member } => IsFixed(member) && Initial(member) is { } initial && IdentityConstants.TryRead(IdentityConstants.Bare(initial), out _, out _),
            _ => false,
        };
    }

    private static void TakeElement(in Step step, IFieldReferenceOperation field, IOperation holder, ref Walker walk)
    {
        // By name, since `ids.User` and `ids.Item1` are two fields of one element.
        var elements = ((INamedTypeSymbol)holder.Type!).TupleElements;
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Name == field.Field.Name || elements[i].CorrespondingTupleField?.Name == field.Field.Name)
            {
                walk.Push(step.At(holder) with { Part = Part.TupleElement(i, step.Part) });
                return;
            }
        }

        walk.Ends();
    }
}
