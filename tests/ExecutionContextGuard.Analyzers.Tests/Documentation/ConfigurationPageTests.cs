using System.Xml.Linq;
using ExecutionContextGuard.Configuration;

namespace ExecutionContextGuard.Documentation;

/// <summary>The configuration page lists the settings that there are, as they are.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly string[] Presets = ["Default", "Recommended", "Strict", "Migration", "None"];

    [Fact]
    public void The_table_lists_every_setting_with_its_default_scope_and_meaning() =>
        Assert.Equal(
            OptionKeys.All.Select(key => string.Join(" ~ ", key.Name, key.Default.Length == 0 ? "(none)" : key.Default, ScopeOf(key), key.Description.Replace("`", "", StringComparison.Ordinal))),
            MarkdownPage.Load("docs/configuration.md").Table("Setting").Select(row => string.Join(" ~ ", row)));

    [Fact]
    public void Every_mode_is_explained_and_every_preset_is_a_mode()
    {
        var files = Repository.Files("src/ExecutionContextGuard.Package/buildTransitive/presets", "*.globalconfig").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Presets.Skip(1).Order(StringComparer.Ordinal), files);
        Assert.Equal(Presets, MarkdownPage.Load("docs/configuration.md").Table("Mode").Select(row => row[0]));
    }

    [Fact]
    public void The_table_of_modes_says_what_the_presets_say()
    {
        var rows = MarkdownPage.Load("docs/configuration.md").Table("Mode");
        foreach (var rule in Diagnostics.Descriptors.All)
        {
            // One column a rule, in their order.
            var column = Diagnostics.Descriptors.All.IndexOf(rule) + 1;
            Assert.Equal(rule.DefaultSeverity.ToString().ToLowerInvariant(), rows[0][column]);
            foreach (var row in rows.Skip(1))
            {
                var preset = Repository.Read($"src/ExecutionContextGuard.Package/buildTransitive/presets/{row[0]}.globalconfig");
                var line = preset.Split('\n').SingleOrDefault(line => line.StartsWith($"dotnet_diagnostic.{rule.Id}.severity", StringComparison.Ordinal));
                Assert.Equal(line?.Split('=')[1].Trim() ?? rows[0][column], row[column]);
            }
        }
    }

    [Fact]
    public void Every_example_of_a_project_file_is_XML()
    {
        var fences = MarkdownPage.All.SelectMany(page => page.Fences).Where(fence => fence.Language == "xml").ToList();

        Assert.NotEmpty(fences);
        Assert.All(fences, fence => XElement.Parse($"<Fragment>{fence.Code}</Fragment>"));
    }

    private static string ScopeOf(OptionKey key) => key.Scope == OptionScope.Project ? "project" : "file";
}
