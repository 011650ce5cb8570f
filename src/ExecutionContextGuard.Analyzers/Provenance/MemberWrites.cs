using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>What the class that declares a field or property writes to it, read from its declarations when a path is reached through it.</summary>
internal sealed class MemberWrites
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ExpressionSyntax>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The expressions that the declaring class assigns to the member, its initialiser first. Empty when there are none, or
    /// when the member is written in a way that does not show a value (out, ref, a deconstruction, <c>??=</c>).
    /// </summary>
    public ImmutableArray<ExpressionSyntax> To(ISymbol member, CancellationToken cancellationToken)
    {
        member = member.OriginalDefinition;
        if (_known.TryGetValue(member, out var known))
        {
            return known;
        }

        var writes = Find(member, cancellationToken);
        _known.TryAdd(member, writes);
        return writes;
    }

    private static ImmutableArray<ExpressionSyntax> Find(ISymbol member, CancellationToken cancellationToken)
    {
        var values = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax(cancellationToken))
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                    values.Add(value);
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value }:
                    values.Add(value);
                    break;
                case PropertyDeclarationSyntax property when HasBody(property):
                    // A property that computes its value stores none.
                    return ImmutableArray<ExpressionSyntax>.Empty;
            }
        }

        if (member is IFieldSymbol { IsConst: true } || member.ContainingType is null)
        {
            return values.ToImmutable();
        }

        foreach (var declaration in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellationToken).DescendantNodes())
            {
                // The name is enough here: another thing of the same name (a parameter, a member of another object) only makes the answer more careful.
                if (node is not IdentifierNameSyntax identifier || identifier.Identifier.ValueText != member.Name)
                {
                    continue;
                }

                ExpressionSyntax target = identifier;
                if (identifier.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access && access.Name == identifier)
                {
                    target = access;
                }

                switch (target.Parent)
                {
                    case AssignmentExpressionSyntax assignment when assignment.Left == target:
                        if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                        {
                            return ImmutableArray<ExpressionSyntax>.Empty;
                        }

                        values.Add(assignment.Right);
                        break;
                    case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } } or RefExpressionSyntax:
                        return ImmutableArray<ExpressionSyntax>.Empty;
                }
            }
        }

        return values.ToImmutable();
    }

    private static bool HasBody(PropertyDeclarationSyntax property)
    {
        if (property.ExpressionBody is not null)
        {
            return true;
        }

        foreach (var accessor in property.AccessorList?.Accessors ?? default)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null)
            {
                return true;
            }
        }

        return false;
    }
}
