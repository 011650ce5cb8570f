using System.CommandLine;
using System.Text;
using ExecutionContextGuard.Tool.Batches;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Reports.Html;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard report`: the SARIF files of many builds as one.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("SARIF") { Description = "SARIF 2.1.0 files, or folders that have them: of builds with our package, or of 'ecguard scan'.", Arity = ArgumentArity.OneOrMore };
        var format = CommonOptions.Choice<ReportFormat>("--format", "-f", "html (one page, the default), json (docs/schemas/scan.schema.json), sarif (2.1.0), github (annotations of a workflow) or table.");
        var output = CommonOptions.Output();
        var before = new Option<string?>("--before") { Description = "An earlier SARIF file, to show the difference to.", HelpName = "FILE" };
        var root = new Option<string>("--root") { Description = "The folder that paths are told from.", HelpName = "FOLDER", DefaultValueFactory = static _ => "." };
        var migrated = new Option<bool>("--migrated") { Description = "Show what the applied runs of this tree changed, before and after." };
        var command = new Command("report", "Merge the SARIF files of many builds into one report, each finding once, grouped by the place where the object is made. The HTML page needs no network.") { files, format, output, before, root, migrated };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.OfProcess(progress: false);
            var folder = Target.RootOf(Path.GetFullPath(parsed.GetValue(root)!));
            var result = Read(folder, Expand(parsed.GetValue(files)!));
            // Not as the default of the option: its help would print the name of the enum member.
            var chosen = parsed.GetResult(format) is null ? ReportFormat.Html : parsed.GetValue(format);
            if (chosen != ReportFormat.Html)
            {
                await Report.WriteAsync(result, chosen, parsed.GetValue(output), screen);
                return ExitCode.Success;
            }

            var page = HtmlReport.Write(new ReportInput(result)
            {
                Before = parsed.GetValue(before) is { } file ? Read(folder, [file]) : null,
                Baseline = BaselineFile.TotalIn(folder),
                Migrated = parsed.GetValue(migrated) ? MigratedFiles(folder) : [],
            });
            if (parsed.GetValue(output) is { } path)
            {
                await File.WriteAllTextAsync(path, page, cancellationToken);
                screen.Note($"Written to {path}.");
            }
            else
            {
                await screen.Results.WriteAsync(page);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static ScanResult Read(string root, IEnumerable<string> files)
    {
        var reader = new SarifReader(root);
        foreach (var file in files)
        {
            reader.Add(file);
        }

        var tiers = TierRules.Read(root);
        return new ScanResult
        {
            Root = root,
            Projects = [],
            Findings = [.. reader.Findings.Select(finding => finding.Tier < 3 ? finding : finding with { Tier = tiers.Of(finding.At.File, finding.Traits) })],
            Allowances = [],
            UnmatchedSettings = [],
            Failures = [],
        };
    }

    private static IEnumerable<string> Expand(string[] paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*.sarif", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                {
                    yield return file;
                }
            }
            else if (File.Exists(path))
            {
                yield return path;
            }
            else
            {
                throw new CommandException(ExitCode.Usage, $"There is no file or folder '{path}'.");
            }
        }
    }

    private static List<MigratedFile> MigratedFiles(string root)
    {
        var store = new RunStore(root);
        var files = new List<MigratedFile>();
        foreach (var id in store.Ids().Where(id => store.StateOf(id) == RunState.Applied))
        {
            if (store.Read(id) is { } run)
            {
                for (var i = 0; i < run.Files.Count; i++)
                {
                    files.Add(new MigratedFile(id, run.Files[i].Path, Decode(store.Original(run, i)), Decode(store.Replacement(run, i))));
                }
            }
        }

        return files;
    }

    private static string Decode(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
