using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Libraries whose members look at a context without executing anything for it: mocking, assertion, logging.</summary>
internal static class NeutralLibraries
{
    /// <summary>Whether handing a context to a member of the type says nothing: <c>Assert.Same(context, seen)</c>, <c>mock.Setup(..)</c>, <c>logger.LogInformation(..)</c>.</summary>
    public static bool Contains(INamedTypeSymbol type) => Contains(type.ContainingNamespace);

    /// <inheritdoc cref="Contains(INamedTypeSymbol)"/>
    public static bool Contains(INamespaceSymbol? space)
    {
        switch (Root(space)?.Name)
        {
            case "Xunit" or "NUnit" or "TUnit" or "FluentAssertions" or "AwesomeAssertions" or "Shouldly"
                or "Serilog" or "NLog" or "log4net":
                return true;
            case "Microsoft":
                return IsBeneath(space, "Microsoft.VisualStudio.TestTools")
                    || IsBeneath(space, "Microsoft.Extensions.Logging");
            default:
                return IsMocking(space);
        }
    }

    /// <summary>Whether the type belongs to a mocking library, or to one that fills objects for tests.</summary>
    public static bool IsMocking(INamedTypeSymbol type) => IsMocking(type.ContainingNamespace);

    /// <inheritdoc cref="IsMocking(INamedTypeSymbol)"/>
    public static bool IsMocking(INamespaceSymbol? space) => Root(space)?.Name switch
    {
        "Moq" or "NSubstitute" or "FakeItEasy" or "Rhino" or "Rocks" or "Castle" or "AutoFixture" or "Ploeh" => true,
        "Telerik" => IsBeneath(space, "Telerik.JustMock"),
        _ => false,
    };

    private static INamespaceSymbol? Root(INamespaceSymbol? space)
    {
        var current = space;
        if (current is null || current.IsGlobalNamespace)
        {
            return null;
        }

        while (!current.ContainingNamespace.IsGlobalNamespace)
        {
            current = current.ContainingNamespace;
        }

        return current;
    }

    private static bool IsBeneath(INamespaceSymbol? symbol, string dotted)
    {
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            if (TypeNames.IsNamed(symbol, dotted))
            {
                return true;
            }
        }

        return false;
    }
}
