using System.Collections.Immutable;
using System.Globalization;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Tool.Batches;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>
/// Plans and proves, portion by portion, all in memory. Several rounds each: a change that touches the text of another waits until that one has landed.
/// </summary>
internal sealed class MigrationPlanner(Estate estate, MigrationScope scope, Screen screen)
{
    // The helpers and their users share a portion as a rule; memory for its syntax trees and compilations stays within a gigabyte or two.
    private const int DocumentsAtATime = 1000;

    // Each round lands something or gives it up, so it ends by itself; a list of so many doubles that one argument gets needs so many.
    private const int Rounds = 64;

    private readonly TierRules _tiers = TierRules.Read(estate.Root);
    private readonly EditableFiles _editable = new(estate);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);

    public Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken) => screen.WhileAsync("Migrating", step => PlanAsync(step, cancellationToken));

    private async Task<MigrationPlan> PlanAsync(Step step, CancellationToken cancellationToken)
    {
        var plan = new MigrationPlan();
        // A later portion starts from what an earlier one has changed in the files that they share.
        var texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        var originals = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        step.Of(estate.Named.Count, estate.Named.Sum(static project => project.Documents.Count));
        foreach (var portion in estate.Portions(DocumentsAtATime))
        {
            step.Begin("Migrating", string.Join(", ", portion.Select(id => estate.Info(id).Name).Take(2)));
            var start = With(estate.Open(estate.WithWitnesses(portion)), texts);
            var end = await MigrateAsync(start, portion, plan, cancellationToken);
            foreach (var id in end.GetChanges(start).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
            {
                var path = start.GetDocument(id)!.FilePath!;
                originals.TryAdd(path, await start.GetDocument(id)!.GetTextAsync(cancellationToken));
                texts[path] = await end.GetDocument(id)!.GetTextAsync(cancellationToken);
            }

            step.Done(portion.Count, portion.Sum(id => estate.Info(id).Documents.Count));
        }

        foreach (var (path, text) in texts.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            plan.Files.Add(new ChangedFile(path, originals[path], text));
        }

        return plan;
    }

    private static Solution With(Solution solution, Dictionary<string, SourceText> texts)
    {
        foreach (var (path, text) in texts)
        {
            foreach (var id in solution.GetDocumentIdsWithFilePath(path))
            {
                solution = solution.WithDocumentText(id, text);
            }
        }

        return solution;
    }

    private async Task<Solution> MigrateAsync(Solution solution, IReadOnlyList<ProjectId> portion, MigrationPlan plan, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeclinedFinding> declined = [];
        HashSet<Diagnostic> leftOut = [];
        var count = new MendedCount(plan);
        for (var round = 0; round < Rounds; round++)
        {
            var findings = await AnalyseAsync(solution, portion, cancellationToken);
            var asked = Asked(solution, findings, portion);
            count.Look(asked);
            if (asked.Count == 0 && findings.Values.All(static analysis => analysis.Findings.Count == 0))
            {
                return solution;
            }

            var planned = await Fixes.PlanAsync(solution, asked, cancellationToken);
            declined = [.. planned.Declined];
            var groups = await SelectAsync(solution, planned.Groups, plan, cancellationToken);
            leftOut = [.. planned.Groups.Where(group => _failed.Contains(KeyOf(group))).SelectMany(static group => group.Diagnostics)];
            if (groups.IsEmpty)
            {
                Remember(findings, asked, declined, leftOut, portion, plan);
                return solution;
            }

            // A group may change a file of a project that nobody asked about; what is found there before has to be known, too.
            findings = await WithHoldersAsync(solution, findings, groups, cancellationToken);
            var proof = new Proof(solution, findings, cancellationToken);
            var proven = await proof.FilterAsync(groups);
            foreach (var failed in proof.Failed)
            {
                Fail(solution, failed.Group, failed.Reason, plan);
            }

            count.Land(proven);
            solution = await LandAsync(solution, proven, plan, cancellationToken);
        }

        var last = await AnalyseAsync(solution, portion, cancellationToken);
        var left = Asked(solution, last, portion);
        count.Look(left);
        Remember(last, left, declined, leftOut, portion, plan);
        return solution;
    }

    private async Task<Solution> LandAsync(Solution solution, ImmutableArray<EditGroup> proven, MigrationPlan plan, CancellationToken cancellationToken)
    {
        if (proven.IsEmpty)
        {
            return solution;
        }

        foreach (var group in proven)
        {
            plan.Groups.Add(new ProvenGroup(
                [.. group.Edits.Select(edit => solution.GetDocument(edit.Document)!.FilePath!).Distinct()],
                group.Diagnostics.Length));
        }

        return await EditApplier.ApplyAsync(solution, proven, cancellationToken);
    }

    private static async Task<Dictionary<ProjectId, Analysis>> AnalyseAsync(Solution solution, IReadOnlyList<ProjectId> projects, CancellationToken cancellationToken)
    {
        var findings = new Dictionary<ProjectId, Analysis>();
        foreach (var id in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var project = solution.GetProject(id)!;
            findings[id] = await ProjectAnalysis.RunAsync(project, (await project.GetCompilationAsync(cancellationToken))!, cancellationToken);
        }

        return findings;
    }

    private static async Task<Dictionary<ProjectId, Analysis>> WithHoldersAsync(
        Solution solution,
        Dictionary<ProjectId, Analysis> findings,
        ImmutableArray<EditGroup> groups,
        CancellationToken cancellationToken)
    {
        var holders = groups.SelectMany(static group => group.Edits)
            .SelectMany(edit => solution.GetDocumentIdsWithFilePath(solution.GetDocument(edit.Document)!.FilePath))
            .Select(static id => id.ProjectId)
            .Distinct()
            .Where(id => !findings.ContainsKey(id))
            .ToList();
        foreach (var (id, found) in await AnalyseAsync(solution, holders, cancellationToken))
        {
            findings[id] = found;
        }

        return findings;
    }

    /// <summary>What the planner is asked to mend: of a file that several projects or target frameworks share, each finding once.</summary>
    private List<(Document Document, Diagnostic Diagnostic)> Asked(Solution solution, Dictionary<ProjectId, Analysis> findings, IReadOnlyList<ProjectId> portion)
    {
        var seen = new HashSet<(string Rule, string? File, TextSpan Span)>();
        return Fixes.Of(solution, portion.SelectMany(id => findings[id].Findings)
            .Where(scope.Takes)
            .Where(diagnostic => seen.Add((diagnostic.Id, diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan))));
    }

    private async Task<ImmutableArray<EditGroup>> SelectAsync(Solution solution, ImmutableArray<EditGroup> groups, MigrationPlan plan, CancellationToken cancellationToken)
    {
        var selected = ImmutableArray.CreateBuilder<EditGroup>();
        foreach (var group in groups)
        {
            if (!IsInScope(group) || _failed.Contains(KeyOf(group)))
            {
                continue;
            }

            string? refusal = null;
            foreach (var edit in group.Edits)
            {
                refusal ??= await _editable.RefuseAsync(solution.GetDocument(edit.Document)!, cancellationToken);
            }

            if (refusal is null)
            {
                selected.Add(group);
            }
            else
            {
                Fail(solution, group, refusal, plan);
            }
        }

        return selected.ToImmutable();
    }

    /// <summary>A helper belongs to the tier of the most important test that uses it. What only ECG1010 reports is taken when it is asked for.</summary>
    private bool IsInScope(EditGroup group) =>
        (scope.TakesCreated || group.Diagnostics.Any(static diagnostic => diagnostic.Id != DiagnosticIds.ContextTypeMocked))
        && (scope.Tier is not { } tier || group.Diagnostics.Min(TierOf) == tier);

    private int TierOf(Diagnostic diagnostic) => _tiers.Of(
        estate.Relative(diagnostic.Location.GetLineSpan().Path),
        TestMethods.TraitsOf(diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan)));

    private void Fail(Solution solution, EditGroup group, string reason, MigrationPlan plan)
    {
        if (_failed.Add(KeyOf(group)))
        {
            var document = solution.GetDocument(group.Document)!;
            var line = document.TryRead()?.Lines.GetLineFromPosition(group.Creation.Start).LineNumber + 1 ?? 1;
            plan.LeftOut.Add(new LeftOut(estate.Relative(document.FilePath!), line, reason));
        }
    }

    /// <summary>What a group is, wherever the lines have moved to.</summary>
    private static string KeyOf(EditGroup group) => string.Join('\n', group.Diagnostics.Select(static diagnostic =>
        $"{diagnostic.Id}|{diagnostic.Location.SourceTree?.FilePath}|{diagnostic.Properties.GetValueOrDefault("Member")}|{diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));

    private void Remember(
        Dictionary<ProjectId, Analysis> findings,
        List<(Document Document, Diagnostic Diagnostic)> asked,
        IReadOnlyList<DeclinedFinding> declined,
        HashSet<Diagnostic> leftOut,
        IReadOnlyList<ProjectId> portion,
        MigrationPlan plan)
    {
        var why = declined.ToDictionary(static item => item.Diagnostic, static item => item.Why);
        var seen = asked.Select(static item => item.Diagnostic).ToHashSet();
        var known = new HashSet<(string, Place)>();
        foreach (var diagnostic in portion.SelectMany(id => findings[id].Findings).Where(diagnostic => !diagnostic.IsSuppressed && (scope.Tier is not { } tier || TierOf(diagnostic) == tier)))
        {
            var span = diagnostic.Location.GetLineSpan();
            var at = span.IsValid
                ? new Place(estate.Relative(span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1)
                : new Place("", 1, 1, 1, 1);
            if (!known.Add((diagnostic.Id, at)))
            {
                continue;
            }

            var reason = why.TryGetValue(diagnostic, out var decline)
                ? decline.Reason.ToString()
                : !Fixes.Exists(diagnostic) ? diagnostic.Properties.GetValueOrDefault(ContextFinding.DeclinedKey) ?? "NoFix"
                : leftOut.Contains(diagnostic) ? "LeftOut"
                : seen.Contains(diagnostic) && diagnostic.Id == DiagnosticIds.ContextTypeMocked && !scope.TakesCreated ? "CreatedOnly"
                : seen.Contains(diagnostic) ? "LeftOut" : "NotAsked";
            plan.Remaining.Add(new Remaining(diagnostic.Id, at, diagnostic.GetMessage(CultureInfo.InvariantCulture), reason, decline?.Detail));
        }
    }
}
