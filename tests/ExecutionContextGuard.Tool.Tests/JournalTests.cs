using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Migration;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>What cannot be written: the disk is full, a place is taken, a permission is missing.</summary>
public sealed class JournalTests
{
    private static readonly string[] s_files = ["Helper.cs", "User.cs", "Alone.cs"];

    [Fact]
    public void A_full_disk_while_the_journal_is_written_changes_nothing_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var written = 0;
        var store = new RunStore(folder.Path, (path, content) =>
        {
            if (++written == 4)
            {
                throw new IOException("No space left on device");
            }

            AtomicFile.WriteThrough(path, content);
        });

        Assert.Throws<IOException>(() => Begin(folder, store));

        Assert.All(s_files, file => Assert.Equal("old " + file, File.ReadAllText(folder.Combine(file))));
        Assert.Empty(store.Ids());
    }

    [Theory]
    [InlineData("Helper.cs")]
    [InlineData("User.cs")]
    public void What_belongs_to_a_file_that_cannot_be_written_stays_as_it_was_and_the_rest_is_done(string full)
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path, (path, content) =>
        {
            if (Path.GetFileName(path) == full + AtomicFile.Suffix)
            {
                File.WriteAllBytes(path, content[..2]);
                throw new IOException("No space left on device");
            }

            AtomicFile.WriteThrough(path, content);
        });
        var run = Begin(folder, store);

        var refused = new RunWriter(store).Apply(run);

        Assert.Equal(["Helper.cs", "User.cs"], refused.Select(file => file.Path).Order());
        Assert.Contains(new NotWritten(full, "it cannot be written: No space left on device"), refused);
        Assert.Equal(["old Helper.cs", "old User.cs", "new Alone.cs"], s_files.Select(file => File.ReadAllText(folder.Combine(file))));
        Assert.Equal([.. s_files.Order(StringComparer.Ordinal)], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_place_that_is_taken_is_named_and_the_way_back_is_open()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var run = Begin(folder, store);
        // Nobody, whatever his rights, can write a file where a folder is.
        Directory.CreateDirectory(folder.Combine("User.cs" + AtomicFile.Suffix));

        var refused = new RunWriter(store).Apply(run);
        var after = s_files.Select(file => File.ReadAllText(folder.Combine(file))).ToList();
        var back = new RunWriter(store).RollBack(run);

        Assert.Contains(refused, file => file.Path == "User.cs" && file.Reason.StartsWith("it cannot be written: ", StringComparison.Ordinal));
        Assert.Equal(["old Helper.cs", "old User.cs", "new Alone.cs"], after);
        Assert.Empty(back);
        Assert.All(s_files, file => Assert.Equal("old " + file, File.ReadAllText(folder.Combine(file))));
        Assert.Equal(RunState.RolledBack, store.StateOf(run.Id));
    }

    [Fact]
    public void A_journal_that_cannot_be_made_is_a_sentence()
    {
        using var folder = new TemporaryFolder();
        folder.Write(TreeFolder.Name, "a file");

        var failure = Assert.Throws<CommandException>(() => TreeLock.Take(folder.Path));

        Assert.Equal(ExitCode.Findings, failure.ExitCode);
        Assert.Contains("Nothing is changed.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_copy_is_never_written()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var run = Begin(folder, store);
        new RunWriter(store).Apply(run);
        File.WriteAllText(folder.Combine(TreeFolder.Name, "runs", run.Id, "originals", "00001"), "damaged");

        var failure = Assert.Throws<CommandException>(() => new RunWriter(store).RollBack(run));

        Assert.Contains("User.cs is damaged", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["new Helper.cs", "new User.cs"], s_files[..2].Select(file => File.ReadAllText(folder.Combine(file))));
    }

    [Fact]
    public async Task A_full_disk_is_a_sentence_that_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var estate = new PlainEstate(folder).Project("Tests0", ["net10.0"], ("Platform.cs", PlainEstate.Platform), ("Agent1Tests.cs", EstateWriter.Tests("Tests0", 1))).Load();
        var plan = await new MigrationPlanner(estate, new MigrationScope(null, IncludeCreated: false, []), PlainEstate.Silent).PlanAsync(TestContext.Current.CancellationToken);
        var before = File.ReadAllText(folder.Combine("Agent1Tests.cs"));

        var failure = await Assert.ThrowsAsync<CommandException>(() =>
            new Migrator(estate, new RunStore(folder.Path, (_, _) => throw new IOException("No space left on device.")), PlainEstate.Silent).WriteAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal("The journal cannot be written: No space left on device. Nothing is changed.", failure.Message);
        Assert.Equal(before, File.ReadAllText(folder.Combine("Agent1Tests.cs")));
    }

    [Fact]
    public async Task A_file_that_was_changed_since_it_was_loaded_is_refused_and_the_rest_is_done()
    {
        using var folder = new TemporaryFolder();
        var estate = new PlainEstate(folder).Project(
            "Tests0", ["net10.0"], ("Platform.cs", PlainEstate.Platform), ("Agent1Tests.cs", EstateWriter.Tests("Tests0", 1)), ("Agent3Tests.cs", EstateWriter.Tests("Tests0", 3))).Load();
        var plan = await new MigrationPlanner(estate, new MigrationScope(null, IncludeCreated: false, []), PlainEstate.Silent).PlanAsync(TestContext.Current.CancellationToken);
        File.AppendAllText(folder.Combine("Agent1Tests.cs"), "// mine\n");
        var mine = File.ReadAllText(folder.Combine("Agent1Tests.cs"));

        var report = await new Migrator(estate, new RunStore(folder.Path), PlainEstate.Silent).WriteAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.Equal([new NotWritten("Agent1Tests.cs", "it was changed while ecguard was working")], report.NotWritten);
        Assert.Equal(["Agent3Tests.cs"], report.Files);
        Assert.Equal(mine, File.ReadAllText(folder.Combine("Agent1Tests.cs")));
        Assert.Contains("new UserExecutionContext(", File.ReadAllText(folder.Combine("Agent3Tests.cs")), StringComparison.Ordinal);
    }

    /// <summary>Two files that change together, and one alone.</summary>
    private static RunManifest Begin(TemporaryFolder folder, RunStore store)
    {
        foreach (var file in s_files)
        {
            folder.Write(file, "old " + file);
        }

        return store.Begin([.. s_files.Select(file => (folder.Combine(file), Bytes("old " + file), Bytes("new " + file)))], [[0, 1], [2]], findings: 3);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
