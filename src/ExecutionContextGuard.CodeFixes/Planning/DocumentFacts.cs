using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>One document as the planner reads it, with the one semantic model that all its questions go to.</summary>
internal sealed class DocumentFacts(ProjectFacts project, Document document, SyntaxNode root, SemanticModel model, SourceText text, AnalyzerConfigOptions options)
{
    public ProjectFacts Project { get; } = project;

    public Document Document { get; } = document;

    public SyntaxNode Root { get; } = root;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    public TextStyle Style { get; } = new(text, options);

    /// <summary>What to write for an ID that nothing in the test says.</summary>
    public string MissingIds { get; } =
        options.TryGetValue(OptionKeys.MissingIds.Name, out var value) && OptionText.Complaint(OptionKeys.MissingIds, value) is null
            ? value.Trim()
            : OptionKeys.MissingIds.Default;

    public static async Task<DocumentFacts?> ReadAsync(ProjectFacts project, Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = project.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(root.SyntaxTree);
        return new DocumentFacts(project, document, root, model, text, options);
    }
}
