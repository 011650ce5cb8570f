using System.Collections.Generic;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3006: a second type has the name of the context type, so that one is taken for the other.</summary>
internal static class RivalContextType
{
    public static void AnalyzeDeclaration(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (compilation.Rivals.RivalOf(type) is { } other && !SiteAllowances.Cover(type))
        {
            compilation.Reports.Report(context, Descriptors.RivalContextType, TypeParts.First(type), type, other, type.ToDisplayString(), other.ToDisplayString());
        }
    }

    /// <summary>The first use, in a file, of a rival that a reference declares. Registered only where there is one.</summary>
    public static void AnalyzeUses(SemanticModelAnalysisContext context, GuardedCompilation compilation)
    {
        var rivals = compilation.Rivals.Used!;
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var node in context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes())
        {
            if (node is not SimpleNameSyntax name || !IsNamedLikeOne(name.Identifier.ValueText))
            {
                continue;
            }

            if (context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is { } symbol
                && (symbol as INamedTypeSymbol ?? (symbol as IMethodSymbol)?.ContainingType)?.OriginalDefinition is { } type
                && rivals.Contains(type)
                && seen.Add(type)
                && compilation.Rivals.RivalOf(type) is { } other)
            {
                var member = context.SemanticModel.GetEnclosingSymbol(name.SpanStart, context.CancellationToken);
                if (member is null || !SiteAllowances.Cover(member))
                {
                    compilation.Reports.Report(context, Descriptors.RivalContextType, name.GetLocation(), member, type, type.ToDisplayString(), other.ToDisplayString());
                }

                if (seen.Count == rivals.Count)
                {
                    return;
                }
            }
        }

        bool IsNamedLikeOne(string text)
        {
            foreach (var rival in rivals)
            {
                if (rival.Name == text)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
