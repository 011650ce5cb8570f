using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>The mocking libraries that one compilation can see: one look-up tells whether an operation has to do with any.</summary>
internal sealed class DoubleCatalogue
{
    private static readonly ImmutableArray<MockingLibrary> s_libraries =
        ImmutableArray.Create<MockingLibrary>(new Moq(), new NSubstitute(), new FakeItEasy());

    private static readonly string[] s_heldBy = ["Object", "Instance"];

    /// <summary>What matches any argument in the libraries that are lines: <c>Arg.IsAny&lt;T&gt;()</c>, <c>Arg.AnyString</c>, <c>Arg&lt;T&gt;.Is.Anything</c>.</summary>
    private static readonly string[] s_matchersOfListed =
    [
        "Telerik.JustMock.Arg", "Telerik.JustMock.ArgExpr",
        "Rhino.Mocks.Arg", "Rhino.Mocks.Arg`1", "Rhino.Mocks.Constraints.IsArg`1", "Rhino.Mocks.Constraints.ListArg`1",
    ];

    private readonly Dictionary<INamedTypeSymbol, MockingLibrary> _creators = new(SameInstance.Comparer);
    private readonly Dictionary<INamedTypeSymbol, MockingLibrary> _wrappers = new(SameInstance.Comparer);
    private readonly HashSet<INamedTypeSymbol> _matchers = new(SameInstance.Comparer);

    private readonly ListedDoubles _listed;

    public DoubleCatalogue(Compilation compilation, GuardOptions options)
    {
        _listed = new ListedDoubles(compilation, options);
        foreach (var library in s_libraries.Add(new AutoFixture()))
        {
            Add(library.CreatorTypes, _creators);
            Add(library.WrapperTypes, _wrappers);
            foreach (var name in library.MatcherTypes)
            {
                _matchers.UnionWith(KnownSymbols.Types(compilation, name));
            }

            void Add(ImmutableArray<string> names, Dictionary<INamedTypeSymbol, MockingLibrary> target)
            {
                foreach (var name in names)
                {
                    foreach (var type in KnownSymbols.Types(compilation, name))
                    {
                        if (!_listed.TakenOut.Contains(type))
                        {
                            target[type] = library;
                        }
                    }
                }
            }
        }

        foreach (var name in s_matchersOfListed)
        {
            _matchers.UnionWith(KnownSymbols.Types(compilation, name));
        }

        foreach (var wrapper in _listed.Wrappers)
        {
            _wrappers[wrapper.Key] = wrapper.Value;
        }
    }

    /// <summary>Whether no library is in sight whose set-ups can be read.</summary>
    public bool IsEmpty => _creators.Count == 0;

    /// <summary>Whether the type belongs to a library that only the configuration knows, so that a lambda it takes is a set-up.</summary>
    public bool IsListed(INamedTypeSymbol type) => _listed.Knows(type);

    /// <summary>Whether a method or constructor that the type declares can make a double: what never does need not be asked of each call.</summary>
    public bool MayCreate(INamedTypeSymbol definition) => _creators.ContainsKey(definition) || _wrappers.ContainsKey(definition) || _listed.MayMake(definition);

    /// <summary>Whether a call of the method or constructor can make a double, where the type that declares it says that one can.</summary>
    public bool MayCreate(IMethodSymbol definition, INamedTypeSymbol type) => _listed.MakerOf(definition) is not null
        || (definition.MethodKind == MethodKind.Constructor
            ? _wrappers.ContainsKey(type)
            : _creators.TryGetValue(type, out var library) && library.IsCreator(definition.Name));

    /// <summary>Whether the operation makes a double, and of what.</summary>
    public bool IsCreation(IOperation operation, out DoubleCreation creation)
    {
        creation = default;
        switch (operation)
        {
            case IObjectCreationOperation { Type: INamedTypeSymbol type }
                when _wrappers.TryGetValue(type.OriginalDefinition, out var library) && DoubledBy(type) is { } doubled:
                creation = new DoubleCreation(library, doubled, operation, isWrapper: true);
                return true;
            case IObjectCreationOperation { Constructor: { } constructor, Type: INamedTypeSymbol type }
                when _listed.MakerOf(constructor) is { } library:
                // `new Acme.Doubles.Fake<T>()` holds a T, `new Acme.Doubles.TenantFake()` is one.
                creation = new DoubleCreation(library, type.TypeArguments.Length > 0 ? type.TypeArguments[0] : type, operation, isWrapper: false);
                return true;
            case IInvocationOperation { TargetMethod.ContainingType: { } container } invocation:
                return IsCreation(invocation, container, out creation);
            default:
                return false;
        }
    }

    private bool IsCreation(IInvocationOperation invocation, INamedTypeSymbol container, out DoubleCreation creation)
    {
        if (_creators.TryGetValue(container.OriginalDefinition, out var library) && library.DoubledBy(invocation) is { } doubled)
        {
            creation = new DoubleCreation(library, doubled, invocation, library.GivesWrapper(invocation));
            return true;
        }

        if (_listed.MakerOf(invocation.TargetMethod) is { } listed && listed.DoubledBy(invocation) is { } made)
        {
            // `container.GetMock<T>()` gives the wrapper, `Rock.Create<T>()` too.
            var isWrapper = IsWrapper(invocation.Type, out _, out var wrapped);
            if (AutoMockingContainers.WasGiven(invocation, wrapped ?? made))
            {
                creation = default;
                return false;
            }

            creation = new DoubleCreation(listed, wrapped ?? made, invocation, isWrapper);
            return true;
        }

        // `rock.Instance()` takes the double out of a wrapper that a line describes, as `mock.Object` does.
        if (_listed.Wrappers.Count != 0
            && (invocation.Instance ?? (invocation.TargetMethod.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null)) is { } receiver
            && IsWrapper(receiver.Type, out var wrapper, out var held)
            && wrapper is ListedLibrary
            && SymbolEqualityComparer.Default.Equals(invocation.Type, held))
        {
            creation = new DoubleCreation(wrapper, held, invocation, isWrapper: false, isUnwrapping: true);
            return true;
        }

        creation = default;
        return false;
    }

    /// <summary>What a wrapper holds: its first type argument, or what it gives as its `Object` or `Instance` where it has none.</summary>
    private static ITypeSymbol? DoubledBy(INamedTypeSymbol wrapper)
    {
        if (wrapper.TypeArguments.Length > 0)
        {
            return wrapper.TypeArguments[0];
        }

        foreach (var name in s_heldBy)
        {
            foreach (var member in wrapper.GetMembers(name))
            {
                if (member is IPropertySymbol { IsStatic: false } property)
                {
                    return property.Type;
                }
            }
        }

        return null;
    }

    /// <summary>Whether values of the type hold a double, and of what: <c>Mock&lt;T&gt;</c> of T.</summary>
    public bool IsWrapper(ITypeSymbol? type, [NotNullWhen(true)] out MockingLibrary? library, [NotNullWhen(true)] out ITypeSymbol? doubled)
    {
        // A class that derives from Mock<T> is a wrapper, too.
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_wrappers.TryGetValue(current.OriginalDefinition, out library))
            {
                doubled = DoubledBy(current);
                return doubled is not null;
            }
        }

        library = null;
        doubled = null;
        return false;
    }

    /// <summary>Whether the property is the one that takes the double out of its wrapper: <c>mock.Object</c>.</summary>
    public bool IsUnwrapping(IPropertyReferenceOperation reference, [NotNullWhen(true)] out MockingLibrary? library, [NotNullWhen(true)] out ITypeSymbol? doubled)
    {
        if (reference.Instance is { } instance
            && IsWrapper(instance.Type, out library, out doubled)
            && (library is ListedLibrary
                ? SymbolEqualityComparer.Default.Equals(reference.Property.Type, doubled)
                : reference.Property.Name == library.UnwrappingProperty))
        {
            return true;
        }

        library = null;
        doubled = null;
        return false;
    }

    /// <summary>Whether the operation is an argument matcher, which is null (or nothing) wherever no call is being set up.</summary>
    public bool IsMatcher(IOperation operation)
    {
        var container = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod.ContainingType,
            IMemberReferenceOperation member => member.Member.ContainingType,
            _ => null,
        };
        return container is not null && _matchers.Contains(container.OriginalDefinition);
    }
}
