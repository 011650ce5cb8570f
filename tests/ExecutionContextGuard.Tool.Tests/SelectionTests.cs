using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>A part of a tree is named: what of the rest is told, changed and asked for the proof.</summary>
public sealed class SelectionTests(InstalledTool tool)
{
    private const string Helper = """
        using Acme;
        using Moq;

        namespace Support;

        public static class Contexts
        {
            public static Mock<IUserExecutionContext> Keen() => new Mock<IUserExecutionContext>();

            public static Mock<IUserExecutionContext> Plain() => new Mock<IUserExecutionContext>();

            public static IUserExecutionContext Given() => new Mock<IUserExecutionContext>().Object;

            public static string Runs() => Ask(Keen().Object) + Ask(Plain().Object) + Ask(Given());

            private static string Ask(IUserExecutionContext context) => new AgentExecutionCore().ExecuteAgent("ask", context);
        }
        """;

    [Fact]
    public async Task Only_what_was_named_is_told_and_changed_and_the_rest_of_the_tree_is_asked_for_the_proof()
    {
        using var folder = new TemporaryFolder();
        var estate = new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 2, files: 6);
        var project = estate.Read("tests/Tests0/Tests0.csproj");
        // A project of doubles for tests; one that uses it, as the estate's second does not; and one that is nobody's business.
        estate.Write("tests/Support/Support.csproj", project)
            .Write("tests/Support/Contexts.cs", Helper)
            .Write("tests/Users/Users.csproj", project.Replace("</ItemGroup>", "<ProjectReference Include=\"../Support/Support.csproj\" /><Compile Include=\"../Tests0/Agent2Tests.cs\" /></ItemGroup>", StringComparison.Ordinal))
            .Write("tests/Users/UsersTests.cs", """
                using Acme;
                using Moq;

                namespace Users;

                public class UsersTests
                {
                    [Fact]
                    public void Is_given() => Assert.Equal("ask", new AgentExecutionCore().ExecuteAgent("ask", Support.Contexts.Given()));

                    [Fact]
                    public void Asks() => Assert.Equal("ask", new AgentExecutionCore().ExecuteAgent("ask", Support.Contexts.Plain().Object));

                    [Fact]
                    public void Verifies()
                    {
                        var keen = Support.Contexts.Keen();
                        Assert.Equal("ask", new AgentExecutionCore().ExecuteAgent("ask", keen.Object));
                        keen.Verify(c => c.UserId);
                    }
                }
                """)
            // Here the file means something else by the name of the context.
            .Write("tests/Users/Rival.cs", "namespace Tests0 { internal sealed class UserExecutionContext { } }\n")
            .Write("All.slnx", estate.Read("Estate.slnx").Replace("</Solution>", "<Project Path=\"tests/Support/Support.csproj\" /><Project Path=\"tests/Users/Users.csproj\" /></Solution>", StringComparison.Ordinal))
            .Write("Users.slnf", """{ "solution": { "path": "All.slnx", "projects": [ "tests\\Users\\Users.csproj" ] } }""");
        (await estate.DotnetAsync("restore", "All.slnx")).EnsureSuccess();
        var before = estate.Sources();

        using var scan = JsonDocument.Parse((await tool.RunAsync(estate.Root, "scan", "Users.slnf", "--format", "json")).Ended(1).Output);
        var users = await MigrateAsync("Users.slnf");
        var afterUsers = Changed();
        var support = await MigrateAsync("tests/Support/Support.csproj");
        var afterSupport = Changed();
        var tests = await MigrateAsync("tests/Tests0/Tests0.csproj");
        var afterTests = Changed();
        estate.Write("tests/Broken/Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"..\\Tests1\\Tests1.csproj\" /></ItemGroup></Project>");
        var unseen = await MigrateAsync("tests/Tests1");

        Assert.Equal(["tests/Users/Users.csproj"], scan.RootElement.GetProperty("projects").EnumerateArray().Select(entry => entry.GetProperty("file").GetString()));
        Assert.Equal(
            ["tests/Tests0/Agent2Tests.cs", "tests/Users/Rival.cs", "tests/Users/UsersTests.cs"],
            scan.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("at").GetProperty("file").GetString()).Distinct());
        // A file that two projects share has to be right in both, whichever of them was named.
        Assert.StartsWith("a finding would be left or be new: ECG3006 in Agent2Tests.cs", Assert.Single(users), StringComparison.Ordinal);
        Assert.Equal([], afterUsers);
        Assert.StartsWith("it would not compile: CS1739 in Agent2Tests.cs", Assert.Single(tests), StringComparison.Ordinal);
        // What is verified elsewhere is declined; what elsewhere has to change along is left out; what fits all that use it is done.
        Assert.Equal(["tests/Users/UsersTests.cs would change along, and is of no project that was named; name its project, too, or the solution"], support);
        Assert.Equal(["tests/Support/Contexts.cs"], afterSupport);
        Assert.Equal(2, estate.Read("tests/Support/Contexts.cs").Split("new Mock<IUserExecutionContext>()").Length - 1);
        Assert.Equal(["tests/Support/Contexts.cs", "tests/Tests0/GoldenPath/Agent0Tests.cs", "tests/Tests0/Integration/Agent1Tests.cs"], afterTests);
        Assert.Equal(3, unseen.Count);
        Assert.All(unseen, reason => Assert.Matches("^tests/Broken/Broken.csproj may use tests/Tests1/.*Tests.cs and could not be loaded: ", reason));
        Assert.Equal(afterTests, Changed());

        async Task<List<string?>> MigrateAsync(string path)
        {
            using var report = JsonDocument.Parse((await tool.RunAsync(estate.Root, "migrate", path, "--json")).Ended(1).Output);
            return [.. report.RootElement.GetProperty("leftOut").EnumerateArray().Select(left => left.GetProperty("reason").GetString())];
        }

        List<string> Changed() => [.. before.Where(file => estate.Sources()[file.Key] != file.Value).Select(file => file.Key)];
    }

    [Fact]
    public async Task A_baseline_of_a_part_keeps_what_it_says_of_the_rest()
    {
        using var folder = new TemporaryFolder();
        const string Other = "ECG1001\tM:Elsewhere.Tests.Runs\tM:Acme.AgentExecutionCore.ExecuteAgent(System.String,Acme.IUserExecutionContext)\t2";
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 2, files: 2).Write("ecguard.baseline", Other + "\n").RestoreAsync();

        var kept = await tool.RunAsync(estate.Root, "baseline", "tests/Tests0");
        var afterKept = Lines();
        (await tool.RunAsync(estate.Root, "baseline", "tests/Tests0", "--accept-new")).Ended(0);

        Assert.Contains("nothing is taken out", kept.Ended(0).Notes, StringComparison.Ordinal);
        Assert.Contains("2 more are new", kept.Notes, StringComparison.Ordinal);
        Assert.Equal([Other], afterKept);
        Assert.Equal(3, Lines().Count);
        Assert.Contains(Other, Lines());

        List<string> Lines() => [.. estate.Read("ecguard.baseline").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
