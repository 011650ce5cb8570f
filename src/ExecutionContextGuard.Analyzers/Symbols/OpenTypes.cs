using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// Types whose values can be a context, or hold one, without saying so. What a type is does not depend on its type arguments, and
/// to ask for its interfaces costs a list of them each time, so it is remembered for the definition.
/// </summary>
internal sealed class OpenTypes(GuardedTypes guarded)
{
    private readonly DefinitionTable<INamedTypeSymbol, Trait> _known = new();

    [Flags]
    private enum Trait : byte
    {
        None = 0,

        /// <summary>A dictionary, JSON and their like.</summary>
        Loose = 1,

        /// <summary>Generic, or of a mocking library: it may wrap a double.</summary>
        MayWrap = 2,

        /// <summary>A sequence, whose elements count.</summary>
        Sequence = 4,

        /// <summary>A sequence of its own type argument, as nearly all are.</summary>
        SequenceOfArgument = 8,

        /// <summary>A context.</summary>
        Context = 16,
    }

    /// <summary>What <see cref="LooseTypes"/> says of the type.</summary>
    public bool IsLoose(ITypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None)
        {
            return type.SpecialType == SpecialType.System_Object;
        }

        return type.TypeKind switch
        {
            TypeKind.Dynamic => true,
            TypeKind.Class or TypeKind.Struct or TypeKind.Interface when type is INamedTypeSymbol named =>
                named.IsTupleType || named.IsAnonymousType || (TraitsOf(named) & Trait.Loose) != 0,
            _ => false,
        };
    }

    /// <summary>
    /// Whether a value of the type is no context, holds none and has no elements: one look-up, and nothing else need be asked.
    /// </summary>
    public bool IsPlain(ITypeSymbol type) => type is INamedTypeSymbol named
        ? TraitsOf(named) == Trait.None && !named.IsTupleType && !named.IsAnonymousType
        : type is IArrayTypeSymbol { ElementType.SpecialType: not (SpecialType.None or SpecialType.System_Object) };

    /// <summary>Whether all parameters are of plain types, or give a value back rather than take one.</summary>
    public bool ArePlain(ImmutableArray<IParameterSymbol> parameters)
    {
        foreach (var parameter in parameters)
        {
            var type = parameter.Type;
            var special = type.SpecialType;
            if (special == SpecialType.None ? !IsPlain(type) && parameter.RefKind != RefKind.Out : special == SpecialType.System_Object && parameter.RefKind != RefKind.Out)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the types are plain, and have no part that is not: <c>Func&lt;T&gt;</c> and a delegate give something, and <c>Task&lt;T&gt;</c> comes to it.</summary>
    public bool ArePlain(ImmutableArray<ITypeSymbol> types)
    {
        foreach (var type in types)
        {
            var special = type.SpecialType;
            if (special == SpecialType.None
                ? type is not INamedTypeSymbol { IsGenericType: false, TypeKind: not TypeKind.Delegate } || !IsPlain(type)
                : special == SpecialType.System_Object)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a parameter of the type can be given a context, or what holds one or many: object, T, a wrapper, a list of those.</summary>
    public bool CanBeGiven(ITypeSymbol type)
    {
        if (type.SpecialType != SpecialType.None)
        {
            return type.SpecialType == SpecialType.System_Object;
        }

        return !IsPlain(type) && (CanHold(type) || (ElementOf(type) is { } element && CanHold(element)));
    }

    /// <summary>What <see cref="ExecutionPaths.ElementType(ITypeSymbol)"/> says of the type.</summary>
    public ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Arity: 1 } named)
        {
            return ExecutionPaths.ElementType(type);
        }

        var traits = TraitsOf(named);
        return (traits & Trait.SequenceOfArgument) != 0 ? named.TypeArguments[0]
            : (traits & Trait.Sequence) != 0 ? ExecutionPaths.ElementType(type)
            : null;
    }

    private bool CanHold(ITypeSymbol type) =>
        type.TypeKind == TypeKind.TypeParameter
        || IsLoose(type)
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } named && (TraitsOf(named) & Trait.MayWrap) != 0);

    private Trait TraitsOf(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (!_known.TryGetValue(definition, out var traits))
        {
            traits = Find(definition);
            _known.Add(definition, traits);
        }

        return traits;
    }

    private Trait Find(INamedTypeSymbol type)
    {
        var traits = (MayWrap(type) ? Trait.MayWrap : Trait.None) | (guarded.IsGuarded(type) ? Trait.Context : Trait.None);
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate)
        {
            return traits;
        }

        // Once for both questions: the compiler makes a new array each time.
        var interfaces = type.AllInterfaces;
        return traits
            | (LooseTypes.Contains(type, interfaces) ? Trait.Loose : Trait.None)
            | (type.Arity == 1 ? ExecutionPaths.ElementType(type, interfaces) switch
            {
                null => Trait.None,
                ITypeParameterSymbol => Trait.Sequence | Trait.SequenceOfArgument,
                _ => Trait.Sequence,
            } : Trait.None);
    }

    /// <summary><c>Mock&lt;T&gt;</c> or a class that derives from it: which types do wrap a double is for those to say who know the libraries.</summary>
    private static bool MayWrap(INamedTypeSymbol type)
    {
        for (var current = type; current is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (PlatformAssemblies.Contains(current.ContainingAssembly))
            {
                return false;
            }

            if (current.IsGenericType || NeutralLibraries.IsMocking(current))
            {
                return true;
            }
        }

        return false;
    }
}
