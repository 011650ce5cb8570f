using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>
/// Follows an ID backwards to the constants that it can be, and tells those that stand in for an ID that is not there. It has the
/// explicit stack and the budget of <see cref="OriginResolver"/>, but other questions: there the worst object counts, here every text.
/// </summary>
internal sealed partial class IdentityTracer(Compilation compilation)
{
    private readonly SemanticModels _models = new(compilation);
    private readonly MethodReturns _returns = new();
    private readonly MemberWrites _memberWrites = new();
    private readonly ReachingDefinitions _reaching = new();
    private readonly ConditionalWeakTable<IOperation, LocalWrites> _localWrites = new();
    private readonly ConditionalWeakTable<IOperation, ParameterWrites> _parameterWrites = new();

    public IdentityTrace Trace(IOperation value, CancellationToken cancellationToken)
    {
        var trace = new IdentityTrace();
        var walk = new Walker(trace, cancellationToken);
        walk.Push(new Step(value, isFallback: false, isPart: false, depth: 0, elsewhere: null, passed: null));
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
        LocalWrites.Of(RootOf(reference), _localWrites).To(reference.Local) is { Count: 1 } writes && writes[0].Select(null) is null ? writes[0].Value : null;

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
        if (IdentityConstants.TryRead(operation, out var text, out var isNumber))
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
            case IInterpolatedStringOperation composed when TheOneHole(composed) is { } hole:
                walk.Push(step.At(hole).AsPart());
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

    private static void TakeChoice(in Step step, IConditionalOperation choice, IOperation whenFalse, ref Walker walk)
    {
        var trueIsConstant = IdentityConstants.TryRead(IdentityConstants.Bare(choice.WhenTrue), out _, out _);
        var falseIsConstant = IdentityConstants.TryRead(IdentityConstants.Bare(whenFalse), out _, out _);
        // `isTrial ? "trial-users" : "paying-users"` chooses between two that are both meant.
        var isFallback = trueIsConstant != falseIsConstant && PresenceTests.IsOne(choice.Condition);
        walk.Push(isFallback && falseIsConstant ? step.At(whenFalse).AsFallback() : step.At(whenFalse));
        walk.Push(isFallback && trueIsConstant ? step.At(choice.WhenTrue).AsFallback() : step.At(choice.WhenTrue));
    }

    private static void TakeSelection(in Step step, ISwitchExpressionOperation selection, ref Walker walk)
    {
        var hasOther = false;
        foreach (var arm in selection.Arms)
        {
            var value = IdentityConstants.Bare(arm.Value);
            hasOther |= value is not IThrowOperation && !IdentityConstants.TryRead(value, out _, out _);
        }

        for (var i = selection.Arms.Length - 1; i >= 0; i--)
        {
            var arm = selection.Arms[i];
            var isRest = arm.Pattern is IDiscardPatternOperation
                || (arm.Pattern is IConstantPatternOperation constant && IdentityConstants.TryRead(IdentityConstants.Bare(constant.Value), out var text, out _) && string.IsNullOrEmpty(text));
            walk.Push(hasOther && isRest ? step.At(arm.Value).AsFallback() : step.At(arm.Value));
        }
    }

    private void TakeLocal(in Step from, ILocalReferenceOperation reference, ref Walker walk)
    {
        var step = from.Through(reference.Local);
        var root = RootOf(reference);
        var known = LocalWrites.Of(root, _localWrites);
        if (!walk.Passes(reference.Local, step) || known.To(reference.Local) is not { } writes)
        {
            walk.Ends();
            return;
        }

        if (writes.Count == 1)
        {
            TakeWrite(step, writes[0], isFallback: false, ref walk);
            return;
        }

        var reaching = new List<LocalWrite>();
        if (_reaching.TryFind(reference, root, known, writes, reaching, walk.CancellationToken))
        {
            foreach (var write in reaching)
            {
                TakeWrite(step, write, isFallback: reaching.Count > 1 && IsFallback(write.Operation), ref walk);
            }

            return;
        }

        // Around an exception handler the order of writes shows nothing, but what the handler writes is what is left when it ran.
        walk.Ends();
        foreach (var write in writes)
        {
            if (write.Value is not null && IsInHandler(write.Operation))
            {
                TakeWrite(step, write, isFallback: true, ref walk);
            }
        }
    }

    private static bool IsInHandler(IOperation operation)
    {
        for (var current = operation.Parent; current is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = current.Parent)
        {
            if (current is ICatchClauseOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFallback(IOperation write) => write is IVariableDeclaratorOperation or ICoalesceAssignmentOperation || PresenceTests.Govern(write);

    private static void TakeWrite(in Step step, in LocalWrite write, bool isFallback, ref Walker walk)
    {
        if (write.Value is not { } value || write.Select(null) is not null)
        {
            walk.Ends();
        }
        else
        {
            // A computed value is followed for itself: only a constant stands in for something.
            walk.Push(isFallback && IdentityConstants.TryRead(IdentityConstants.Bare(value), out _, out _) ? step.At(value).AsFallback() : step.At(value));
        }
    }

    private void TakeParameter(in Step from, IParameterReferenceOperation reference, ref Walker walk)
    {
        walk.Ends();
        var step = from.Through(reference.Parameter);
        if (!walk.Passes(reference.Parameter, step))
        {
            return;
        }

        if (InnerDefault(reference, walk.CancellationToken) is { } initial)
        {
            walk.Push(step.At(initial).AsFallback());
        }

        var root = RootOf(reference);
        foreach (var write in ParameterWrites.Of(root, _parameterWrites).To(reference.Parameter))
        {
            if (write.Syntax.SpanStart >= reference.Syntax.SpanStart)
            {
                break;
            }

            switch (write)
            {
                case ICoalesceAssignmentOperation assignment:
                    walk.Push(step.At(assignment.Value).AsFallback());
                    break;
                case ISimpleAssignmentOperation assignment when !IdentityConstants.TryRead(IdentityConstants.Bare(assignment.Value), out _, out _):
                    walk.Push(step.At(assignment.Value));
                    break;
                case ISimpleAssignmentOperation assignment when PresenceTests.Govern(assignment):
                    walk.Push(step.At(assignment.Value).AsFallback());
                    break;
            }
        }
    }

    /// <summary>The default of a local function's or lambda's optional parameter: no operation of its own shows it.</summary>
    private IOperation? InnerDefault(IParameterReferenceOperation reference, CancellationToken cancellationToken) =>
        reference.Parameter is { HasExplicitDefaultValue: true, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }, DeclaringSyntaxReferences: { Length: 1 } declarations }
        && declarations[0].GetSyntax(cancellationToken) is ParameterSyntax { Default.Value: { } value }
            ? _models.Of(value.SyntaxTree, reference.SemanticModel)?.GetOperation(value, cancellationToken)
            : null;

    private static IOperation? TheOneHole(IInterpolatedStringOperation text)
    {
        IOperation? hole = null;
        foreach (var part in text.Parts)
        {
            if (part is IInterpolationOperation interpolation)
            {
                if (hole is not null)
                {
                    // `$"{name ?? "run"}-{Guid.NewGuid()}"` is another ID each time.
                    return null;
                }

                hole = interpolation.Expression;
            }
        }

        return hole;
    }

    /// <summary>One value on the way, and how it got there.</summary>
    private readonly struct Step(IOperation operation, bool isFallback, bool isPart, int depth, ISymbol? elsewhere, PassedVariable? passed)
    {
        public IOperation Operation { get; } = operation;

        /// <summary>Whether a constant here stands in for an ID that is not there.</summary>
        public bool IsFallback { get; } = isFallback;

        /// <summary>Whether the value is text inside other text.</summary>
        public bool IsPart { get; } = isPart;

        /// <summary>How many members were gone into.</summary>
        public int Depth { get; } = depth;

        public ISymbol? Elsewhere { get; } = elsewhere;

        public PassedVariable? Passed { get; } = passed;

        public Step At(IOperation operation) => new(operation, IsFallback, IsPart, Depth, Elsewhere, Passed);

        public Step AsFallback() => new(Operation, isFallback: true, IsPart, Depth, Elsewhere, Passed);

        public Step AsPart() => new(Operation, IsFallback, isPart: true, Depth, Elsewhere, Passed);

        public Step In(ISymbol member) => new(Operation, IsFallback, IsPart, Depth + 1, member, Passed);

        public Step Through(ISymbol variable) => Elsewhere is null ? new(Operation, IsFallback, IsPart, Depth, null, new PassedVariable(variable, Passed)) : this;
    }

    private struct Walker(IdentityTrace trace, CancellationToken cancellationToken)
    {
        private readonly Stack<Step> _pending = new();
        private HashSet<ISymbol>? _passed;

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public readonly void Push(in Step step) => _pending.Push(step);

        public readonly bool TryPop(out Step step)
        {
            step = default;
            if (_pending.Count == 0)
            {
                return false;
            }

            step = _pending.Pop();
            return true;
        }

        /// <summary>The way ends in something that is no constant.</summary>
        public readonly void Ends() => trace.HasOther = true;

        public bool Passes(ISymbol variable, in Step step)
        {
            if (!(_passed ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(variable))
            {
                return false;
            }

            if (step.Elsewhere is null)
            {
                trace.AddVariable(variable);
            }

            return true;
        }

        public readonly void AddConstant(in Step step, string? text, bool isNumber)
        {
            if (step.IsPart && !step.IsFallback)
            {
                trace.HasOther = true;
                return;
            }

            trace.Add(new IdentityLeaf(text, step.Operation, isNumber, step.IsFallback, step.Elsewhere, step.Passed));
        }
    }
}
