using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>The inventory as SARIF 2.1.0. The properties carry the rest of what a finding says, under the names of the JSON form.</summary>
internal static class SarifReport
{
    private const string SourceRoot = "SRCROOT";

    public static string Write(ScanResult result)
    {
        var rules = Descriptors.All.Where(rule => result.Findings.Any(finding => finding.Rule == rule.Id)).OrderBy(static rule => rule.Id, StringComparer.Ordinal).ToList();
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "ecguard",
                    ["version"] = ToolVersion.Text,
                    ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["originalUriBaseIds"] = new JsonObject
            {
                [SourceRoot] = new JsonObject { ["uri"] = new Uri(result.Root.TrimEnd('/', '\\') + "/").AbsoluteUri },
            },
            ["results"] = new JsonArray([.. result.Findings.Select(finding => Result(finding, rules.FindIndex(rule => rule.Id == finding.Rule)))]),
        };
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        };
        return log.ToJsonString(JsonReport.Options) + "\n";
    }

    private static JsonNode Rule(Microsoft.CodeAnalysis.DiagnosticDescriptor rule)
    {
        var node = new JsonObject
        {
            ["id"] = rule.Id,
            ["shortDescription"] = Message(rule.Title.ToString(CultureInfo.InvariantCulture)),
            ["fullDescription"] = Message(rule.Description.ToString(CultureInfo.InvariantCulture)),
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.DefaultSeverity switch { Microsoft.CodeAnalysis.DiagnosticSeverity.Warning => "warning", Microsoft.CodeAnalysis.DiagnosticSeverity.Error => "error", _ => "info" }) },
        };
        if (!string.IsNullOrEmpty(rule.HelpLinkUri))
        {
            node["helpUri"] = rule.HelpLinkUri;
        }

        return node;
    }

    private static JsonNode Result(Finding finding, int ruleIndex)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule,
            ["ruleIndex"] = ruleIndex,
            ["level"] = Level(finding.Severity),
            ["message"] = Message(finding.Message),
        };
        if (finding.At.File.Length > 0)
        {
            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = Physical(finding.At) });
        }

        if (finding.Trail.Count > 0)
        {
            result["relatedLocations"] = new JsonArray([.. finding.Trail.Select(static JsonNode (step, index) => new JsonObject
            {
                ["id"] = index,
                ["physicalLocation"] = Physical(step.At),
                ["message"] = Message(step.Role),
                ["properties"] = new JsonObject { ["code"] = step.Code },
            })]);
        }

        var suppressions = new JsonArray();
        if (finding.Suppressed)
        {
            suppressions.Add(new JsonObject { ["kind"] = "inSource" });
        }

        if (finding.Accepted)
        {
            suppressions.Add(new JsonObject { ["kind"] = "external", ["justification"] = "ecguard.baseline" });
        }

        if (suppressions.Count > 0)
        {
            result["suppressions"] = suppressions;
        }

        result["properties"] = JsonSerializer.SerializeToNode(
            new
            {
                finding.Project,
                finding.TargetFrameworks,
                finding.Kind,
                finding.Library,
                finding.Shape,
                finding.Type,
                finding.Member,
                finding.Path,
                finding.Test,
                finding.Fixable,
                finding.Reason,
                finding.ReasonDetail,
                finding.Creation,
                finding.Code,
                finding.Tier,
            },
            JsonReport.Options);
        return result;
    }

    private static JsonObject Physical(Place place) => new()
    {
        ["artifactLocation"] = new JsonObject
        {
            ["uri"] = string.Join('/', place.File.Split('/').Select(Uri.EscapeDataString)),
            ["uriBaseId"] = SourceRoot,
        },
        ["region"] = new JsonObject
        {
            ["startLine"] = place.StartLine,
            ["startColumn"] = place.StartColumn,
            ["endLine"] = place.EndLine,
            ["endColumn"] = place.EndColumn,
        },
    };

    private static JsonObject Message(string text) => new() { ["text"] = text };

    private static string Level(string severity) => severity == "info" ? "note" : severity;
}
