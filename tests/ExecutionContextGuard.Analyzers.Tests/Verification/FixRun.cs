using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Verification;

/// <summary>Asks for code actions and applies them, as an IDE does: alone, or all of a document, a project, a solution.</summary>
internal sealed class FixRun(Toolbox tools)
{
    // More rounds than any row has findings: a fix that never comes to an end.
    private const int MostRounds = 100;

    // Several ways to fix begin at one solution, and end at one: each is analysed once.
    private readonly ConditionalWeakTable<Solution, Task<Analysis>> _analyses = [];
    private readonly List<Solution> _reached = [];

    /// <summary>What is known already of a solution.</summary>
    public void Add(Solution solution, Analysis analysis) => _analyses.Add(solution, Task.FromResult(analysis));

    public Task<Analysis> AnalyseAsync(Solution solution) =>
        _analyses.GetValue(solution, unknown => AnalyzerRun.WithCompilerAsync(unknown, tools));

    public async Task<ImmutableArray<Finding>> FindingsAsync(Solution solution) => (await AnalyseAsync(solution)).Findings;

    /// <summary>Whether what mends the finding follows from it alone, and is no double's.</summary>
    public bool HasFindingFix(string id) => tools.FixesFor(id).Any(static fix => fix is FindingFix);

    public async Task<ImmutableArray<CodeAction>> ActionsAsync(Solution solution, Finding finding)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        foreach (var fix in tools.FixesFor(finding.Id))
        {
            actions.AddRange(await ActionsAsync(solution, finding, fix));
        }

        return actions.ToImmutable();
    }

    /// <summary>One finding after the other, as a person clicks, until none has a fix any more.</summary>
    public Task<Solution> OneByOneAsync(Solution solution, bool lastFirst) =>
        OneByOneAsync(solution, findings => lastFirst ? findings.Reverse() : findings);

    /// <summary>In the order that the function brings the findings of each round into.</summary>
    public async Task<Solution> OneByOneAsync(Solution solution, Func<ImmutableArray<Finding>, IEnumerable<Finding>> inOrder)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var findings = await FindingsAsync(solution);
            CodeAction? next = null;
            foreach (var finding in inOrder(findings))
            {
                next = (await ActionsAsync(solution, finding)).FirstOrDefault();
                if (next is not null)
                {
                    break;
                }
            }

            if (next is null)
            {
                return solution;
            }

            solution = await ApplyAsync(solution, next);
        }

        throw new RowException($"After {MostRounds} fixes, one by one, there is still one to apply.");
    }

    /// <summary>Fix all in a scope, for every fix and every document or project that the scope asks for in turn.</summary>
    /// <param name="solution">What to fix.</param>
    /// <param name="scope">How much at once.</param>
    /// <param name="keyed">Whether the equivalence key is passed on; <c>dotnet format</c> passes none when the first finding has no fix.</param>
    public async Task<Solution> AllAsync(Solution solution, FixAllScope scope, bool keyed = true)
    {
        foreach (var fix in tools.Fixes)
        {
            var findings = (await FindingsAsync(solution)).Where(finding => fix.FixableDiagnosticIds.Contains(finding.Id)).ToList();
            if (findings.Count == 0)
            {
                continue;
            }

            var provider = fix.GetFixAllProvider() ?? throw new RowException($"{fix.GetType().Name} has no fix-all provider.");
            if (!provider.GetSupportedFixAllScopes().Contains(scope))
            {
                throw new RowException($"{provider.GetType().Name} does not fix all in scope {scope}.");
            }

            var key = keyed ? await KeyAsync(solution, findings, fix) : null;
            if (keyed && key is null)
            {
                continue;
            }

            var ids = findings.Select(finding => finding.Id).Distinct().ToList();
            foreach (var start in Starts(solution, findings, scope))
            {
                var document = solution.GetDocument(start)!;
                var context = new FixAllContext(document, fix, scope, key!, ids, new Diagnostics(this, ids), CancellationToken.None);
                if (await provider.GetFixAsync(context) is { } action)
                {
                    solution = await ApplyAsync(solution, action);
                }
            }
        }

        return solution;
    }

    private static async Task<List<CodeAction>> ActionsAsync(Solution solution, Finding finding, CodeFixProvider fix)
    {
        var actions = new List<CodeAction>();
        if (solution.GetDocument(finding.Diagnostic.Location.SourceTree) is { } document)
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding.Diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private static async Task<string?> KeyAsync(Solution solution, List<Finding> findings, CodeFixProvider fix)
    {
        foreach (var finding in findings)
        {
            if (await ActionsAsync(solution, finding, fix) is [var action, ..])
            {
                return action.EquivalenceKey;
            }
        }

        return null;
    }

    // Where a person would invoke it: each document, each project, or once.
    private static IEnumerable<DocumentId> Starts(Solution solution, List<Finding> findings, FixAllScope scope)
    {
        var documents = findings.Select(finding => solution.GetDocument(finding.Diagnostic.Location.SourceTree)?.Id).OfType<DocumentId>().Distinct();
        return scope switch
        {
            FixAllScope.Document => documents,
            FixAllScope.Project => documents.DistinctBy(document => document.ProjectId),
            _ => documents.Take(1),
        };
    }

    private async Task<Solution> ApplyAsync(Solution before, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations is [ApplyChangesOperation change]
            ? await FirstAlikeAsync(await LinkedFiles.FollowAsync(before, change.ChangedSolution))
            : throw new RowException($"The action '{action.Title}' must do one thing, change the solution; it does {operations.Length}: {string.Join(", ", operations.Select(operation => operation.GetType().Name))}.");
    }

    // The same projects with the same texts, wherever another way has led before.
    private async Task<Solution> FirstAlikeAsync(Solution solution)
    {
        foreach (var reached in _reached)
        {
            if (await AreAlikeAsync(reached, solution))
            {
                return reached;
            }
        }

        _reached.Add(solution);
        return solution;
    }

    private static async Task<bool> AreAlikeAsync(Solution one, Solution other)
    {
        foreach (var document in one.Projects.SelectMany(project => project.Documents))
        {
            if (other.GetDocument(document.Id) is not { } same || !(await document.GetTextAsync()).ContentEquals(await same.GetTextAsync()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells fix-all what is found where.</summary>
    private sealed class Diagnostics(FixRun run, List<string> ids) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(project, cancellationToken)).Where(diagnostic => !diagnostic.Location.IsInSource);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await run.FindingsAsync(project.Solution))
                .SelectMany(finding => finding.Diagnostics)
                .Where(diagnostic => ids.Contains(diagnostic.Id) && (!diagnostic.Location.IsInSource || project.GetDocument(diagnostic.Location.SourceTree) is not null));
    }
}
