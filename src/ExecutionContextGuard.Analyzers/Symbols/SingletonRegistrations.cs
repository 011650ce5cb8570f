using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Registrations in a service collection that make one object for all requests.</summary>
internal static class SingletonRegistrations
{
    /// <summary>Whether the method or constructor can register a singleton.</summary>
    public static bool CanBe(IMethodSymbol method) =>
        (method.Name.EndsWith("Singleton", StringComparison.Ordinal) || method.Name is "Describe" or "DescribeKeyed" || method.MethodKind == MethodKind.Constructor)
        && method.ContainingType is { } container
        && ContextHandovers.IsRegistration(method, container);

    /// <summary>The context type that the call registers, or null.</summary>
    public static ITypeSymbol? Registered(IInvocationOperation call, GuardedTypes guarded)
    {
        if (call.TargetMethod.Name is "Describe" or "DescribeKeyed" && !IsSingleton(call.Arguments, withoutLifetime: false))
        {
            return null;
        }

        foreach (var type in call.TargetMethod.TypeArguments)
        {
            if (Held(type, guarded) is { } held)
            {
                return IsAmbient(call.TargetMethod.TypeArguments) ? null : held;
            }
        }

        return NamedByTypeOf(call.Arguments, guarded);
    }

    public static ITypeSymbol? Registered(IObjectCreationOperation descriptor, GuardedTypes guarded) =>
        IsSingleton(descriptor.Arguments, withoutLifetime: true)
            ? NamedByTypeOf(descriptor.Arguments, guarded)
            : null;

    private static ITypeSymbol? NamedByTypeOf(ImmutableArray<IArgumentOperation> arguments, GuardedTypes guarded)
    {
        ITypeSymbol? found = null;
        foreach (var argument in arguments)
        {
            if (argument.Value is ITypeOfOperation { TypeOperand: var type })
            {
                if (IsAmbient(type))
                {
                    return null;
                }

                found ??= Held(type, guarded);
            }
        }

        return found;
    }

    private static bool IsSingleton(ImmutableArray<IArgumentOperation> arguments, bool withoutLifetime)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Type.Name == "ServiceLifetime")
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: 0 };
            }
        }

        // `new ServiceDescriptor(typeof(Ctx), context)`: an instance is one for all.
        return withoutLifetime;
    }

    private static ITypeSymbol? Held(ITypeSymbol type, GuardedTypes guarded) => IsAmbient(type) ? null : HeldContexts.In(type, guarded);

    private static bool IsAmbient(ImmutableArray<ITypeSymbol> types)
    {
        foreach (var type in types)
        {
            if (IsAmbient(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// `class CurrentUser(IHttpContextAccessor accessor) : IUserExecutionContext` holds no identity: it asks for that of the
    /// request each time, and is meant to be one for all.
    /// </summary>
    private static bool IsAmbient(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } named || PlatformAssemblies.Contains(named.ContainingAssembly))
        {
            return false;
        }

        foreach (var constructor in named.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.Type.Name.EndsWith("Accessor", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        foreach (var member in named.GetMembers())
        {
            if (member is IFieldSymbol { Type: { Name: "AsyncLocal" } })
            {
                return true;
            }
        }

        return false;
    }
}
