using System.Security.Cryptography;

namespace ExecutionContextGuard.Package.Tests;

/// <summary>Writes a code base as teams have it: a platform, and any number of test projects whose files hand it doubles.</summary>
internal sealed partial class EstateWriter(TemporaryFolder folder, IReadOnlyDictionary<string, string> environment)
{
    private static readonly string s_moq = typeof(Moq.Mock).Assembly.GetName().Version!.ToString(3);
    private static readonly string s_xunit = typeof(FactAttribute).Assembly.GetName().Version!.ToString(3);

    public string Root => folder.Combine("estate");

    /// <summary>
    /// A solution with central package management and a Directory.Build.props; `projects` test projects share the files. Where they are not to
    /// be run, the attributes and assertions are a few lines in place of a test framework.
    /// </summary>
    public EstateWriter Write(int projects, int files, string frameworks = "net10.0", bool runnable = false)
    {
        WriteSurroundings(frameworks, "", $"<PackageVersion Include=\"Moq\" Version=\"{s_moq}\" /><PackageVersion Include=\"xunit.v3\" Version=\"{s_xunit}\" />", runnable);
        var (framework, properties) = ("", "<IsTestProject>true</IsTestProject>");
        if (runnable)
        {
            (framework, properties) = ("<PackageReference Include=\"xunit.v3\" /><Using Include=\"Xunit\" />", properties + "<OutputType>Exe</OutputType>");
            Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        }

        var solution = "<Solution>\n  <Project Path=\"src/Platform/Platform.csproj\" />\n";
        for (var project = 0; project < projects; project++)
        {
            var name = $"Tests{project}";
            solution += $"  <Project Path=\"tests/{name}/{name}.csproj\" />\n";
            Write($"tests/{name}/{name}.csproj", Project(frameworks, $"<PackageReference Include=\"Moq\" />{framework}<ProjectReference Include=\"../../src/Platform/Platform.csproj\" />", properties));
            for (var file = 0; file < files / projects; file++)
            {
                var tier = file % 3 == 0 ? "GoldenPath/" : file % 3 == 1 ? "Integration/" : "";
                Write($"tests/{name}/{tier}Agent{file}Tests.cs", Tests(name, file));
            }
        }

        Write("Estate.slnx", solution + "</Solution>\n");
        return this;
    }

    private void WriteSurroundings(string frameworks, string properties, string packages, bool runnable = false)
    {
        Directory.CreateDirectory(Path.Combine(Root, ".git"));
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>{packages}</ItemGroup>
            </Project>
            """);
        Write(".editorconfig", "root = true\n");
        Write("src/Platform/Platform.csproj", Project(frameworks, ""));
        Write("src/Platform/Platform.cs", Platform);
        if (!runnable)
        {
            Write("src/Platform/Framework.cs", "namespace Acme;\n\n" + Framework);
        }
    }

    public EstateWriter Write(string path, string text)
    {
        folder.Write("estate/" + path, text);
        return this;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public async Task<EstateWriter> RestoreAsync()
    {
        (await DotnetAsync("restore", "Estate.slnx")).EnsureSuccess();
        return this;
    }

    public Task<CommandResult> DotnetAsync(params string[] arguments) => DotnetCommand.RunAsync(Root, environment, arguments);

    /// <summary>Each source file with its bytes, to compare with later.</summary>
    public SortedDictionary<string, string> Sources() => new(
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith(".ecguard/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => HashOf(Path.Combine(Root, path))),
        StringComparer.Ordinal);

    public static string HashOf(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private static string Project(string frameworks, string references, string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <{(frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework")}>{frameworks}</{(frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework")}>
            {properties}
          </PropertyGroup>
          <ItemGroup>{references}</ItemGroup>
        </Project>
        """;

    public const string Platform = """
        namespace Acme;

        public interface IUserExecutionContext
        {
            string UserId { get; }

            string ThreadId { get; }
        }

        public sealed class UserExecutionContext(string userId, string threadId) : IUserExecutionContext
        {
            public string UserId { get; } = userId;

            public string ThreadId { get; } = threadId;
        }

        public sealed class AgentExecutionCore
        {
            public string ExecuteAgent(string request, IUserExecutionContext userContext) => request + userContext.UserId;
        }
        """;

    /// <summary>What a test framework would bring; for the namespace of the platform.</summary>
    public const string Framework = """
        public sealed class FactAttribute : System.Attribute { }

        public static class Assert
        {
            public static void Equal(string expected, string actual)
            {
                if (expected != actual)
                {
                    throw new System.InvalidOperationException(actual);
                }
            }
        }
        """;

    /// <summary>One finding that the fix mends, with its ECG1010; every third file also has one that it declines.</summary>
    public static string Tests(string project, int file)
    {
        var verified = $$"""


                [Fact]
                public void Asks_for_the_user()
                {
                    var context = new Mock<IUserExecutionContext>();
                    new AgentExecutionCore().ExecuteAgent("ask", context.Object);
                    context.Verify(c => c.UserId);
                }
            """;
        return $$"""
            using Acme;
            using Moq;

            namespace {{project}};

            public class Agent{{file}}Tests
            {
                [Fact]
                public void Names_the_user()
                {
                    // Whoever asks is named.
                    var context = new Mock<IUserExecutionContext>();
                    context.SetupGet(c => c.UserId).Returns("user-{{file}}");

                    var answer = new AgentExecutionCore().ExecuteAgent("ask", context.Object);

                    Assert.Equal("askuser-{{file}}", answer);
                }{{(file % 3 == 2 ? verified : "")}}
            }
            """ + "\n";
    }
}
