using System.Collections.Immutable;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>One parameter, or one member of the initialiser, that takes an ID.</summary>
internal sealed record IdentityParameter(string Name, ITypeSymbol Type, IdentityRole Role, bool IsMember = false, bool IsOptional = false);

/// <summary>How a real context is made: the constructor, or else the static factory, all of whose parameters are understood by their roles.</summary>
internal sealed class RealConstructor
{
    private readonly ImmutableArray<IdentityParameter> _all;

    private RealConstructor(INamedTypeSymbol type, ImmutableArray<IdentityParameter> all, IMethodSymbol? factory, Func<IdentityParameter, bool> isWanted)
    {
        _all = all;
        Type = type;
        Parameters = all.Where(isWanted).ToImmutableArray();
        Factory = factory;
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>In the order of the constructor, then the members that must be initialised; of the optional parameters only those that something is known for.</summary>
    public ImmutableArray<IdentityParameter> Parameters { get; }

    /// <summary>The static method of the type that makes one, where no constructor does.</summary>
    public IMethodSymbol? Factory { get; }

    /// <summary>The one constructor with the most IDs, or the one factory; null when there is none, or more than one.</summary>
    public static RealConstructor? Of(INamedTypeSymbol type, ProjectFacts project)
    {
        if (type.IsAbstract)
        {
            return null;
        }

        return Best(type, type.InstanceConstructors, project)
            ?? Best(type, type.GetMembers().OfType<IMethodSymbol>().Where(method => IsFactory(method, type)), project);
    }

    /// <summary>Nothing of it is understood, but the team has named the method that makes a whole context.</summary>
    public static RealConstructor Unknown(INamedTypeSymbol type) => new(type, ImmutableArray<IdentityParameter>.Empty, null, static _ => true);

    /// <summary>The same, with the optional parameters that the double was set up to have an ID for.</summary>
    public RealConstructor With(ICollection<IdentityRole> known) => new(Type, _all, Factory, parameter => !parameter.IsOptional || known.Contains(parameter.Role));

    public static bool IsGuid(ITypeSymbol type) => type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static RealConstructor? Best(INamedTypeSymbol type, IEnumerable<IMethodSymbol> makers, ProjectFacts project)
    {
        // An ID of whatever type can be carried over; of two constructors with as many, the one of plain types can do more.
        RealConstructor? best = null;
        var isAmbiguous = false;
        foreach (var maker in makers)
        {
            if (!project.Compilation.IsSymbolAccessibleWithin(maker, project.Compilation.Assembly) || Read(maker, type, project) is not { } all)
            {
                continue;
            }

            var read = new RealConstructor(type, all, maker.MethodKind == MethodKind.Constructor ? null : maker, static parameter => !parameter.IsOptional);
            if (read.Parameters.IsEmpty)
            {
                continue;
            }

            var order = best is null ? 1 : Compare(read.Parameters, best.Parameters);
            isAmbiguous = order == 0 || (isAmbiguous && order < 0);
            if (best is null || order > 0)
            {
                best = read;
            }
        }

        return isAmbiguous ? null : best;
    }

    private static int Compare(ImmutableArray<IdentityParameter> one, ImmutableArray<IdentityParameter> other)
    {
        var order = one.Length.CompareTo(other.Length);
        order = order != 0 ? order : one.Count(static parameter => parameter.Type.SpecialType == SpecialType.System_String)
            .CompareTo(other.Count(static parameter => parameter.Type.SpecialType == SpecialType.System_String));
        return order != 0 ? order : one.Count(static parameter => IsGuid(parameter.Type)).CompareTo(other.Count(static parameter => IsGuid(parameter.Type)));
    }

    private static bool IsFactory(IMethodSymbol method, INamedTypeSymbol type) =>
        method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary } && SymbolEqualityComparer.Default.Equals(method.ReturnType, type);

    private static ImmutableArray<IdentityParameter>? Read(IMethodSymbol maker, INamedTypeSymbol type, ProjectFacts project)
    {
        var parameters = ImmutableArray.CreateBuilder<IdentityParameter>();
        foreach (var parameter in maker.Parameters)
        {
            if (!parameter.IsParams
                && (parameter.RefKind is not (RefKind.None or RefKind.In) || !TryAdd(parameter.Name, parameter.Type, isMember: false, parameter.IsOptional))
                && !parameter.IsOptional)
            {
                return null;
            }
        }

        if (maker.MethodKind == MethodKind.Constructor && !maker.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
        {
            foreach (var (name, memberType) in RequiredMembers(type))
            {
                if (!TryAdd(name, memberType, isMember: true))
                {
                    return null;
                }
            }
        }

        return parameters.ToImmutable();

        bool TryAdd(string name, ITypeSymbol wanted, bool isMember, bool isOptional = false)
        {
            var role = project.Roles.Of(name);
            var same = parameters.FirstOrDefault(other => other.Role == role);
            if (role == IdentityRole.None || (same is not null && (isOptional || !same.IsOptional)))
            {
                return false;
            }

            if (same is not null)
            {
                // What must be given wins over what may be.
                parameters.Remove(same);
            }

            parameters.Add(new IdentityParameter(name, wanted, role, isMember, isOptional));
            return true;
        }
    }

    /// <summary>`public required string UserId { get; init; }`, the base class's first, as they are declared.</summary>
    private static IEnumerable<(string Name, ITypeSymbol Type)> RequiredMembers(INamedTypeSymbol type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.BaseType)
        {
            types.Push(current);
        }

        foreach (var member in types.SelectMany(static declaring => declaring.GetMembers()))
        {
            switch (member)
            {
                case IPropertySymbol { IsRequired: true, OverriddenProperty: null } property:
                    yield return (property.Name, property.Type);
                    break;
                case IFieldSymbol { IsRequired: true } field:
                    yield return (field.Name, field.Type);
                    break;
            }
        }
    }
}
