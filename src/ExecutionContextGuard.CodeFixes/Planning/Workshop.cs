using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Planning;

/// <summary>One run of the planner over one solution: every project and document is read once.</summary>
internal sealed class Workshop(Solution solution)
{
    private readonly Dictionary<ProjectId, ProjectFacts?> _projects = [];
    private readonly Dictionary<DocumentId, DocumentFacts?> _documents = [];

    public Solution Solution { get; } = solution;

    public async Task<DocumentFacts?> ReadAsync(Document document, CancellationToken cancellationToken)
    {
        if (_documents.TryGetValue(document.Id, out var known))
        {
            return known;
        }

        var project = await ReadAsync(document.Project, cancellationToken).ConfigureAwait(false);
        var facts = project is null ? null : await DocumentFacts.ReadAsync(project, document, cancellationToken).ConfigureAwait(false);
        _documents.Add(document.Id, facts);
        return facts;
    }

    /// <summary>The document of a tree that a diagnostic names: the tree itself, or the file that it came from.</summary>
    public Document? Find(SyntaxTree tree, Project near)
    {
        if (Solution.GetDocument(tree) is { } document)
        {
            return document;
        }

        var ids = tree.FilePath.Length == 0 ? ImmutableArray<DocumentId>.Empty : Solution.GetDocumentIdsWithFilePath(tree.FilePath);
        return ids.IsEmpty ? null : Solution.GetDocument(ids.FirstOrDefault(id => id.ProjectId == near.Id) ?? ids[0]);
    }

    private async Task<ProjectFacts?> ReadAsync(Project project, CancellationToken cancellationToken)
    {
        if (!_projects.TryGetValue(project.Id, out var facts))
        {
            facts = await ProjectFacts.ReadAsync(project, cancellationToken).ConfigureAwait(false);
            _projects.Add(project.Id, facts);
        }

        return facts;
    }
}
