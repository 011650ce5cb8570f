using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Planning;

/// <summary>One run of the planner over one solution: every project and document is read once.</summary>
internal sealed class Workshop(Solution solution)
{
    private readonly Dictionary<ProjectId, ProjectFacts?> _projects = [];
    private readonly Dictionary<DocumentId, DocumentFacts?> _documents = [];
    private readonly Dictionary<DocumentId, HashSet<string>> _names = [];

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

    /// <summary>The documents that can refer to a member of the project and have its name in their code; a file that is linked counts once.</summary>
    public async Task<IReadOnlyList<DocumentFacts>> NamingAsync(string name, Project home, CancellationToken cancellationToken)
    {
        var found = new List<DocumentFacts>();
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(home.Id).OrderBy(id => Solution.GetProject(id)!.Name, StringComparer.Ordinal).Prepend(home.Id))
        {
            foreach (var document in Solution.GetProject(id)!.Documents)
            {
                if ((await NamesInAsync(document, cancellationToken).ConfigureAwait(false)).Contains(name)
                    && (document.FilePath is null || files.Add(document.FilePath))
                    && await ReadAsync(document, cancellationToken).ConfigureAwait(false) is { } facts)
                {
                    found.Add(facts);
                }
            }
        }

        return found;
    }

    private async Task<HashSet<string>> NamesInAsync(Document document, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(document.Id, out var names))
        {
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var token in root?.DescendantTokens() ?? [])
            {
                if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    names.Add(token.ValueText);
                }
            }

            _names.Add(document.Id, names);
        }

        return names;
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
