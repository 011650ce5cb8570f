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

    private readonly LayeredPatterns? _configured = LayeredPatterns.Of(options.Paths);

    /// <summary>Whether any mark can exist at all in this compilation.</summary>
    public bool Any => guarded.Any || guarded.MarksPaths || guarded.SeesConfiguredPath;

    /// <summary>Whether anything can be said of properties and fields, for which there is no convention.</summary>
    public bool SpeakOfMembers => _configured is not null || guarded.MarksPaths;

    /// <summary>What is said of the parameters of a method; overrides and implementations inherit the marks of what they override and implement.</summary>
    public PathMark Of(IMethodSymbol method)
    {
        // Nearly every method of a code base: nothing but the convention could mark it, and its name says that it does not.
        if (_configured is null && !guarded.MarksPaths && !CanFitConvention(method))
        {
            return new PathMark();
        }

        var mark = new PathMark();
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            AddDeclaration(ref mark, current);
            if (current.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } type
                && !current.IsStatic
                && current.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
                && !PlatformAssemblies.Contains(type.ContainingAssembly))
            {
                AddInterfaces(ref mark, current, type);
            }
        }

        return mark;
    }

    /// <summary>Whether anything is said of a method of .NET itself, whose declarations carry no attribute of ours.</summary>
    public bool SpeakOfPlatform(IMethodSymbol method)
    {
        for (var current = method; current is not null && _configured is not null; current = current.OverriddenMethod)
        {
            if (_configured.TryMatch(current.AssociatedSymbol ?? current, out _))
            {
                return true;
            }
        }

        return CanFitConvention(method);
    }

    /// <summary>What is said of a property or field that is assigned on another object: the first bit speaks of it.</summary>
    public PathMark Of(ISymbol member, ITypeSymbol type)
    {
        var mark = new PathMark();
        for (var current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
        {
            if (guarded.MarksPaths && HasAttribute(current.OriginalDefinition))
            {
                mark.Attributed = 1;
            }

            if (mark.Configured is null && _configured?.TryMatch(current, out var entry) == true)
            {
                // A mark on a whole type means those of its members that are named like a context or can hold anything.
                mark.Configured = !entry.Removes;
                if (!entry.Removes && (entry.Text[0] != 'T' || IsConventionalProperty(current.Name) || LooseTypes.Contains(type)))
                {
                    mark.Marked = 1;
                }
            }
        }

        return mark;
    }

    private void AddInterfaces(ref PathMark mark, IMethodSymbol method, INamedTypeSymbol type)
    {
        foreach (var explicitly in method.ExplicitInterfaceImplementations)
        {
            AddDeclaration(ref mark, explicitly);
        }

        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (member is IMethodSymbol declared
                    && declared.Parameters.Length == method.Parameters.Length
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared)?.OriginalDefinition, method.OriginalDefinition))
                {
                    AddDeclaration(ref mark, declared);
                }
            }
        }
    }

    private void AddDeclaration(ref PathMark mark, IMethodSymbol method)
    {
        var parameters = method.Parameters;
        if (guarded.MarksPaths)
        {
            for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
            {
                if (HasAttribute(parameters[i].OriginalDefinition))
                {
                    mark.Attributed |= 1UL << i;
                }
            }

            if (HasAttribute(method.OriginalDefinition)
                || (method.AssociatedSymbol is { } property && HasAttribute(property))
                || (method.ContainingType is { } type && HasAttribute(type.OriginalDefinition)))
            {
                mark.Attributed |= ContextParameters(method);
            }
        }

        // The nearest declaration that the configuration speaks of decides.
        if (mark.Configured is null && _configured?.TryMatch(method.AssociatedSymbol ?? method, out var entry) == true)
        {
            mark.Configured = !entry.Removes;
            if (!entry.Removes)
            {
                mark.Marked |= ContextParameters(method);
            }
        }

        // The convention is a guess by name: it counts only where a context type is known at all.
        if (guarded.Any && FitsConvention(method))
        {
            mark.Conventional |= LooseConventionalParameters(method);
        }
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

    private static bool IsConventionalProperty(string name) =>
        name is "Context" or "Ctx" or "UserContext" or "ExecutionContext" or "UserExecutionContext";

    private static bool CanHoldContext(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer)
        && (type.SpecialType is SpecialType.None or SpecialType.System_Object)
        && !(type.Name == "CancellationToken" && TypeNames.IsNamed(type.ContainingNamespace, "System.Threading"));

    /// <summary>Whether the name allows the convention at all, for the method itself and for what it overrides or implements, which is called the same.</summary>
    private static bool CanFitConvention(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.ExplicitInterfaceImplementation)
        {
            return true;
        }

        var name = method.Name;
        if (name.Length == 0 || name[0] is not ('E' or 'R' or 'I' or 'P' or 'H'))
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

/// <summary>What attributes, configuration and convention say of one member: a bit a parameter.</summary>
internal struct PathMark
{
    /// <summary>By attribute, which nothing else overrules.</summary>
    public ulong Attributed;

    /// <summary>By configuration.</summary>
    public ulong Marked;

    /// <summary>By the convention of names, the weakest.</summary>
    public ulong Conventional;

    /// <summary>True when the configuration lists the member, false when it takes it out, null when it says nothing.</summary>
    public bool? Configured;

    /// <summary>The paths that are left of what the types say.</summary>
    public readonly ParameterPaths Apply(ulong typed, ulong many = 0) => Configured == false
        ? new ParameterPaths(typed & Attributed, Attributed, many & Attributed)
        : new ParameterPaths(typed, Attributed | Marked | Conventional, many);
}
