using System.Collections.Generic;
using System.Threading;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <content>Locals and parameters: what was written to them, and which of it stands in for something that is not there.</content>
internal sealed partial class IdentityTracer
{
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

        if (LocalWrites.Of(RootOf(reference), _localWrites).To(reference.Parameter) is not { } writes)
        {
            return;
        }

        foreach (var write in writes)
        {
            if (write.Operation.Syntax.SpanStart >= reference.Syntax.SpanStart)
            {
                break;
            }

            switch (write.Operation)
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
}
