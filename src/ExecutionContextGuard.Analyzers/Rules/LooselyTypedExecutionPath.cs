using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3001: a path that is meant for the context declares it as object, dynamic, a dictionary or text.</summary>
internal static class LooselyTypedExecutionPath
{
    /// <summary>Whether the parameter of a path is loosely typed; it is reported where its type can be chosen.</summary>
    public static bool Judge(SymbolAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, IParameterSymbol parameter, bool isTyped)
    {
        if (isTyped || !IsLoose(parameter.Type, compilation.Paths))
        {
            return false;
        }

        foreach (var contract in Contracts.Of(method))
        {
            // `public void Execute(object context)` of an interface from elsewhere: its implementation has no choice.
            // One that is declared here and is a path itself is reported there, and the fix changes both.
            if (!SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, compilation.Compilation.Assembly)
                || compilation.Paths.Of(contract).IsMarked(parameter.Ordinal))
            {
                return true;
            }
        }

        Report(context, compilation, method, parameter, parameter.Type);
        return true;
    }

    /// <summary>A property or field that other objects assign: `core.Context = x`.</summary>
    public static void AnalyzeMember(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        // Nothing but an attribute or the configuration makes a path of a loosely typed member.
        if (!compilation.Paths.MembersCanBeMarked)
        {
            return;
        }

        var member = context.Symbol;
        var type = member switch
        {
            IPropertySymbol { IsIndexer: false, IsOverride: false, SetMethod.DeclaredAccessibility: not Accessibility.Private } property
                when property.ExplicitInterfaceImplementations.IsEmpty => property.Type,
            IFieldSymbol { IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private } field => field.Type,
            _ => null,
        };
        if (type is not null && IsLoose(type, compilation.Paths) && compilation.Paths.Of(member, type).IsMarked(0))
        {
            Report(context, compilation, member, member, type);
        }
    }

    private static void Report(SymbolAnalysisContext context, GuardedCompilation compilation, ISymbol member, ISymbol declared, ITypeSymbol type)
    {
        if (!SiteAllowances.Cover(member))
        {
            compilation.Reports.Report(context, Descriptors.LooselyTypedExecutionPath, declared.Locations[0], member, declared, PathNames.Of(member), PathNames.Of(type), compilation.ContextName);
        }
    }

    private static bool IsLoose(ITypeSymbol type, ExecutionPaths paths) => type.SpecialType == SpecialType.System_String || paths.OpenTypes.IsLoose(type);
}
