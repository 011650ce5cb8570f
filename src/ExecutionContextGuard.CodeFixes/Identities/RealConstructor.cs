using System.Collections.Immutable;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>One parameter that takes an ID.</summary>
internal sealed record IdentityParameter(IParameterSymbol Symbol, IdentityRole Role);

/// <summary>How a real context is made: the constructor whose parameters are all understood by their roles.</summary>
internal sealed class RealConstructor
{
    private RealConstructor(INamedTypeSymbol type, ImmutableArray<IdentityParameter> parameters)
    {
        Type = type;
        Parameters = parameters;
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>In the order of the constructor; optional parameters are left out.</summary>
    public ImmutableArray<IdentityParameter> Parameters { get; }

    /// <summary>The one constructor with the most IDs, or null when there is none, or more than one.</summary>
    public static RealConstructor? Of(INamedTypeSymbol type, ProjectFacts project)
    {
        if (type.IsAbstract || HasRequiredMembers(type))
        {
            return null;
        }

        var best = ImmutableArray<IdentityParameter>.Empty;
        var isAmbiguous = false;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (!project.Compilation.IsSymbolAccessibleWithin(constructor, project.Compilation.Assembly) || Read(constructor, project.Roles) is not { } parameters)
            {
                continue;
            }

            isAmbiguous = parameters.Length == best.Length;
            if (parameters.Length > best.Length)
            {
                best = parameters;
            }
        }

        return best.IsEmpty || isAmbiguous ? null : new RealConstructor(type, best);
    }

    public static bool IsGuid(ITypeSymbol type) => type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static ImmutableArray<IdentityParameter>? Read(IMethodSymbol constructor, IdentityRoles roles)
    {
        var parameters = ImmutableArray.CreateBuilder<IdentityParameter>();
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.IsOptional || parameter.IsParams)
            {
                continue;
            }

            var role = roles.Of(parameter.Name);
            if (role == IdentityRole.None
                || parameter.RefKind is not (RefKind.None or RefKind.In)
                || !(parameter.Type.SpecialType == SpecialType.System_String || IsGuid(parameter.Type))
                || parameters.Any(other => other.Role == role))
            {
                return null;
            }

            parameters.Add(new IdentityParameter(parameter, role));
        }

        return parameters.Count == 0 ? null : parameters.ToImmutable();
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}
