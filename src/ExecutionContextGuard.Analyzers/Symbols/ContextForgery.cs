using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>The ways around the constructor of a context type: what ECG3003 reports, and what its fix closes.</summary>
internal readonly struct ContextForgery
{
    /// <summary>A class or record that anybody may derive from, so that a proxy of it is one of it.</summary>
    public bool IsUnsealed { get; private init; }

    public bool IsRecord { get; private init; }

    /// <summary>A member that a subclass can answer differently.</summary>
    public ISymbol? Overridable { get; private init; }

    /// <summary>An ID that can be written after construction.</summary>
    public ISymbol? Settable { get; private init; }

    /// <summary>An ID that `init` or `with` writes without a check.</summary>
    public ISymbol? Unchecked { get; private init; }

    public bool HasEmptyConstructor { get; private init; }

    /// <summary>A struct is made by `default`, which runs no constructor.</summary>
    public bool HasDefault { get; private init; }

    public bool Any => HasIds && (IsUnsealed || Settable is not null || Unchecked is not null || HasEmptyConstructor || HasDefault);

    /// <summary>`class ChatSession : AgentSession` without an ID proves no identity, so there is none to forge.</summary>
    private bool HasIds { get; init; }

    public static ContextForgery Of(INamedTypeSymbol type, GuardedTypes guarded, IdentityRoles roles)
    {
        // `abstract class TenantContext` and interfaces are not made at all; a private nested class is made and derived from by its own type alone.
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsAbstract || type.IsStatic || type.DeclaredAccessibility == Accessibility.Private
            || Decorates(type, guarded))
        {
            return default;
        }

        ISymbol? overridable = null;
        ISymbol? settable = null;
        ISymbol? unchecked_ = null;
        var hasIds = false;
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IPropertySymbol { IsStatic: false, IsIndexer: false } property when roles.Of(property.Name) != IdentityRole.None:
                    hasIds = true;
                    if (property.SetMethod is { } setter && IsOpen(setter, type))
                    {
                        if (!setter.IsInitOnly)
                        {
                            settable ??= property;
                        }
                        else if (AutoProperties.Contains(property))
                        {
                            // `init { _userId = Required(value); }` checks what it is given.
                            unchecked_ ??= property;
                        }
                    }

                    break;
                case IFieldSymbol { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } field when roles.Of(field.Name) != IdentityRole.None:
                    hasIds = true;
                    if (!field.IsReadOnly && IsOpen(field, type))
                    {
                        settable ??= field;
                    }

                    break;
            }

            // What a record brings along (`EqualityContract`, `PrintMembers`) is virtual and no identity.
            if (member is { IsVirtual: true, IsStatic: false, IsImplicitlyDeclared: false } and (IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }))
            {
                overridable ??= member;
            }
        }

        hasIds = hasIds || InheritsIds(type, roles);
        return new ContextForgery
        {
            HasIds = hasIds,
            IsUnsealed = type.TypeKind == TypeKind.Class && !type.IsSealed,
            IsRecord = type.IsRecord,
            Overridable = type.IsSealed ? null : overridable,
            Settable = settable,
            Unchecked = unchecked_,
            HasDefault = hasIds && type.TypeKind == TypeKind.Struct,
            HasEmptyConstructor = hasIds && HasOpenEmptyConstructor(type),
        };
    }

    /// <summary>`class Traced(IUserExecutionContext inner) : IUserExecutionContext` has its IDs from the context that it wraps, which was checked.</summary>
    private static bool Decorates(INamedTypeSymbol type, GuardedTypes guarded)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false } field
                && guarded.IsGuarded(field.Type)
                // `Parent` is a context that this one came from, not one that it wraps.
                && !SymbolEqualityComparer.Default.Equals(field.Type, type))
            {
                return true;
            }

            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } constructor)
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (guarded.IsGuarded(parameter.Type) && !SymbolEqualityComparer.Default.Equals(parameter.Type, type))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool InheritsIds(INamedTypeSymbol type, IdentityRoles roles)
    {
        for (var current = type.BaseType; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol && roles.Of(member.Name) != IdentityRole.None)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasOpenEmptyConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty && IsOpen(constructor, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether others than the type itself get at the member.</summary>
    private static bool IsOpen(ISymbol member, INamedTypeSymbol type) =>
        member.DeclaredAccessibility != Accessibility.Private && !(type.IsSealed && member.DeclaredAccessibility is (Accessibility.Protected or Accessibility.ProtectedAndInternal));
}
