using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// All writes in the declarations of one class, by the name that is written. The class is read once, however many members of
/// it are asked for: a class of a thousand fields costs one pass, not a thousand.
/// </summary>
internal sealed class TypeWrites
{
    private readonly Dictionary<string, List<(ExpressionSyntax Value, MemberDeclarationSyntax Writer)>> _writes = [];
    private readonly HashSet<string> _opaque = [];

    public TypeWrites(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellationToken).DescendantNodes())
            {
                // The name is enough here: another thing of the same name (a parameter, a member of another object) only makes the answer more careful.
                if (node is IdentifierNameSyntax identifier)
                {
                    Read(identifier);
                }
            }
        }
    }

    /// <summary>Whether the name is written in a way that shows no value: out, ref, a compound assignment.</summary>
    public bool IsOpaque(string name) => _opaque.Contains(name);

    /// <summary>What is assigned to the name, in the order of the source.</summary>
    public List<(ExpressionSyntax Value, MemberDeclarationSyntax Writer)>? To(string name) => _writes.TryGetValue(name, out var writes) ? writes : null;

    private void Read(IdentifierNameSyntax identifier)
    {
        ExpressionSyntax target = identifier;
        if (identifier.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } access && access.Name == identifier)
        {
            target = access;
        }

        switch (target.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == target:
                if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
                {
                    _opaque.Add(identifier.Identifier.ValueText);
                }
                else if (!IsInitializerOfAnotherObject(assignment) && assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } writer)
                {
                    Add(identifier.Identifier.ValueText, assignment.Right, writer);
                }

                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0 }:
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } }:
            case RefExpressionSyntax:
                _opaque.Add(identifier.Identifier.ValueText);
                break;
        }
    }

    private void Add(string name, ExpressionSyntax value, MemberDeclarationSyntax writer)
    {
        if (!_writes.TryGetValue(name, out var writes))
        {
            _writes.Add(name, writes = []);
        }

        writes.Add((value, writer));
    }

    /// <summary>`new Hub { Context = x }` inside a class that has a Context of its own writes to the hub.</summary>
    private static bool IsInitializerOfAnotherObject(AssignmentExpressionSyntax assignment) =>
        assignment.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression };
}
