namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>The sample platform, built with the packed package: its production code is clean, its mocked suite has the findings that are written beside it.</summary>
public sealed class SampleTests(PackedPackages packages)
{
    private const string Suite = "AgentPlatform.Tests.Mocked";

    [Fact]
    public async Task The_mocked_suite_has_the_expected_findings_and_the_platform_none()
    {
        using var folder = new TemporaryFolder();
        var samples = Path.Combine(RepositoryPaths.Root, "samples");
        CopySources(samples, folder.Combine("samples"));
        folder.Write("sarif.targets", $"<Project><PropertyGroup><ErrorLog>{folder.Combine("$(MSBuildProjectName).sarif")},version=2.1</ErrorLog></PropertyGroup></Project>");
        var environment = packages.ConsumerEnvironment;
        environment["ECGPackageVersion"] = packages.Version;
        environment["CustomAfterMicrosoftCommonTargets"] = folder.Combine("sarif.targets");

        var built = await DotnetCommand.RunAsync(folder.Combine("samples", Suite), environment, "build");

        built.EnsureSuccess();
        Assert.Empty(Guarded(folder.Combine("AgentPlatform.sarif")));
        var suite = folder.Combine("samples", Suite);
        var findings = Guarded(folder.Combine(Suite + ".sarif"))
            .Select(finding => $"{finding.Rule} {Path.GetRelativePath(suite, finding.File).Replace('\\', '/')}({finding.Line},{finding.Column}) {finding.Message}");
        ExpectedText.Matches(Path.Combine(samples, Suite, "expected-findings.txt"), string.Join('\n', findings));
    }

    private static IEnumerable<SarifFinding> Guarded(string log) => SarifLog.Read(log).Where(finding => finding.Rule.StartsWith("ECG", StringComparison.Ordinal));

    private static void CopySources(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!relative.Split('/', '\\').Any(part => part is "bin" or "obj"))
            {
                var target = Path.Combine(to, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }
}
