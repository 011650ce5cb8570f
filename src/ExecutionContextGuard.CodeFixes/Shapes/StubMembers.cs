using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Shapes;

/// <summary>Which members of a hand-written double count.</summary>
internal static class StubMembers
{
    /// <summary>What the stub implements of the guarded type, or hands to its constructor: properties, and parameters of the base constructor.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol stub, GuardedTypes guarded)
    {
        foreach (var contract in stub.AllInterfaces)
        {
            if (guarded.IsGuarded(contract))
            {
                foreach (var member in contract.GetMembers())
                {
                    if (stub.FindImplementationForInterfaceMember(member) is { } implementation and not IMethodSymbol { AssociatedSymbol: not null })
                    {
                        yield return implementation;
                    }
                }
            }
        }

        foreach (var member in stub.GetMembers())
        {
            if (member.IsOverride && member is IPropertySymbol)
            {
                yield return member;
            }
        }

        if (stub.BaseType is { } parent && guarded.IsGuarded(parent)
            && stub.InstanceConstructors.SelectMany(static constructor => constructor.DeclaringSyntaxReferences)
                .Select(static reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>().Any(static declared => declared.Initializer is not null))
        {
            foreach (var parameter in parent.InstanceConstructors.OrderByDescending(static constructor => constructor.Parameters.Length).First().Parameters)
            {
                yield return parameter;
            }
        }
    }

    /// <summary>Whether the member only says that it is not there: `=> throw new NotImplementedException()`. A real one can but do more. `=> _id ?? throw ..` has a value to give.</summary>
    public static bool IsLeftOut(ISymbol member) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax or MethodDeclarationSyntax
        && member.DeclaringSyntaxReferences[0].GetSyntax().DescendantNodes().ToList() is { } nodes
        && nodes.OfType<ObjectCreationExpressionSyntax>().Any(static made =>
            made.Parent is ThrowExpressionSyntax { Parent: ArrowExpressionClauseSyntax } or ThrowStatementSyntax
            && (made.Type as SimpleNameSyntax ?? (made.Type as QualifiedNameSyntax)?.Right)?.Identifier.ValueText is "NotImplementedException" or "NotSupportedException")
        && !nodes.Any(static node => node is StatementSyntax and not (BlockSyntax or ThrowStatementSyntax));
}
