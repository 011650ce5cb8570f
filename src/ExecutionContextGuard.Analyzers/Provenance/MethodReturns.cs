using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>What a method, accessor, local function or lambda in source can return.</summary>
internal sealed class MethodReturns
{
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<ExpressionSyntax>> _known = new(SymbolEqualityComparer.Default);
    private readonly ConditionalWeakTable<IAnonymousFunctionOperation, List<IOperation>> _ofLambdas = new();

    /// <summary>The expressions that the method returns or yields; none where there is no body to read.</summary>
    public ImmutableArray<ExpressionSyntax> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        var returned = Find(method.PartialImplementationPart ?? method, cancellationToken);
        _known.TryAdd(method, returned);
        return returned;
    }

    /// <summary>The values that a lambda returns; held as long as the lambda itself lives.</summary>
    public List<IOperation> Of(IAnonymousFunctionOperation lambda) => _ofLambdas.GetValue(lambda, static key => Find(key));

    private static List<IOperation> Find(IAnonymousFunctionOperation lambda)
    {
        var values = new List<IOperation>();
        var pending = new Stack<IOperation>();
        pending.Push(lambda.Body);
        while (pending.Count != 0)
        {
            var current = pending.Pop();
            if (current is IReturnOperation { ReturnedValue: { } value })
            {
                values.Add(value);
            }

            foreach (var child in current.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }

        return values;
    }

    private static ImmutableArray<ExpressionSyntax> Find(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var values = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellationToken);

            // An expression-bodied property's getter is declared by the arrow clause itself.
            var arrow = declaration switch
            {
                ArrowExpressionClauseSyntax clause => clause,
                BaseMethodDeclarationSyntax { ExpressionBody: { } clause } => clause,
                LocalFunctionStatementSyntax { ExpressionBody: { } clause } => clause,
                AccessorDeclarationSyntax { ExpressionBody: { } clause } => clause,
                _ => null,
            };
            if (arrow is not null)
            {
                values.Add(arrow.Expression);
                continue;
            }

            var body = declaration switch
            {
                BaseMethodDeclarationSyntax { Body: { } block } => block,
                LocalFunctionStatementSyntax { Body: { } block } => block,
                AccessorDeclarationSyntax { Body: { } block } => block,
                _ => null,
            };
            if (body is null)
            {
                continue;
            }

            foreach (var node in body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            {
                switch (node)
                {
                    case ReturnStatementSyntax { Expression: { } value }:
                        values.Add(value);
                        break;
                    case YieldStatementSyntax { Expression: { } value }:
                        values.Add(value);
                        break;
                }
            }
        }

        return values.ToImmutable();
    }
}
