using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>The mocking libraries that one compilation can see: one look-up tells whether an operation has to do with any.</summary>
internal sealed class DoubleCatalogue
{
    private static readonly ImmutableArray<MockingLibrary> s_libraries =
        ImmutableArray.Create<MockingLibrary>(new Moq(), new NSubstitute(), new FakeItEasy());

    private readonly Dictionary<INamedTypeSymbol, MockingLibrary> _creators = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, MockingLibrary> _wrappers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> _matchers = new(SymbolEqualityComparer.Default);

    public DoubleCatalogue(Compilation compilation)
    {
        foreach (var library in s_libraries)
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
                        target[type] = library;
                    }
                }
            }
        }
    }

    /// <summary>Whether any mocking library is in sight.</summary>
    public bool IsEmpty => _creators.Count == 0;

    /// <summary>Whether the operation makes a double, and of what.</summary>
    public bool IsCreation(IOperation operation, out DoubleCreation creation)
    {
        creation = default;
        switch (operation)
        {
            case IObjectCreationOperation { Type: INamedTypeSymbol { Arity: > 0 } type }
                when _wrappers.TryGetValue(type.OriginalDefinition, out var library):
                creation = new DoubleCreation(library, type.TypeArguments[0], operation, isWrapper: true);
                return true;
            case IInvocationOperation { TargetMethod.ContainingType: { } container } invocation
                when _creators.TryGetValue(container.OriginalDefinition, out var library)
                    && library.DoubledBy(invocation) is { } doubled:
                creation = new DoubleCreation(library, doubled, operation, library.GivesWrapper(invocation));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether values of the type hold a double, and of what: <c>Mock&lt;T&gt;</c> of T.</summary>
    public bool IsWrapper(ITypeSymbol? type, [NotNullWhen(true)] out MockingLibrary? library, [NotNullWhen(true)] out ITypeSymbol? doubled)
    {
        // A class that derives from Mock<T> is a wrapper, too.
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (current.Arity > 0 && _wrappers.TryGetValue(current.OriginalDefinition, out library))
            {
                doubled = current.TypeArguments[0];
                return true;
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
            && reference.Property.Name == library.UnwrappingProperty)
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
