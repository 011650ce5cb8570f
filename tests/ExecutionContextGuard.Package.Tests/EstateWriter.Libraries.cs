namespace ExecutionContextGuard.Package.Tests;

/// <content>An estate with a suite for each mocking library, a project for two frameworks, and a file that two projects link.</content>
internal sealed partial class EstateWriter
{
    /// <summary>How many shapes a suite has; the last is one that the fix declines.</summary>
    private const int Shapes = 6;

    public static string[] Suites { get; } = ["MoqTests", "MoreMoqTests", "NSubstituteTests", "FakeItEasyTests"];

    /// <summary>The creations that the fix replaces: one in each file but the declined ones, a fixture and a base class in each suite, and the linked file's.</summary>
    public static int FixableCreations(int files) => (Suites.Length * (Of(files, shape: 0) + Of(files, shape: 1) + Of(files, shape: 2) + 2)) + 1;

    /// <summary>The files in which a double stays, as paths from the root.</summary>
    public static IEnumerable<string> DeclinedFiles(int files) =>
        from suite in Suites
        from file in Enumerable.Range(0, files)
        where file % Shapes == Shapes - 1
        select $"tests/{suite}/Agent{file}Tests.cs";

    /// <summary>Each suite with so many files, and the package that is tested installed in all of them.</summary>
    public EstateWriter WriteWithEveryLibrary(int files, string package)
    {
        WriteSurroundings(
            "net8.0;net10.0",
            // What is left after the fix is a warning, and meant to be one.
            "<WarningsNotAsErrors>ECG1001</WarningsNotAsErrors><ErrorLog>$(MSBuildProjectDirectory)/$(TargetFramework).sarif,version=2.1</ErrorLog>"
            + "<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>",
            $"""
            <PackageVersion Include="ExecutionContextGuard" Version="{package}" />
            <PackageVersion Include="Moq" Version="{s_moq}" />
            <PackageVersion Include="NSubstitute" Version="5.3.0" />
            <PackageVersion Include="FakeItEasy" Version="6.0.1" />
            <PackageVersion Include="Castle.Core" Version="5.1.1" />
            """);
        var solution = "<Solution>\n  <Project Path=\"src/Platform/Platform.csproj\" />\n";
        foreach (var suite in Suites)
        {
            var library = suite.Replace("More", "", StringComparison.Ordinal).Replace("Tests", "", StringComparison.Ordinal);
            solution += $"  <Project Path=\"tests/{suite}/{suite}.csproj\" />\n";
            Write($"tests/{suite}/{suite}.csproj", Project(
                suite == "MoqTests" ? "net8.0;net10.0" : "net10.0",
                $"""
                <PackageReference Include="{library}" /><PackageReference Include="ExecutionContextGuard" PrivateAssets="all" /><ProjectReference Include="../../src/Platform/Platform.csproj" />
                {(library == "Moq" ? "<Compile Include=\"../Linked/SharedContexts.cs\" Link=\"SharedContexts.cs\" />" : "")}
                """,
                "<IsTestProject>true</IsTestProject>"));
            Write($"tests/{suite}/Support.cs", Support(suite, library));
            for (var file = 0; file < files; file++)
            {
                Write($"tests/{suite}/Agent{file}Tests.cs", Shape(suite, library, file));
            }
        }

        Write("tests/Linked/SharedContexts.cs", Linked);
        Write("Estate.slnx", solution + "</Solution>\n");
        return this;
    }

    private static int Of(int files, int shape) => Enumerable.Range(0, files).Count(file => file % Shapes == shape);

    private static string Made(string library) => library switch
    {
        "Moq" => "new Mock<IUserExecutionContext>()",
        "NSubstitute" => "Substitute.For<IUserExecutionContext>()",
        _ => "A.Fake<IUserExecutionContext>()",
    };

    private static string Type(string library) => library == "Moq" ? "Mock<IUserExecutionContext>" : "IUserExecutionContext";

    private static string Object(string library) => library == "Moq" ? ".Object" : "";

    private static string SetUp(string library, string context, string user) => library switch
    {
        "Moq" => $"{context}.SetupGet(c => c.UserId).Returns({user});",
        "NSubstitute" => $"{context}.UserId.Returns({user});",
        _ => $"A.CallTo(() => {context}.UserId).Returns({user});",
    };

    private static string Verification(string library) => library switch
    {
        "Moq" => "context.Verify(c => c.UserId);",
        "NSubstitute" => "_ = context.Received().UserId;",
        _ => "A.CallTo(() => context.UserId).MustHaveHappened();",
    };

    /// <summary>What the tests of a suite share, in a file of its own.</summary>
    private static string Support(string suite, string library) => $$"""
        using Acme;
        using {{library}};

        namespace {{suite}};

        public sealed class Fixture
        {
            public {{Type(library)}} Shared { get; } = {{Made(library)}};
        }

        public abstract class TestBase
        {
            // One user for all.
            protected readonly {{Type(library)}} Inherited = {{Made(library)}};
        }

        """;

    private static string Shape(string suite, string library, int file)
    {
        var user = $"\"user-{file}\"";
        var run = $"new AgentExecutionCore().ExecuteAgent(\"ask\", ";
        var (members, statements, argument) = (file % Shapes) switch
        {
            0 => ("", $"var context = {Made(library)};\n        {SetUp(library, "context", user)}\n\n        ", "context" + Object(library)),
            1 => ($"    private readonly {Type(library)} _context;\n\n    public Agent{file}Tests()\n    {{\n        _context = {Made(library)};\n        {SetUp(library, "_context", user)}\n    }}\n\n", "", "_context" + Object(library)),
            2 => ("", "", Made(library) + Object(library)),
            3 => ("    private readonly Fixture _fixture = new();\n\n", "", "_fixture.Shared" + Object(library)),
            4 => ("", "", "Inherited" + Object(library)),
            _ => ("", $"var context = {Made(library)};\n        ", "context" + Object(library)),
        };
        var check = file % Shapes == Shapes - 1 ? "\n        " + Verification(library) : "";
        var linked = library == "Moq" && file == 0 ? $"\n        Assert.Equal(\"asklinked\", {run}Linked.SharedContexts.Create()));" : "";
        return $$"""
            using Acme;
            using {{library}};

            namespace {{suite}};

            public class Agent{{file}}Tests{{(file % Shapes == 4 ? " : TestBase" : "")}}
            {
            {{members}}    [Fact]
                public void Runs()
                {
                    // Whoever asks is answered.
                    {{statements}}var answer = {{run}}{{argument}});

                    Assert.Equal("ask{{(file % Shapes is 0 or 1 ? $"user-{file}" : "")}}", answer);{{check}}{{linked}}
                }
            }
            """ + "\n";
    }

    // One user in .NET 8, another in later ones: what the fix writes must be right in both.
    private const string Linked = """
        using Acme;
        using Moq;

        namespace Linked;

        internal static class SharedContexts
        {
        #if NET8_0
            private const string User = "linked-8";
        #else
            private const string User = "linked";
        #endif

            public static IUserExecutionContext Create()
            {
                var mock = new Mock<IUserExecutionContext>();
                mock.SetupGet(c => c.UserId).Returns(User);
                return mock.Object;
            }
        }

        """;
}
