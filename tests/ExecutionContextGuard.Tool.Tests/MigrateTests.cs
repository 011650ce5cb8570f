using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

public sealed class MigrateTests(InstalledTool tool)
{
    [Fact]
    public async Task Migrates_192_files_in_one_command_that_are_green_and_roll_back_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 4, files: 192, runnable: true).RestoreAsync();
        var before = estate.Sources();

        // A part is enough to see that nothing is written, or left to be: planning all three times tells no more.
        var dryRun = await tool.RunAsync(estate.Root, "migrate", "tests/Tests0", "--dry-run");
        Assert.Equal(before, estate.Sources());
        var migrated = await tool.RunAsync(estate.Root, "migrate", "--json");
        var after = estate.Sources();
        var tested = await estate.DotnetAsync("test", "--solution", "Estate.slnx", "--no-restore");
        var status = await tool.RunAsync(estate.Root, "status", "--json");
        var again = await tool.RunAsync(estate.Root, "migrate", "tests/Tests0");
        var rolledBack = await tool.RunAsync(estate.Root, "rollback");

        JsonSchema.PublishedHolds("migrate", migrated.Ended(0).Output);
        JsonSchema.PublishedHolds("status", status.Ended(0).Output);
        using var report = JsonDocument.Parse(migrated.Output);
        Assert.Equal(192, report.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal(384, report.RootElement.GetProperty("findings").GetInt32());
        Assert.Equal(["Verified"], report.RootElement.GetProperty("remaining").EnumerateArray().Select(finding => finding.GetProperty("reason").GetString()).Distinct());
        Assert.Equal(48, dryRun.Ended(0).Output.Split('\n').Count(line => line.StartsWith("+++ ", StringComparison.Ordinal)));
        Assert.Equal(192, before.Count(file => after[file.Key] != file.Value));
        // A test in each file, and one more in each third.
        Assert.Matches("total: 256\\s+failed: 0\\s+succeeded: 256\\s", tested.EnsureSuccess().Output);
        using var runs = JsonDocument.Parse(status.Output);
        Assert.Equal("applied", runs.RootElement.GetProperty("runs")[0].GetProperty("state").GetString());
        Assert.Contains("Nothing to change.", again.Ended(0).Notes, StringComparison.Ordinal);
        rolledBack.Ended(0);
        Assert.Equal(before, estate.Sources());
    }

    [Fact]
    public async Task Keeps_encodings_marks_line_endings_links_and_modes_and_leaves_what_it_may_not_touch()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 1).RestoreAsync();
        var source = EstateWriter.Tests("Tests0", 10).Replace("is named.", "is named: ä€.", StringComparison.Ordinal);
        var tests = Path.Combine(estate.Root, "tests", "Tests0");
        File.WriteAllBytes(Path.Combine(tests, "Marked.cs"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Named(source, 11).ReplaceLineEndings("\r\n"))]);
        File.WriteAllBytes(Path.Combine(tests, "Wide.cs"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Named(source, 12))]);
        File.WriteAllText(Path.Combine(tests, "ReadOnly.cs"), Named(source, 13));
        File.WriteAllText(Path.Combine(estate.Root, "Shared.txt"), Named(source, 14));
        File.SetAttributes(Path.Combine(tests, "ReadOnly.cs"), FileAttributes.ReadOnly);
        File.CreateSymbolicLink(Path.Combine(tests, "Linked.cs"), Path.Combine(estate.Root, "Shared.txt"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(tests, "Wide.cs"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        }

        var migrated = await tool.RunAsync(estate.Root, "migrate");

        migrated.Ended(1);
        Assert.Contains("tests/Tests0/ReadOnly.cs is left as it is: it is read-only", migrated.Notes, StringComparison.Ordinal);
        Assert.Equal(Named(source, 13), File.ReadAllText(Path.Combine(tests, "ReadOnly.cs")));
        var marked = File.ReadAllBytes(Path.Combine(tests, "Marked.cs"));
        Assert.Equal([0xEF, 0xBB, 0xBF], marked[..3]);
        var text = Encoding.UTF8.GetString(marked);
        Assert.Contains("new UserExecutionContext(\r\n", text, StringComparison.Ordinal);
        Assert.Contains("ä€", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(character => character == '\n'), text.Split("\r\n").Length - 1);
        var wide = File.ReadAllBytes(Path.Combine(tests, "Wide.cs"));
        Assert.Equal([0xFF, 0xFE], wide[..2]);
        Assert.Contains("new UserExecutionContext(", Encoding.Unicode.GetString(wide), StringComparison.Ordinal);
        Assert.NotNull(new FileInfo(Path.Combine(tests, "Linked.cs")).LinkTarget);
        Assert.Contains("new UserExecutionContext(", File.ReadAllText(Path.Combine(estate.Root, "Shared.txt")), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead, File.GetUnixFileMode(Path.Combine(tests, "Wide.cs")));
        }

        File.SetAttributes(Path.Combine(tests, "ReadOnly.cs"), FileAttributes.Normal);

        static string Named(string source, int number) => source.Replace("Agent10Tests", $"Agent{number}Tests", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_refuses_what_was_changed_since_and_takes_the_rest_back()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 3).RestoreAsync();
        var before = estate.Sources();
        (await tool.RunAsync(estate.Root, "migrate")).Ended(0);
        var mine = estate.Read("tests/Tests0/Agent2Tests.cs") + "// mine\n";
        estate.Write("tests/Tests0/Agent2Tests.cs", mine);

        var rolledBack = await tool.RunAsync(estate.Root, "rollback", "--json");

        Assert.Contains("tests/Tests0/Agent2Tests.cs is left as it is: it was changed since", rolledBack.Ended(1).Notes, StringComparison.Ordinal);
        JsonSchema.PublishedHolds("rollback", rolledBack.Output);
        Assert.Contains("\"reason\": \"it was changed since\"", rolledBack.Output, StringComparison.Ordinal);
        Assert.Equal(mine, estate.Read("tests/Tests0/Agent2Tests.cs"));
        Assert.Equal(["tests/Tests0/Agent2Tests.cs"], before.Where(file => estate.Sources()[file.Key] != file.Value).Select(file => file.Key));
    }

    [Fact]
    public async Task Takes_one_tier_and_what_is_only_created_when_asked_to()
    {
        using var folder = new TemporaryFolder();
        var estate = new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 3);
        estate.Write("tests/Tests0/Created.cs", """
            using Acme;
            using Moq;

            namespace Tests0;

            public class Created
            {
                [Fact]
                public void Makes_one()
                {
                    var context = new Mock<IUserExecutionContext>();
                    context.SetupGet(c => c.UserId).Returns("user-1");
                    Assert.Equal("user-1", context.Object.UserId);
                }
            }
            """);
        await estate.RestoreAsync();
        var before = estate.Sources();

        (await tool.RunAsync(estate.Root, "migrate", "--tier", "1")).Ended(0);
        var first = Changed();
        (await tool.RunAsync(estate.Root, "migrate")).Ended(0);
        var others = Changed();
        (await tool.RunAsync(estate.Root, "migrate", "--include-created")).Ended(0);

        Assert.Equal(["tests/Tests0/GoldenPath/Agent0Tests.cs"], first);
        Assert.Equal(["tests/Tests0/Agent2Tests.cs", "tests/Tests0/GoldenPath/Agent0Tests.cs", "tests/Tests0/Integration/Agent1Tests.cs"], others);
        Assert.Equal([.. others.Append("tests/Tests0/Created.cs").Order(StringComparer.Ordinal)], Changed());

        List<string> Changed() => [.. before.Where(file => estate.Sources()[file.Key] != file.Value).Select(file => file.Key)];
    }

    [Fact]
    public async Task What_changes_the_code_itself_is_mended_when_its_rule_is_named()
    {
        using var folder = new TemporaryFolder();
        var estate = new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 1);
        estate.Write("src/Platform/LogIns.cs", """
            namespace Acme;

            public static class LogIns
            {
                public static UserExecutionContext Fallback(string? userId, string threadId) => new UserExecutionContext(userId ?? "anonymous", threadId);

                public static UserExecutionContext Crossed(string userId, string threadId) => new UserExecutionContext(threadId, userId);
            }
            """);
        await estate.RestoreAsync();
        var before = estate.Sources();

        using var scan = JsonDocument.Parse((await tool.RunAsync(estate.Root, "scan", "src", "--format", "json")).Ended(1).Output);
        using var unasked = JsonDocument.Parse((await tool.RunAsync(estate.Root, "migrate", "src", "--json")).Ended(0).Output);
        var untouched = estate.Sources();
        using var asked = JsonDocument.Parse((await tool.RunAsync(estate.Root, "migrate", "src", "--rule", "ECG2002", "--rule", "ecg2003", "--json")).Ended(0).Output);

        Assert.Equal(["ECG2002 True", "ECG2003 True", "ECG2003 True"], scan.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("rule")} {finding.GetProperty("fixable")}"));
        Assert.Equal(["NotAsked"], unasked.RootElement.GetProperty("remaining").EnumerateArray().Select(finding => finding.GetProperty("reason").GetString()).Distinct());
        Assert.Equal(before, untouched);
        Assert.Equal(3, asked.RootElement.GetProperty("findings").GetInt32());
        var text = estate.Read("src/Platform/LogIns.cs");
        Assert.Contains("userId ?? throw new ", text, StringComparison.Ordinal);
        Assert.Contains("new UserExecutionContext(userId, threadId)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_at_once_says_so_and_leaves()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 3).RestoreAsync();
        await tool.EnsureAsync();
        using var first = tool.Start(estate.Root, "migrate");
        var reading = Task.WhenAll(first.StandardOutput.ReadToEndAsync(), first.StandardError.ReadToEndAsync());
        await Until(() => File.Exists(Path.Combine(estate.Root, ".ecguard", "lock")), first);

        var second = await tool.RunAsync(estate.Root, "migrate");
        await first.WaitForExitAsync();
        await reading;

        Assert.Contains("Another ecguard is writing", second.Ended(1).Notes, StringComparison.Ordinal);
        Assert.Equal(0, first.ExitCode);
    }

    internal static async Task Until(Func<bool> condition, Process process)
    {
        while (!condition() && !process.HasExited)
        {
            await Task.Delay(1);
        }
    }
}
