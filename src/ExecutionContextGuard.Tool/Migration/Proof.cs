using System.Collections.Immutable;
using System.Globalization;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Tool.Inventory;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>An edit group that did not pass, and why.</summary>
internal sealed record FailedGroup(EditGroup Group, string Reason);

/// <summary>
/// Proves edit groups before anything is written: every project that has one of their files, in every target framework, and every project that
/// sees those, is compiled with them. No new error, no finding left where something was mended, no assertion fewer. What fails is
/// halved until the groups that are to blame are alone; the others land.
/// </summary>
internal sealed class Proof(Solution before, IReadOnlyDictionary<ProjectId, Analysis> analysesBefore, CancellationToken cancellationToken)
{
    private readonly Dictionary<ProjectId, Dictionary<string, int>> _errorsBefore = [];
    private readonly List<FailedGroup> _failed = [];

    public IReadOnlyList<FailedGroup> Failed => _failed;

    /// <summary>The groups that hold together.</summary>
    public async Task<ImmutableArray<EditGroup>> FilterAsync(ImmutableArray<EditGroup> groups)
    {
        if (groups.IsEmpty || await ComplainAsync(groups) is not { } complaint)
        {
            return groups;
        }

        if (groups.Length == 1)
        {
            _failed.Add(new FailedGroup(groups[0], complaint));
            return [];
        }

        var half = groups.Length / 2;
        var left = await FilterAsync(groups[..half]);
        var right = await FilterAsync(groups[half..]);
        var both = left.AddRange(right);
        if (left.IsEmpty || right.IsEmpty || await ComplainAsync(both) is not { } together)
        {
            return both;
        }

        // Each half holds, both do not: the first one lands, what does not go with it waits for the next round.
        var kept = left;
        foreach (var group in right)
        {
            var more = kept.Add(group);
            if (await ComplainAsync(more) is null)
            {
                kept = more;
            }
            else
            {
                _failed.Add(new FailedGroup(group, "together with another change: " + together));
            }
        }

        return kept;
    }

    private async Task<string?> ComplainAsync(ImmutableArray<EditGroup> groups)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var after = await EditApplier.ApplyAsync(before, groups, cancellationToken);
        var changed = ChangedDocuments(after);
        var holders = changed.Select(static id => id.ProjectId).ToHashSet();
        var affected = holders.Concat(holders.SelectMany(before.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject)).Distinct();
        foreach (var id in affected)
        {
            var compilation = (await after.GetProject(id)!.GetCompilationAsync(cancellationToken))!;
            var analysis = holders.Contains(id) ? await ProjectAnalysis.RunAsync(after.GetProject(id)!, compilation, cancellationToken) : null;
            if (NewError(await ErrorsBeforeAsync(id), analysis?.Errors ?? Errors(compilation)) is { } error)
            {
                return "it would not compile: " + error;
            }

            if (analysis is not null
                && await new FindingsProof(before, after, cancellationToken).ComplainAsync(analysesBefore.GetValueOrDefault(id)?.Findings ?? [], analysis.Findings, groups) is { } left)
            {
                return left;
            }
        }

        foreach (var id in changed)
        {
            if (await AssertionLostAsync(id, after) is { } lost)
            {
                return lost;
            }
        }

        return null;
    }

    private List<DocumentId> ChangedDocuments(Solution after) =>
        [.. after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments())];

    private async Task<Dictionary<string, int>> ErrorsBeforeAsync(ProjectId id)
    {
        if (!_errorsBefore.TryGetValue(id, out var errors))
        {
            _errorsBefore.Add(id, errors = []);
            foreach (var error in analysesBefore.GetValueOrDefault(id)?.Errors ?? Errors((await before.GetProject(id)!.GetCompilationAsync(cancellationToken))!))
            {
                var key = KeyOf(error);
                errors[key] = errors.GetValueOrDefault(key) + 1;
            }
        }

        return errors;
    }

    private static string? NewError(Dictionary<string, int> known, IEnumerable<Diagnostic> errors)
    {
        var seen = new Dictionary<string, int>();
        foreach (var error in errors)
        {
            var key = KeyOf(error);
            seen[key] = seen.GetValueOrDefault(key) + 1;
            if (seen[key] > known.GetValueOrDefault(key))
            {
                var at = error.Location.GetLineSpan();
                return $"{error.Id} in {Path.GetFileName(at.Path)}({at.StartLinePosition.Line + 1}): {error.GetMessage(CultureInfo.InvariantCulture)}";
            }
        }

        return null;
    }

    private IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics(cancellationToken).Where(static diagnostic => diagnostic is { IsSuppressed: false, Severity: DiagnosticSeverity.Error });

    /// <summary>What an error is, wherever its line has moved to.</summary>
    private static string KeyOf(Diagnostic error) => $"{error.Id}|{error.Location.SourceTree?.FilePath}|{error.GetMessage(CultureInfo.InvariantCulture)}";

    private async Task<string?> AssertionLostAsync(DocumentId id, Solution after)
    {
        var lost = Assertions.Lost(
            Assertions.Count((await before.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken))!),
            Assertions.Count((await after.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken))!));
        return lost is null ? null : $"an assertion would be lost in {Path.GetFileName(before.GetDocument(id)!.FilePath)}: {lost}";
    }
}
