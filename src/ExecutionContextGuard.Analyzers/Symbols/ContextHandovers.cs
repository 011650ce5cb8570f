using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// Members of libraries that put a context where somebody will take it for real: what a double is set up to return, what a
/// container is given to hand out. They are paths although their libraries execute nothing.
/// </summary>
internal static class ContextHandovers
{
    /// <summary>A bit for each parameter that takes such a context.</summary>
    public static ulong Of(IMethodSymbol method, INamedTypeSymbol container, GuardedTypes guarded)
    {
        if (IsSetUpResult(method, container))
        {
            // The `this` of `sub.Current.Returns(context)` is the set-up itself.
            return GuardedParameters(method, guarded, from: method.IsExtensionMethod ? 1 : 0) | Factories(method, guarded);
        }

        return IsRegistration(method, container) ? GuardedParameters(method, guarded, from: 0) | Factories(method, guarded) : 0;
    }

    /// <summary>A bit for each parameter that takes many such contexts: `sub.Current.Returns(first, second)`.</summary>
    public static ulong ManyOf(IMethodSymbol method, INamedTypeSymbol container, GuardedTypes guarded)
    {
        ulong bits = 0;
        var parameters = method.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters && IsSetUpResult(method, container); i++)
        {
            if (parameters[i] is { IsParams: true, Type: IArrayTypeSymbol { Rank: 1, ElementType: var element } } && guarded.IsGuarded(element))
            {
                bits |= 1UL << i;
            }
        }

        return bits;
    }

    /// <summary>Whether the method is one of them, if its parameters are contexts.</summary>
    public static bool MayTake(IMethodSymbol method, INamedTypeSymbol container) => IsSetUpResult(method, container) || IsRegistration(method, container);

    /// <summary>Whether the type is one that services are registered by.</summary>
    /// <remarks>Types of mocking libraries declare the others.</remarks>
    public static bool IsRegistry(INamedTypeSymbol container) =>
        container.Name is "ServiceCollectionServiceExtensions" or "ServiceCollectionDescriptorExtensions" or "ServiceDescriptor"
        && (TypeNames.IsNamed(container.ContainingNamespace, "Microsoft.Extensions.DependencyInjection")
            || TypeNames.IsNamed(container.ContainingNamespace, "Microsoft.Extensions.DependencyInjection.Extensions"));

    /// <summary>`mock.Setup(..).Returns(context)`, `sub.Current.Returns(context)`, `A.CallTo(..).Returns(context)`.</summary>
    public static bool IsSetUpResult(IMethodSymbol method, INamedTypeSymbol container) =>
        method.Name is "Returns" or "ReturnsAsync" or "ReturnsForAnyArgs" or "ReturnsLazily" or "ReturnsNextFromSequence" && NeutralLibraries.IsMocking(container);

    /// <summary>The context that a value of the type is, or comes to: of a factory what it returns, of a task its result.</summary>
    public static ITypeSymbol ContextIn(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } returned })
        {
            type = returned;
        }

        return type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } results } task
            && TypeNames.IsNamed(task.ContainingNamespace, "System.Threading.Tasks")
                ? results[0]
                : type;
    }

    /// <summary>
    /// A bit for each parameter of a registration that takes anything: `AddSingleton(typeof(IContext), instance)`,
    /// `new ServiceDescriptor(typeof(IContext), instance)`. There only the object itself tells that it stands for a context.
    /// </summary>
    public static ulong UntypedOf(IMethodSymbol method, INamedTypeSymbol container)
    {
        ulong bits = 0;
        if (IsRegistration(method, container))
        {
            var parameters = method.Parameters;
            for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
            {
                if (parameters[i] is { Name: "implementationInstance" or "instance" or "implementationFactory" or "factory" } parameter
                    && (parameter.Type.SpecialType == SpecialType.System_Object
                        || parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType.SpecialType: SpecialType.System_Object }))
                {
                    bits |= 1UL << i;
                }
            }
        }

        return bits;
    }

    public static bool IsRegistration(IMethodSymbol method, INamedTypeSymbol container) =>
        IsRegistry(container)
        // Auto-mocking containers are given the objects that they would else double.
        || (method.Name is "Use" or "Inject" && NeutralLibraries.IsMocking(container));

    private static ulong GuardedParameters(IMethodSymbol method, GuardedTypes guarded, int from)
    {
        ulong bits = 0;
        var parameters = method.Parameters;
        for (var i = from; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            // `source.GetAsync("u").Returns(Task.FromResult(context))`: a task that is made beforehand is its result.
            if (guarded.IsGuarded(parameters[i].Type) || (parameters[i].Type is not INamedTypeSymbol { DelegateInvokeMethod: not null } && guarded.IsGuarded(ContextIn(parameters[i].Type))))
            {
                bits |= 1UL << i;
            }
        }

        return bits;
    }

    /// <summary>`services.AddScoped(_ => context)`, `sub.Current.Returns(_ => context)`: what the factory returns is what is handed out.</summary>
    private static ulong Factories(IMethodSymbol method, GuardedTypes guarded)
    {
        ulong bits = 0;
        var parameters = method.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            if (parameters[i].Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: false } factory && guarded.IsGuarded(ContextIn(factory)))
            {
                bits |= 1UL << i;
            }
        }

        return bits;
    }
}
