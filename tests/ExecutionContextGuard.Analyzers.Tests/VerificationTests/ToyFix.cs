using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>Writes "good" for "bad". The tests of the verifier spoil it in one way after the other.</summary>
internal class ToyFix : CodeFixProvider
{
    public const string Title = "Be good";

    public override ImmutableArray<string> FixableDiagnosticIds => [ToyAnalyzer.Id];

    public override FixAllProvider? GetFixAllProvider() => new ToyFixAll(this);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (IsOffered((LiteralExpressionSyntax)root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)))
            {
                Register(context, diagnostic);
            }
        }
    }

    protected virtual bool IsOffered(LiteralExpressionSyntax literal) => !ToyAnalyzer.IsConstant(literal);

    protected virtual void Register(CodeFixContext context, Diagnostic diagnostic) => context.RegisterCodeFix(
        CodeAction.Create(Title, _ => FixAsync(context.Document.Project.Solution, [diagnostic], all: false), nameof(ToyFix)),
        diagnostic);

    /// <summary>The one place where text is changed, for one finding and for all of them.</summary>
    public virtual async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, bool all)
    {
        // A file that several projects compile is written once, with what was found in any of them.
        foreach (var file in diagnostics.GroupBy(diagnostic => diagnostic.Location.SourceTree!.FilePath))
        {
            var literals = file
                .Select(diagnostic => (LiteralExpressionSyntax)diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true))
                .Where(IsOffered)
                .DistinctBy(literal => literal.Span)
                .OrderBy(literal => literal.SpanStart)
                .ToList();
            if (literals.Count > 0)
            {
                var text = await literals[0].SyntaxTree.GetTextAsync();
                solution = solution.WithDocumentText(solution.GetDocumentIdsWithFilePath(file.Key), text.WithChanges(literals.SelectMany(literal => Changes(literal, all))));
            }
        }

        return solution;
    }

    protected virtual IEnumerable<TextChange> Changes(LiteralExpressionSyntax literal, bool all) => [new(literal.Span, "\"good\"")];

    private sealed class ToyFixAll(ToyFix fix) : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var diagnostics = context.Scope switch
            {
                FixAllScope.Document => await context.GetDocumentDiagnosticsAsync(context.Document!),
                FixAllScope.Project => await context.GetAllDiagnosticsAsync(context.Project),
                _ => [.. (await Task.WhenAll(context.Solution.Projects.Select(context.GetAllDiagnosticsAsync))).SelectMany(found => found)],
            };
            return CodeAction.Create(Title, _ => fix.FixAsync(context.Solution, diagnostics, all: true), nameof(ToyFix));
        }
    }
}
