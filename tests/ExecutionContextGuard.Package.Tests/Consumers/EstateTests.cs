namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>The packed package under `dotnet format`, on a whole generated estate: several projects, libraries and frameworks, a linked file.</summary>
public sealed class EstateTests(PackedPackages packages)
{
    private const int Files = 12;

    [Fact]
    public async Task Dotnet_format_mends_an_estate_of_every_library_and_it_compiles()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, packages.ConsumerEnvironment).WriteWithEveryLibrary(Files, packages.Version).RestoreAsync();
        var before = Sources(estate);

        (await estate.DotnetAsync(
            "format", "analyzers", "Estate.slnx", "--no-restore", "--severity", "info",
            "--diagnostics", "ECG1001", "ECG1002", "ECG1003", "ECG1004", "ECG1005", "ECG1010")).EnsureSuccess();

        var after = Sources(estate);
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(EstateWriter.FixableCreations(Files), after.Values.Sum(text => Count(text, "new UserExecutionContext(")));
        Assert.All(before, source => Assert.Equal(Count(source.Value, "Assert."), Count(after[source.Key], "Assert.")));
        Assert.All(before, source => Assert.Equal(Count(source.Value, "//"), Count(after[source.Key], "//")));
        Assert.All(EstateWriter.DeclinedFiles(Files), file => Assert.Equal(before[file], after[file]));

        // Warnings are errors there, but for those that are left.
        (await estate.DotnetAsync("build", "Estate.slnx", "--no-restore")).EnsureSuccess();
        var left =
            from suite in EstateWriter.Suites
            from log in Directory.EnumerateFiles(Path.Combine(estate.Root, "tests", suite), "*.sarif")
            from finding in SarifLog.Read(log)
            where finding.Rule.StartsWith("ECG", StringComparison.Ordinal)
            select $"{finding.Rule} {Path.GetRelativePath(estate.Root, finding.File).Replace('\\', '/')}";
        Assert.Equal(
            EstateWriter.DeclinedFiles(Files).SelectMany(file => new[] { "ECG1001 " + file, "ECG1010 " + file }).Order(StringComparer.Ordinal),
            left.Distinct().Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Sources(EstateWriter estate) =>
        estate.Sources().Keys.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).ToDictionary(path => path, estate.Read);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
