using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ExecutionContextGuard.Package.Tests;

/// <summary>What is in the packages, entry by entry: nothing appears in them, or disappears, unnoticed.</summary>
public sealed partial class PackageContentTests(PackedPackages packages)
{
    private const string RulePages = "docs/rules/ECG";

    [Fact]
    public void Pack_makes_the_shipped_packages_and_nothing_else()
    {
        var made = Directory.GetFiles(packages.Feed).Select(path => Path.GetFileName(path).Replace(packages.Version, "{version}", StringComparison.Ordinal));

        Assert.Equal(["ExecutionContextGuard.Abstractions.{version}.nupkg", "ExecutionContextGuard.Testing.{version}.nupkg", "ExecutionContextGuard.Tool.{version}.nupkg", "ExecutionContextGuard.{version}.nupkg"], made.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ExecutionContextGuard")]
    [InlineData("ExecutionContextGuard.Abstractions")]
    [InlineData("ExecutionContextGuard.Testing")]
    [InlineData("ExecutionContextGuard.Tool")]
    public async Task Entries_and_metadata_are_the_committed_ones(string id)
    {
        await using var package = await ZipFile.OpenReadAsync(packages.Package(id));

        // The rule pages follow the rules; a test of their own holds the two together.
        var entries = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith(RulePages, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        using var reader = new StreamReader(await package.GetEntry(id + ".nuspec")!.OpenAsync());
        var metadata = (await reader.ReadToEndAsync()).Replace(packages.Version, "{version}", StringComparison.Ordinal);
        metadata = ReleaseNotes().Replace(metadata, "<releaseNotes>{the changelog's first section}</releaseNotes>");
        metadata = MadeByTheBuild().Replace(metadata, "");

        var actual = string.Join('\n', entries) + "\n\n" + metadata.TrimStart('\uFEFF');
        ExpectedText.Matches(Path.Combine(RepositoryPaths.TestProject, "Expected", id + ".txt"), actual);
    }

    [Fact]
    public async Task Release_notes_are_the_first_section_of_the_changelog()
    {
        await using var package = await ZipFile.OpenReadAsync(packages.Package("ExecutionContextGuard"));
        using var reader = new StreamReader(await package.GetEntry("ExecutionContextGuard.nuspec")!.OpenAsync());
        var notes = ReleaseNotes().Match(await reader.ReadToEndAsync()).Value;

        Assert.StartsWith("<releaseNotes>## [", notes, StringComparison.Ordinal);
        Assert.Single(SectionHeading().Matches(notes));
    }

    [Fact]
    public async Task Every_rule_ships_with_its_page()
    {
        await using var package = await ZipFile.OpenReadAsync(packages.Package("ExecutionContextGuard"));
        var pages = package.Entries.Where(entry => entry.FullName.StartsWith(RulePages, StringComparison.Ordinal)).Select(entry => entry.Name[..^".md".Length]);

        Assert.Equal(ShippedRules.Read(packages).Select(rule => rule.Id), pages.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("<releaseNotes>.*</releaseNotes>", RegexOptions.Singleline)]
    private static partial Regex ReleaseNotes();

    // Branch and commit differ from build to build; the licence's address is the tool's own, made of the expression.
    [GeneratedRegex("\\s*<(repository [^>]*/>|licenseUrl>[^<]*</licenseUrl>)")]
    private static partial Regex MadeByTheBuild();

    [GeneratedRegex("^(<releaseNotes>)?## ", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();
}
