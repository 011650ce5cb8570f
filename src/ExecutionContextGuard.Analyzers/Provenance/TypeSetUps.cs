using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which members of a class say something about a name, by when in a test's life they run. Tests are left out: what one sets up another does not see.</summary>
internal sealed class TypeSetUps
{
    private readonly Dictionary<(string Name, WritePhase Phase), List<MemberDeclarationSyntax>> _units = [];

    public TypeSetUps(INamedTypeSymbol type, ConditionalWeakTable<SyntaxNode, SetUpIndex> known, CancellationToken cancellationToken)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax(cancellationToken) is not TypeDeclarationSyntax { Members: var members })
            {
                continue;
            }

            foreach (var member in members)
            {
                if (member is BaseTypeDeclarationSyntax || WritePhases.Of(member) is var phase && phase is WritePhase.Test or WritePhase.TearDown)
                {
                    continue;
                }

                foreach (var name in SetUpIndex.Of(member, known).Names)
                {
                    if (!_units.TryGetValue((name, phase), out var units))
                    {
                        _units.Add((name, phase), units = []);
                    }

                    units.Add(member);
                }
            }
        }
    }

    public List<MemberDeclarationSyntax>? About(string name, WritePhase phase) => _units.TryGetValue((name, phase), out var units) ? units : null;
}
