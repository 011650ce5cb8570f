using System;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which parameters somebody marked as meant for the context: by attribute, by configuration, or by the convention of names.</summary>
internal sealed class PathMarks(GuardedTypes guarded, GuardOptions options)
{
    private const string Attribute = "AgentExecutionPathAttribute";

    private static readonly string[] s_verbs = ["Execute", "Run", "Invoke"];
    private static readonly string[] s_executorVerbs = ["Execute", "Run", "Invoke", "Process", "Handle"];
    private static readonly string[] s_executors =
        ["Agent", "AgentExecutor", "AgentExecutionCore", "AgentRunner", "Orchestrator", "Supervisor", "ExecutionEngine"];

    private readonly MemberPatterns? _configured = MemberPatterns.Parse(options.ExecutionPaths);

    /// <summary>Whether any mark can exist at all in this compilation.</summary>
    public bool Any => guarded.Any || guarded.MarksPaths || _configured is not null;

    /// <summary>A bit for each marked parameter; overrides and implementations inherit the marks of what they override and implement.</summary>
    public ulong Of(IMethodSymbol method)
    {
        ulong marked = 0;
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            marked |= OnDeclaration(current);
            if (current.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } type
                && !current.IsStatic
                && current.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
                && !PlatformAssemblies.Contains(type.ContainingAssembly))
            {
                marked |= OnInterfaces(current, type);
            }
        }

        return marked;
    }

    private ulong OnInterfaces(IMethodSymbol method, INamedTypeSymbol type)
    {
        ulong marked = 0;
        foreach (var explicitly in method.ExplicitInterfaceImplementations)
        {
            marked |= OnDeclaration(explicitly);
        }

        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (member is IMethodSymbol declared
                    && declared.Parameters.Length == method.Parameters.Length
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared)?.OriginalDefinition, method.OriginalDefinition))
                {
                    marked |= OnDeclaration(declared);
                }
            }
        }

        return marked;
    }

    private ulong OnDeclaration(IMethodSymbol method)
    {
        ulong marked = 0;
        var parameters = method.Parameters;
        var wholeMember = _configured?.Matches(method) == true;
        if (guarded.MarksPaths)
        {
            for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
            {
                if (HasAttribute(parameters[i].OriginalDefinition))
                {
                    marked |= 1UL << i;
                }
            }

            wholeMember |= HasAttribute(method.OriginalDefinition)
                || (method.AssociatedSymbol is { } property && HasAttribute(property))
                || (method.ContainingType is { } type && HasAttribute(type.OriginalDefinition));
        }

        if (wholeMember)
        {
            return marked | ContextParameters(method);
        }

        // The convention is a guess by name: it counts only where a context type is known at all.
        return guarded.Any && FitsConvention(method) ? marked | LooseConventionalParameters(method) : marked;
    }

    /// <summary>A mark on a whole member means the parameters named like a context or, where there are none, those that can hold one.</summary>
    private static ulong ContextParameters(IMethodSymbol method)
    {
        ulong named = 0;
        ulong able = 0;
        var parameters = method.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            if (parameters[i].RefKind == RefKind.Out)
            {
                continue;
            }

            if (IsConventionalName(parameters[i].Name))
            {
                named |= 1UL << i;
            }

            if (CanHoldContext(parameters[i].Type))
            {
                able |= 1UL << i;
            }
        }

        return named != 0 ? named : able;
    }

    private static ulong LooseConventionalParameters(IMethodSymbol method)
    {
        ulong marked = 0;
        var parameters = method.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            // `HttpContext context` is some other, properly typed thing: only a loose type leaves open what is meant.
            if (IsConventionalName(parameters[i].Name) && LooseTypes.Contains(parameters[i].Type) && parameters[i].RefKind != RefKind.Out)
            {
                marked |= 1UL << i;
            }
        }

        return marked;
    }

    private static bool IsConventionalName(string name) =>
        name is "context" or "ctx" or "userContext" or "executionContext" or "userExecutionContext";

    private static bool CanHoldContext(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer)
        && (type.SpecialType is SpecialType.None or SpecialType.System_Object)
        && !(type.Name == "CancellationToken" && TypeNames.IsNamed(type.ContainingNamespace, "System.Threading"));

    private static bool FitsConvention(IMethodSymbol method)
    {
        var name = method.Name;
        foreach (var verb in s_verbs)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal) && name.IndexOf("Agent", verb.Length, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        if (method.ContainingType is not { } type || !EndsWithAny(type.Name, s_executors))
        {
            return false;
        }

        foreach (var verb in s_executorVerbs)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(string name, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAttribute(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not { } assembly || PlatformAssemblies.Contains(assembly))
        {
            return false;
        }

        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == Attribute)
            {
                return true;
            }
        }

        return false;
    }
}
