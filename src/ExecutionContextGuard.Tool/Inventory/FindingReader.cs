using System.Globalization;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Reporting;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Turns a diagnostic into an entry of the inventory; nothing of the compilation is kept.</summary>
internal sealed class FindingReader(Func<string, string> relative, string project, string? targetFramework)
{
    public Finding Read(Diagnostic diagnostic, Compilation compilation, Decline? declined, bool accepted, CancellationToken cancellationToken)
    {
        var location = diagnostic.Location;
        var node = location.SourceTree?.GetRoot(cancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        var finding = new Finding
        {
            Rule = diagnostic.Id,
            Severity = diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "info" },
            Message = diagnostic.GetMessage(CultureInfo.InvariantCulture),
            At = PlaceOf(location),
            Project = project,
            TargetFrameworks = targetFramework is null ? [] : [targetFramework],
            Member = diagnostic.Properties.GetValueOrDefault(FindingSites.MemberKey),
            Path = diagnostic.Properties.GetValueOrDefault(FindingSites.PathKey),
            Test = TestMethods.NameOf(node),
            Traits = TestMethods.TraitsOf(node),
            Suppressed = diagnostic.IsSuppressed,
            Accepted = accepted,
            Code = LineAt(location, cancellationToken),
            Trail = Trail(diagnostic, cancellationToken),
        };
        finding = diagnostic.IsSuppressed ? finding : WithFix(finding, diagnostic, declined);
        return ContextFinding.TryRead(diagnostic, out var context)
            ? finding with
            {
                Kind = context.Kind.ToString(),
                Library = context.Library,
                Type = context.Type,
                Shape = CreationShape.Of(context.CreationTree.GetRoot(cancellationToken).FindNode(context.Creation, getInnermostNodeForTie: true)),
                Creation = PlaceOf(Location.Create(context.CreationTree, context.Creation)),
            }
            : finding;
    }

    private static Finding WithFix(Finding finding, Diagnostic diagnostic, Decline? declined)
    {
        if (declined is not null)
        {
            return finding with { Reason = declined.Reason.ToString(), ReasonDetail = declined.Detail };
        }

        return Fixes.Exists(diagnostic) && diagnostic.Location.IsInSource
            ? finding with { Fixable = true }
            : finding with { Reason = diagnostic.Properties.GetValueOrDefault(ContextFinding.DeclinedKey) ?? "NoFix" };
    }

    private List<TrailPlace> Trail(Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var roles = diagnostic.Properties.GetValueOrDefault(ContextFinding.TrailKey)?.Split(',') ?? [];
        var trail = new List<TrailPlace>();
        for (var i = 0; i < diagnostic.AdditionalLocations.Count; i++)
        {
            var location = diagnostic.AdditionalLocations[i];
            trail.Add(new TrailPlace(i < roles.Length ? roles[i] : "related", PlaceOf(location), LineAt(location, cancellationToken)));
        }

        return trail;
    }

    private Place PlaceOf(Location location)
    {
        var span = location.GetLineSpan();
        return span.IsValid
            ? new Place(relative(span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1)
            : new Place("", 1, 1, 1, 1);
    }

    private static string LineAt(Location location, CancellationToken cancellationToken)
    {
        if (location.SourceTree?.GetText(cancellationToken) is not { } text)
        {
            return "";
        }

        return text.Lines.GetLineFromPosition(location.SourceSpan.Start) is { } line ? text.ToString(line.Span).Trim() : "";
    }
}
