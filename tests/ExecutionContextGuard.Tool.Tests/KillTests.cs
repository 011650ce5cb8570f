using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>The process goes, at whatever moment; the files do not.</summary>
public sealed class KillTests(InstalledTool tool)
{
    [Fact]
    public async Task Killed_at_any_moment_every_file_is_old_or_new_and_both_ways_on_finish()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 24).RestoreAsync();
        var before = estate.Sources();
        (await tool.RunAsync(estate.Root, "migrate")).Ended(0);
        var after = estate.Sources();
        (await tool.RunAsync(estate.Root, "rollback")).Ended(0);
        var known = Directory.GetDirectories(Path.Combine(estate.Root, ".ecguard", "runs")).Length;
        var interrupted = 0;

        for (var moment = 0; moment < 5; moment++)
        {
            using (var migrating = tool.Start(estate.Root, "migrate"))
            {
                var reading = Task.WhenAll(migrating.StandardOutput.ReadToEndAsync(), migrating.StandardError.ReadToEndAsync());
                // The first moments lie in the writing of the journal, the later ones between two files.
                await MigrateTests.Until(() => moment < 2 ? Directory.GetDirectories(Path.Combine(estate.Root, ".ecguard", "runs")).Length > known : Written() >= (moment - 1) * 5, migrating);
                migrating.Kill();
                await migrating.WaitForExitAsync();
                await reading;
            }

            var killed = Sources();
            Assert.All(killed, file => Assert.True(file.Value == before[file.Key] || file.Value == after[file.Key], file.Key + " is neither old nor new"));
            interrupted += killed.Values.Except(before.Values).Any() && killed.Values.Except(after.Values).Any() ? 1 : 0;
            using var status = JsonDocument.Parse((await tool.RunAsync(estate.Root, "status", "--json")).Ended(0).Output);
            var last = status.RootElement.GetProperty("runs").EnumerateArray().Last();
            Assert.Equal(0, last.GetProperty("other").GetArrayLength());
            Assert.Equal(last.GetProperty("files").GetInt32(), last.GetProperty("old").GetInt32() + last.GetProperty("new").GetInt32());

            if (moment % 2 == 0)
            {
                (await tool.RunAsync(estate.Root, "migrate")).Ended(0);
                Assert.Equal(after, estate.Sources());
            }

            (await tool.RunAsync(estate.Root, "rollback")).Ended(0);
            Assert.Equal(before, estate.Sources());
            known = Directory.GetDirectories(Path.Combine(estate.Root, ".ecguard", "runs")).Length;
        }

        Assert.True(interrupted > 0, "No kill fell between two files; the test tests nothing.");

        int Written() => Sources().Count(file => file.Value != before[file.Key]);

        // By name: what is written beside a file comes and goes while this looks, and is no source.
        Dictionary<string, string> Sources() => before.Keys.ToDictionary(path => path, path => EstateWriter.HashOf(Path.Combine(estate.Root, path)));
    }
}
