using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>The sample's suite with doubles becomes its suite with real contexts, and a test that got worse for it is given back.</summary>
public sealed class SampleTests(InstalledTool tool)
{
    private const string Mocked = "AgentPlatform.Tests.Mocked";
    private const string ByHand = "VerifiedContextTests.cs";
    private const string Worse = "WorseTests.cs";

    private static readonly string s_samples = Path.Combine(RepositoryPaths.Root, "samples");

    [Fact]
    public async Task The_sample_migrates_to_its_real_suite_and_what_got_worse_is_given_back()
    {
        using var folder = new TemporaryFolder();
        await tool.EnsureAsync();
        foreach (var file in Directory.GetFiles(s_samples, "*", SearchOption.AllDirectories).Where(file => !IsOutput(Path.GetRelativePath(s_samples, file))))
        {
            var copy = folder.Combine("samples", Path.GetRelativePath(s_samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // Green only as long as the context is a double.
        const string Test = """
            using AgentPlatform.Agents;
            using AgentPlatform.Tests.Support;
            using Moq;

            namespace AgentPlatform.Tests;

            public sealed class WorseTests
            {
                [Fact]
                public async Task Is_about_the_double()
                {
                    var context = new Mock<IUserExecutionContext>();
                    context.SetupGet(c => c.UserId).Returns("user-123");
                    context.SetupGet(c => c.RunId).Returns("run-1");

                    Assert.True(await IsRefusedAsync(context.Object));
                }

                private static async Task<bool> IsRefusedAsync(IUserExecutionContext userContext)
                {
                    try
                    {
                        await new TestPlatform().Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), userContext);
                        return false;
                    }
                    catch (Exception)
                    {
                        return true;
                    }
                }
            }
            """;
        folder.Write(Path.Combine("samples", Mocked, Worse), Test + "\n");
        var environment = InstalledTool.RestoreEnvironment(folder);
        environment["ECGPackageVersion"] = tool.Version;
        environment["RestoreAdditionalProjectSources"] = tool.Feed;
        (await DotnetCommand.RunAsync(folder.Combine("samples"), environment, "restore", Mocked)).EnsureSuccess();

        var migrated = await tool.RunAsync(folder.Combine("samples"), environment, "migrate", Mocked, "--include-created", "--test", "--json");

        JsonSchema.PublishedHolds("migrate", migrated.Ended(1).Output);
        using var report = JsonDocument.Parse(migrated.Output);
        Assert.Empty(report.RootElement.GetProperty("leftOut").EnumerateArray());
        Assert.All(report.RootElement.GetProperty("remaining").EnumerateArray(), finding => Assert.EndsWith(ByHand, finding.GetProperty("at").GetProperty("file").GetString(), StringComparison.Ordinal));
        var worse = Assert.Single(report.RootElement.GetProperty("worseTests").EnumerateArray());
        Assert.Equal(["AgentPlatform.Tests.WorseTests.Is_about_the_double"], worse.GetProperty("tests").EnumerateArray().Select(test => test.GetString()));
        Assert.Equal([Worse], worse.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal(Test + "\n", File.ReadAllText(folder.Combine("samples", Mocked, Worse)));
        foreach (var file in Directory.GetFiles(Path.Combine(s_samples, "AgentPlatform.Tests.Real"), "*.cs", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Path.Combine(s_samples, "AgentPlatform.Tests.Real"), file);
            if (!IsOutput(name))
            {
                var expected = name == ByHand ? Path.Combine(s_samples, Mocked, name) : file;
                Assert.Equal(File.ReadAllText(expected), File.ReadAllText(folder.Combine("samples", Mocked, name)));
            }
        }
    }

    private static bool IsOutput(string path) => path.Split('/', '\\').Any(part => part is "bin" or "obj" or "TestResults" or ".git" or ".ecguard");
}
