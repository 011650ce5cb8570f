using System.Collections.Immutable;

namespace ExecutionContextGuard.Verification;

internal enum LibraryKind
{
    Mocking,
    Framework,
    Assertion,
    Agents,
}

/// <summary>
/// A library that test code uses, in every version that Suite.props downloads. A row is checked with each of them; one that needs a
/// particular version says so: <c>Library.Moq.Only("4.20.72")</c>.
/// </summary>
public sealed class Library
{
    public static readonly Library Moq = new(LibraryKind.Mocking, "Moq", "Moq", "4.16.1", "4.18.4", "4.20.72");
    public static readonly Library NSubstitute = new(LibraryKind.Mocking, "NSubstitute", "NSubstitute", "4.2.2", "5.3.0", "6.1.0");
    public static readonly Library FakeItEasy = new(LibraryKind.Mocking, "FakeItEasy", "FakeItEasy", "6.0.1");
    public static readonly Library Castle = new(LibraryKind.Mocking, "Castle.Core", "Castle.DynamicProxy", "5.1.1");
    public static readonly Library AutoFixture = new(LibraryKind.Mocking, "AutoFixture", "AutoFixture", "4.18.1");
    public static readonly Library AutoMoq = new(LibraryKind.Mocking, "AutoFixture.AutoMoq", "AutoFixture.AutoMoq", "4.18.1");
    public static readonly Library Xunit = new(LibraryKind.Framework, "xunit.assert", "Xunit", "2.9.3") { _companions = [("xunit.extensibility.core", "2.9.3"), ("xunit.abstractions", "2.0.3")] };
    public static readonly Library NUnit = new(LibraryKind.Framework, "NUnit", "NUnit.Framework", "3.14.0", "4.4.0");
    public static readonly Library MSTest = new(LibraryKind.Framework, "MSTest.TestFramework", "Microsoft.VisualStudio.TestTools.UnitTesting", "3.8.3", "4.0.2");
    public static readonly Library FluentAssertions = new(LibraryKind.Assertion, "FluentAssertions", "FluentAssertions", "6.12.0");
    public static readonly Library Shouldly = new(LibraryKind.Assertion, "Shouldly", "Shouldly", "4.2.1");

    public static readonly Library AgentsAI = new(LibraryKind.Agents, "Microsoft.Agents.AI.Abstractions", "Microsoft.Agents.AI", "1.28.0") { _companions = [("Microsoft.Extensions.AI.Abstractions", "10.11.0"), ("System.Text.Json", "10.0.11")] };

    private readonly ImmutableArray<string> _versions;
    private readonly string _package;
    private ImmutableArray<(string Package, string Version)> _companions = [];

    private Library(LibraryKind kind, string package, string @namespace, params ImmutableArray<string> versions)
    {
        Kind = kind;
        Namespace = @namespace;
        _package = package;
        _versions = versions;
    }

    internal LibraryKind Kind { get; }

    /// <summary>What the row's implicit usings name.</summary>
    internal string Namespace { get; }

    internal int VersionCount => _versions.Length;

    public Library Only(string version) => _versions.Contains(version)
        ? new Library(Kind, _package, Namespace, version) { _companions = _companions }
        : throw new ArgumentException($"{_package} {version} is not among {string.Join(", ", _versions)}; add it to Suite.props and Library.cs.", nameof(version));

    /// <summary>The packages of one version, counted back from the newest (0); a library with fewer versions stays with its oldest.</summary>
    internal IEnumerable<(string Package, string Version)> Packages(int age) =>
        [(_package, _versions[Math.Max(0, _versions.Length - 1 - age)]), .. _companions];
}
