using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which members of other objects a body assigns (`fixture.Context = real;`): read in one pass over it, by name.</summary>
internal sealed class OutsideWrites
{
    private readonly ConditionalWeakTable<MemberDeclarationSyntax, HashSet<string>> _known = new();

    public bool Contain(MemberDeclarationSyntax body, string member) => _known.GetValue(body, static key => Read(key)).Contains(member);

    private static HashSet<string> Read(MemberDeclarationSyntax body)
    {
        var names = new HashSet<string>();
        foreach (var node in body.DescendantNodes())
        {
            if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } left })
            {
                names.Add(left.Name.Identifier.ValueText);
            }
        }

        return names;
    }
}
