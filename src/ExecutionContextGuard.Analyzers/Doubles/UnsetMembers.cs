using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Doubles;

/// <summary>What libraries ask of a member and of its type before they answer a call that nothing sets up with a double of their own.</summary>
internal static class UnsetMembers
{
    /// <summary>Whether a library can answer for the member at all: <c>public IContext Current =&gt; _current;</c> of a class is its own.</summary>
    public static bool CanBeTakenOver(ISymbol member) =>
        member.ContainingType?.TypeKind == TypeKind.Interface
        || (member is { IsStatic: false, IsSealed: false } and ({ IsAbstract: true } or { IsVirtual: true } or { IsOverride: true }));

    /// <summary>Whether instances of the type can be made up: not of <c>sealed class UserExecutionContext</c>, nor of a class that asks for arguments.</summary>
    public static bool CanBeMadeUp(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false } named => HasOpenConstructor(named),
        _ => false,
    };

    /// <summary>Whether every member of the type that a test can reach can be taken over.</summary>
    public static bool IsPurelyVirtual(ITypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is { IsStatic: false, DeclaredAccessibility: not Accessibility.Private }
                    and (IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd })
                    && !CanBeTakenOver(member))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What a task, lazy or value task of it gives in the end.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type, bool isOfValueTask) =>
        type is INamedTypeSymbol { Name: "Task" or "Lazy" or "ValueTask", TypeArguments: { Length: 1 } arguments } named && (isOfValueTask || named.Name != "ValueTask")
            ? arguments[0]
            : type;

    public static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IMethodSymbol { ReturnsVoid: false } method => method.ReturnType,
        _ => null,
    };

    private static bool HasOpenConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            {
                return true;
            }
        }

        return false;
    }
}
