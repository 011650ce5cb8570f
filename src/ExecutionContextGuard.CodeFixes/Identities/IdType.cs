using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>A team's own type around an ID, and how one is made: <c>new ThreadId("t")</c>, <c>UserId.From(guid)</c>, or a new one, <c>DeviceId.New()</c>.</summary>
internal sealed class IdType
{
    // Which factory is meant where a type has several; `Parse` takes a text of its own form, which nobody here knows.
    private static readonly string[] s_makers = ["From", "Create", "Of", "New"];
    private static readonly string[] s_freshMakers = ["New", "NewId", "Create"];

    private readonly INamedTypeSymbol _type;
    private readonly IMethodSymbol _maker;

    private IdType(INamedTypeSymbol type, IMethodSymbol maker)
    {
        _type = type;
        _maker = maker;
    }

    /// <summary>What it wraps: text or a GUID; null where a new one can be made, but none of a value.</summary>
    public ITypeSymbol? Wrapped => Taken(_maker);

    /// <summary>Null for a type of which nobody here can make one.</summary>
    public static IdType? Of(ITypeSymbol type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class, IsAbstract: false, IsGenericType: false } named
            || RealConstructor.IsGuid(type)
            || PlatformAssemblies.Contains(type.ContainingAssembly))
        {
            return null;
        }

        var made = Best(named.InstanceConstructors.Where(IsMaker));
        made ??= Best(s_makers.SelectMany(name => named.GetMembers(name)).OfType<IMethodSymbol>().Where(IsMaker));
        made ??= s_freshMakers.SelectMany(name => named.GetMembers(name)).OfType<IMethodSymbol>().FirstOrDefault(method =>
            method is { IsStatic: true, IsGenericMethod: false, Parameters.IsEmpty: true }
            && SymbolEqualityComparer.Default.Equals(method.ReturnType, named)
            && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly));
        return made is null ? null : new IdType(named, made);

        bool IsMaker(IMethodSymbol method) => IdType.IsMaker(method, named) && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly);
    }

    /// <summary>The expression around the one of the wrapped value, which is empty where none is wrapped.</summary>
    public string Around(string wrapped, TypeNamer names, int position) =>
        _maker.MethodKind == MethodKind.Constructor
            ? "new " + names.Name(_type, position) + "(" + wrapped + ")"
            : names.Name(_type, position) + "." + _maker.Name + "(" + wrapped + ")";

    /// <summary>What the operation wraps where it makes such an ID: its whole effect is to hold that value.</summary>
    public static IOperation? WrappedBy(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Constructor: { } constructor, Initializer: null, Type: INamedTypeSymbol type } made when IsMaker(constructor, type) => Value(made.Arguments[0].Value),
        IInvocationOperation { TargetMethod: { } method, Type: INamedTypeSymbol type } call when s_makers.Contains(method.Name) && IsMaker(method, type) => Value(call.Arguments[0].Value),
        _ => null,
    };

    private static IOperation Value(IOperation argument) => SetUpChains.Unwrap(argument);

    /// <summary>One that takes a GUID knows better than one that takes any text.</summary>
    private static IMethodSymbol? Best(IEnumerable<IMethodSymbol> makers)
    {
        IMethodSymbol? best = null;
        foreach (var maker in makers)
        {
            if (best is null || (RealConstructor.IsGuid(Taken(maker)!) && !RealConstructor.IsGuid(Taken(best)!)))
            {
                best = maker;
            }
        }

        return best;
    }

    private static bool IsMaker(IMethodSymbol method, INamedTypeSymbol type) =>
        Taken(method) is not null
        && !PlatformAssemblies.Contains(type.ContainingAssembly)
        && (method.MethodKind == MethodKind.Constructor
            || (method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary } && SymbolEqualityComparer.Default.Equals(method.ReturnType, type)));

    private static ITypeSymbol? Taken(IMethodSymbol method) =>
        method.Parameters.Length == 1 && method.Parameters[0] is { RefKind: RefKind.None or RefKind.In, Type: { } type }
        && (type.SpecialType == SpecialType.System_String || RealConstructor.IsGuid(type))
            ? type
            : null;
}
