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
        var known = _localWrites.Of(root);
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
            // No more are looked at than steps are taken; the nearest come first.
            for (var i = 0; i < reaching.Count && i < Limits.StepsPerIdentity; i++)
            {
                TakeWrite(step, reaching[i], isFallback: reaching.Count > 1 && IsFallback(reaching[i].Operation), ref walk);
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

    private void TakeWrite(in Step step, in LocalWrite write, bool isFallback, ref Walker walk)
    {
        if (write.Value is not { } value || write.Select(step.Part) is var part && part is { IsTupleElement: false })
        {
            walk.Ends();
            return;
        }

        // A computed value is followed for itself: only a constant stands in for something.
        var next = step.At(value) with { Part = part };
        walk.Push(isFallback && part is null && IsConstant(value, step) ? next.AsFallback() : next);
    }

    private void TakeParameter(in Step from, IParameterReferenceOperation reference, ref Walker walk)
    {
        var parameter = reference.Parameter;
        var step = from.Through(parameter);
        if (from.Call?.Given(parameter) is { } given && IsHandedOn(reference))
        {
            // `Or(given, "anonymous")`, where `Or(string? id, string other) => id ?? other`.
            walk.Push(given.ArgumentKind == ArgumentKind.Explicit ? from.BackAt(given.Value) : from.At(DefaultOf(parameter, reference, walk.CancellationToken) ?? given.Value));
        }
        else
        {
            walk.Ends();
        }

        if (!walk.Passes(parameter, step) || step.Part is not null)
        {
            return;
        }

        if (MayBeLeftOut(reference, step) && DefaultOf(parameter, reference, walk.CancellationToken) is { } initial)
        {
            walk.Push(step.At(initial).AsFallback());
        }

        if (_localWrites.Of(RootOf(reference)).To(parameter) is not { } writes)
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
                case ISimpleAssignmentOperation assignment when !IsConstant(assignment.Value, step):
                    walk.Push(step.At(assignment.Value));
                    break;
                case ISimpleAssignmentOperation assignment when PresenceTests.Govern(assignment):
                    walk.Push(step.At(assignment.Value).AsFallback());
                    break;
            }
        }
    }

    /// <summary>Whether the helper gives its parameter back as it is. `Required(given ?? "", nameof(userId))` throws before it does.</summary>
    private bool IsHandedOn(IParameterReferenceOperation reference)
    {
        var root = RootOf(reference);
        return !Checked.Contain(reference.Parameter, root, root.Syntax.SpanStart, reference.Syntax.SpanStart);
    }

    /// <summary>
    /// Whether nothing else says what the parameter's default is: no operation shows that of a local function's or lambda's, and that of a constructor's is another
    /// member's business only where a field or property, or the body of a class with a primary constructor, reads it.
    /// </summary>
    private static bool MayBeLeftOut(IParameterReferenceOperation reference, in Step step) => reference.Parameter is { HasExplicitDefaultValue: true, ContainingSymbol: IMethodSymbol function }
        && function.MethodKind switch
        {
            MethodKind.LocalFunction or MethodKind.AnonymousFunction => step.Call is null,
            MethodKind.Constructor => step.Elsewhere is not null || function.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].GetSyntax() is TypeDeclarationSyntax,
            _ => false,
        };

    private IOperation? DefaultOf(IParameterSymbol parameter, IOperation reference, CancellationToken cancellationToken) =>
        parameter is { HasExplicitDefaultValue: true, DeclaringSyntaxReferences: { Length: 1 } declarations }
        && declarations[0].GetSyntax(cancellationToken) is ParameterSyntax { Default.Value: { } value }
            ? _models.Of(value.SyntaxTree, reference.SemanticModel)?.GetOperation(value, cancellationToken)
            : null;
}
