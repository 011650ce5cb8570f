using System.Collections.Immutable;
using System.Reflection;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>
/// The fixes that ship, all of them: what is exported to an editor is known here, too. Contexts are constructed by the planner, which sees all
/// findings at once; every other fix is asked as an editor asks it, finding by finding, and what it would change is read from its result.
/// </summary>
internal static class Fixes
{
    private static readonly ImmutableArray<CodeFixProvider> s_all =
    [
        .. typeof(ConstructRealContextFix).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private static readonly ImmutableHashSet<string> s_rules = [.. s_all.SelectMany(static fix => fix.FixableDiagnosticIds)];
    private static readonly ImmutableHashSet<string> s_planned = [.. new ConstructRealContextFix().FixableDiagnosticIds];

    public static bool Exists(Diagnostic diagnostic) => Exists(diagnostic.Id);

    public static bool Exists(string rule) => s_rules.Contains(rule);

    /// <summary>Whether it is mended by a real context in the place of what stands there, and not by a change of what the code itself does.</summary>
    public static bool ConstructContexts(Diagnostic diagnostic) => s_planned.Contains(diagnostic.Id);

    /// <summary>The findings that there is a fix for, beside their documents.</summary>
    public static List<(Document Document, Diagnostic Diagnostic)> Of(Solution solution, IEnumerable<Diagnostic> diagnostics)
    {
        var asked = new List<(Document, Diagnostic)>();
        foreach (var diagnostic in diagnostics)
        {
            if (!diagnostic.IsSuppressed && Exists(diagnostic) && solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
            {
                asked.Add((document, diagnostic));
            }
        }

        return asked;
    }

    public static async Task<Plan> PlanAsync(
        Solution solution,
        IReadOnlyList<(Document Document, Diagnostic Diagnostic)> findings,
        CancellationToken cancellationToken,
        BoundProject? bound = null)
    {
        var planned = await Planner.PlanAsync(solution, [.. findings.Where(static finding => ConstructContexts(finding.Diagnostic))], cancellationToken, bound);
        var groups = planned.Groups.ToBuilder();
        var declined = planned.Declined.ToBuilder();
        var taken = new EditedText(solution);
        foreach (var group in planned.Groups)
        {
            taken.TryTake(group);
        }

        // Two findings can be mended by one edit: a pair of crossed IDs.
        var edits = new Dictionary<string, (ImmutableArray<DocumentEdit> Edits, Document Document, List<Diagnostic> Mended)>(StringComparer.Ordinal);
        foreach (var (document, diagnostic) in findings.Where(static finding => !ConstructContexts(finding.Diagnostic)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var edit = await EditsAsync(document, diagnostic, cancellationToken);
            if (edit.IsEmpty)
            {
                declined.Add(new DeclinedFinding(diagnostic, new Decline(ReasonOf(diagnostic))));
                continue;
            }

            var key = string.Join('\n', edit.SelectMany(static document => document.Changes.Select(change => $"{document.Document.Id} {change.Span} {change.NewText}")));
            if (!edits.TryGetValue(key, out var known))
            {
                edits.Add(key, known = (edit, document, []));
            }

            known.Mended.Add(diagnostic);
        }

        foreach (var (changes, document, mended) in edits.Values)
        {
            var group = new EditGroup(document.Id, mended[0].Location.SourceSpan, "", changes, [.. mended]);
            if (taken.TryTake(group))
            {
                groups.Add(group);
            }
            else
            {
                declined.AddRange(mended.Select(static diagnostic => new DeclinedFinding(diagnostic, new Decline(DeclineReason.Stale))));
            }
        }

        return new Plan(groups.ToImmutable(), declined.ToImmutable());
    }

    private static DeclineReason ReasonOf(Diagnostic diagnostic) =>
        Enum.TryParse<DeclineReason>(diagnostic.Properties.GetValueOrDefault(ContextFinding.DeclinedKey), out var reason) ? reason : DeclineReason.Unsupported;

    /// <summary>What the first fix that offers something would change; nothing where none does.</summary>
    private static async Task<ImmutableArray<DocumentEdit>> EditsAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        foreach (var fix in s_all.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            CodeAction? offered = null;
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered ??= action, cancellationToken));
            if (offered is null)
            {
                continue;
            }

            var operations = await offered.GetOperationsAsync(cancellationToken);
            if (operations.OfType<ApplyChangesOperation>().FirstOrDefault() is { ChangedSolution: var changed })
            {
                return await EditsAsync(document.Project, changed, cancellationToken);
            }
        }

        return [];
    }

    /// <summary>The difference as edits. Of a file that several projects share, only one copy is told: whoever applies the edits writes the others along.</summary>
    private static async Task<ImmutableArray<DocumentEdit>> EditsAsync(Project home, Solution changed, CancellationToken cancellationToken)
    {
        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        var copies = changed.GetChanges(home.Solution).GetProjectChanges()
            .SelectMany(static project => project.GetChangedDocuments())
            .OrderBy(id => id.ProjectId == home.Id ? 0 : 1)
            .DistinctBy(id => home.Solution.GetDocument(id)!.FilePath);
        foreach (var id in copies)
        {
            var changes = await changed.GetDocument(id)!.GetTextChangesAsync(home.Solution.GetDocument(id)!, cancellationToken);
            edits.Add(new DocumentEdit(id, [.. changes.OrderBy(static change => change.Span.Start)], []));
        }

        return edits.ToImmutable();
    }
}
