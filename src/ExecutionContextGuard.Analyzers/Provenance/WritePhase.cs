using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>When in a test's life a member is written, in the order in which they happen.</summary>
internal enum WritePhase
{
    Initializer,
    Constructor,
    SetUp,
    Helper,
    Test,
    TearDown,
}

/// <summary>Tells the phase from the member that writes.</summary>
internal static class WritePhases
{
    public static WritePhase Of(MemberDeclarationSyntax writer)
    {
        switch (writer)
        {
            case ConstructorDeclarationSyntax:
                return WritePhase.Constructor;
            case MethodDeclarationSyntax method:
                foreach (var list in method.AttributeLists)
                {
                    foreach (var attribute in list.Attributes)
                    {
                        switch (SimpleName(attribute.Name))
                        {
                            case "SetUp" or "OneTimeSetUp" or "TestInitialize" or "ClassInitialize" or "Before" or "BeforeEach":
                                return WritePhase.SetUp;
                            case "TearDown" or "OneTimeTearDown" or "TestCleanup" or "ClassCleanup" or "After":
                                return WritePhase.TearDown;
                            case "Fact" or "Theory" or "Test" or "TestCase" or "TestCaseSource" or "TestMethod" or "DataTestMethod":
                                return WritePhase.Test;
                        }
                    }
                }

                return method.Identifier.ValueText switch
                {
                    "InitializeAsync" => WritePhase.SetUp,
                    "Dispose" or "DisposeAsync" => WritePhase.TearDown,
                    _ => WritePhase.Helper,
                };
            default:
                return WritePhase.Helper;
        }
    }

    private static string SimpleName(NameSyntax name)
    {
        var text = name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return text.EndsWith("Attribute", System.StringComparison.Ordinal) ? text.Substring(0, text.Length - "Attribute".Length) : text;
    }
}
