using System.Collections.Concurrent;
using System.Collections.Immutable;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>Which members take IDs, by the names of their parameters; read once a method, so that a call costs one look-up.</summary>
internal sealed class IdentitySignatures(GuardedTypes guarded, IdentityRoles roles, PathScopes scopes)
{
    // Only what takes an ID is kept: nearly no method does, and whoever calls it remembers that.
    private readonly DefinitionTable<IMethodSymbol, IdentitySignature> _known = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> _builders = new(SymbolEqualityComparer.Default);

    public IdentitySignature Of(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        return _known.TryGetValue(definition, out var known) ? known
            : definition.ContainingType is not { } container || (scopes.Of(container) & (PathScope.Neutral | PathScope.Platform)) != 0 ? IdentitySignature.None
            : OfDefinition(definition, definition.Parameters);
    }

    /// <param name="definition">A method that neither .NET nor a mocking, assertion or logging library declares.</param>
    /// <param name="parameters">Its parameters.</param>
    public IdentitySignature OfDefinition(IMethodSymbol definition, ImmutableArray<IParameterSymbol> parameters)
    {
        if (parameters.IsEmpty)
        {
            return IdentitySignature.None;
        }

        var read = Read(definition, parameters);
        if (!read.IsNone)
        {
            _known.Add(definition, read);
        }

        return read;
    }

    /// <summary>The role of a property or field of a guarded type; None for what is no ID.</summary>
    public IdentityRole OfMember(ISymbol member, ITypeSymbol type) => IsIdType(type) ? RoleOf(member.Name) : IdentityRole.None;

    /// <summary>The context that a call of the method makes; null where it makes none.</summary>
    public INamedTypeSymbol? MadeBy(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.Constructor)
        {
            return guarded.IsGuarded(method.ContainingType) ? method.ContainingType : null;
        }

        var returned = method.ReturnType as INamedTypeSymbol;
        if (returned is { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } result })
        {
            returned = result[0] as INamedTypeSymbol;
        }

        return returned is null ? null : guarded.IsGuarded(returned) ? returned : BuiltBy(returned, method);
    }

    /// <summary>Whether a value of the type can be an ID: text, a GUID, a number, or a type of a team's own that wraps one.</summary>
    public static bool IsIdType(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } inner })
        {
            type = inner[0];
        }

        if (type.SpecialType is SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64))
        {
            return true;
        }

        return type is INamedTypeSymbol { SpecialType: SpecialType.None } named
            && (IsGuid(named)
                || (named.TypeKind is TypeKind.Struct or TypeKind.Class
                    && !PlatformAssemblies.Contains(named.ContainingAssembly)
                    && (named.IsValueType || named.Name.EndsWith("Id", System.StringComparison.Ordinal) || named.Name.EndsWith("ID", System.StringComparison.Ordinal))));
    }

    public static bool IsGuid(ITypeSymbol? type) => type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The role of a name that speaks of the ID itself. `parentRequestId` and `targetUserId` speak of another run's or user's, which may be any.</summary>
    public IdentityRole RoleOf(string name)
    {
        var role = roles.Of(name);
        if (role == IdentityRole.None)
        {
            return role;
        }

        foreach (var word in IdentityRoles.Words(name))
        {
            if (word is "parent" or "root" or "previous" or "prev" or "last" or "next" or "original" or "source" or "target" or "other" or "from" or "to" or "by"
                or "old" or "new" or "caller" or "actor" or "acting" or "impersonated" or "impersonator" or "causation" or "external" or "admin" or "owner" or "creator")
            {
                return IdentityRole.None;
            }
        }

        return role;
    }

    private IdentitySignature Read(IMethodSymbol method, ImmutableArray<IParameterSymbol> parameters)
    {
        IdentityRole[]? found = null;
        var mayBeNamed = false;
        foreach (var parameter in parameters)
        {
            // The name first: most names are no ID's, and types are dearer to ask.
            var name = parameter.Name;
            mayBeNamed |= IsBareName(name);
            var role = RoleOf(name);
            if (role != IdentityRole.None && parameter is { IsParams: false, RefKind: RefKind.None or RefKind.In } && IsIdType(parameter.Type))
            {
                (found ??= new IdentityRole[parameters.Length])[parameter.Ordinal] = role;
            }
        }

        if (found is null && !mayBeNamed)
        {
            return IdentitySignature.None;
        }

        var constructed = MadeBy(method);
        if (found is null && constructed is not null)
        {
            found = ReadFromName(method, parameters);
        }

        if (found is null)
        {
            return IdentitySignature.None;
        }

        var takesContext = false;
        foreach (var parameter in parameters)
        {
            takesContext |= guarded.IsGuarded(parameter.Type);
        }

        return constructed is not null || takesContext || TakesTwo(parameters, found) ? new IdentitySignature(found, constructed, takesContext) : IdentitySignature.None;
    }

    private static bool IsBareName(string name) => name is "id" or "value" or "identifier";

    /// <summary>`context.WithRunId(value)`, `builder.ForUser(id)`: one parameter whose role the method's name says.</summary>
    private IdentityRole[]? ReadFromName(IMethodSymbol method, ImmutableArray<IParameterSymbol> parameters)
    {
        var only = -1;
        for (var i = method.IsExtensionMethod ? 1 : 0; i < parameters.Length; i++)
        {
            if (IsBareName(parameters[i].Name) && IsIdType(parameters[i].Type))
            {
                if (only >= 0)
                {
                    return null;
                }

                only = i;
            }
        }

        if (only < 0)
        {
            return null;
        }

        var role = RoleOf(method.Name);
        role = role != IdentityRole.None ? role : RoleOf(method.Name + "Id");
        if (role == IdentityRole.None)
        {
            return null;
        }

        var found = new IdentityRole[parameters.Length];
        found[only] = role;
        return found;
    }

    /// <summary>Two IDs of one type and of different roles can be crossed. `Transfer(fromUserId, toUserId)` has two of one role.</summary>
    private static bool TakesTwo(ImmutableArray<IParameterSymbol> parameters, IdentityRole[] found)
    {
        for (var i = 1; i < found.Length; i++)
        {
            for (var j = 0; j < i && found[i] != IdentityRole.None; j++)
            {
                if (found[j] != IdentityRole.None && found[j] != found[i] && SymbolEqualityComparer.Default.Equals(parameters[i].Type, parameters[j].Type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>`new ContextBuilder().WithUserId(..).Build()`: a step that gives its own builder back, and a builder that makes a context of nothing more.</summary>
    private INamedTypeSymbol? BuiltBy(INamedTypeSymbol returned, IMethodSymbol method)
    {
        if (!SymbolEqualityComparer.Default.Equals(returned.OriginalDefinition, method.ContainingType.OriginalDefinition))
        {
            return null;
        }

        var builder = returned.OriginalDefinition;
        if (_builders.TryGetValue(builder, out var known))
        {
            return known;
        }

        INamedTypeSymbol? made = null;
        foreach (var member in builder.GetMembers())
        {
            if (member is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true, ReturnType: INamedTypeSymbol result } && guarded.IsGuarded(result))
            {
                made = result;
                break;
            }
        }

        _builders.TryAdd(builder, made);
        return made;
    }
}
