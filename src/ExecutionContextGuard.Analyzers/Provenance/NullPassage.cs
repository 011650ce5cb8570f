using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Whether null certainly passes through a helper to a path. A helper that does anything else with its parameter may check it,
/// and one that can go another way may be called with null for that reason.
/// </summary>
internal sealed class NullPassage(IOperation root, CancellationToken cancellationToken)
{
    private readonly List<SyntaxNode> _exits = [];
    private Dictionary<FunctionParameter, int>? _references;

    /// <summary>Whether the parameter itself is the value, and nothing decides whether the call is made.</summary>
    public bool IsPlain(IOperation call, IOperation value, FunctionParameter parameter)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value is IParameterReferenceOperation && IsAlwaysMade(call, parameter.Function) && !MayHaveLeftBefore(call.Syntax);
    }

    /// <summary>Once all places are known: null passes where each mention of the parameter is such a place.</summary>
    public void Settle(FunctionParameter parameter, List<Forward> forwards)
    {
        var plain = 0;
        var toPaths = 0;
        foreach (var forward in forwards)
        {
            plain += forward.IsPlain ? 1 : 0;
            toPaths += forward.Path is null ? 0 : 1;
        }

        // `ArgumentNullException.ThrowIfNull(context)`, `context ??= made`, `Check(context)`: null may end there, in another helper, too.
        if (plain == 0 || plain != References()[parameter] || (toPaths != plain && plain != 1))
        {
            return;
        }

        foreach (var forward in forwards)
        {
            forward.TakesNull = true;
        }
    }

    private static bool IsAlwaysMade(IOperation call, SyntaxNode function)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ILocalFunctionOperation or IAnonymousFunctionOperation:
                    return ReferenceEquals(current.Syntax, function);
                case IBlockOperation or IExpressionStatementOperation or IReturnOperation or IAwaitOperation or IMethodBodyBaseOperation:
                case IConversionOperation or IArgumentOperation or IInvocationOperation or IPropertyReferenceOperation or ISimpleAssignmentOperation:
                case IVariableInitializerOperation or IVariableDeclaratorOperation or IVariableDeclarationOperation or IVariableDeclarationGroupOperation:
                case IUsingOperation or IUsingDeclarationOperation:
                    continue;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>`if (skip) return;` above the call.</summary>
    private bool MayHaveLeftBefore(SyntaxNode call)
    {
        References();
        foreach (var exit in _exits)
        {
            if (exit.SpanStart < call.SpanStart && !exit.Span.Contains(call.Span))
            {
                return true;
            }
        }

        return false;
    }

    private Dictionary<FunctionParameter, int> References()
    {
        if (_references is not null)
        {
            return _references;
        }

        _references = [];
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IReturnOperation or IThrowOperation:
                    _exits.Add(operation.Syntax);
                    break;
                case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
                    when FunctionParameter.Of(method, parameter.Ordinal, cancellationToken) is { } key:
                    _references[key] = _references.TryGetValue(key, out var count) ? count + 1 : 1;
                    break;
            }
        }

        return _references;
    }
}
