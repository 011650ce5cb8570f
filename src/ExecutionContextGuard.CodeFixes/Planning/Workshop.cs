using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Planning;

/// <summary>One run of the planner over one solution: every project and document is read once.</summary>
internal sealed class Workshop(Solution solution)
{
    private readonly Dictionary<ProjectId, ProjectFacts?> _projects = [];
    private readonly Dictionary<DocumentId, DocumentFacts?> _documents = [];
    private readonly Dictionary<ProjectId, List<ProjectId>> _seeing = [];
    private readonly Dictionary<ProjectId, Dictionary<string, List<Document>>> _names = [];

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
        foreach (var project in Seeing(home))
        {
            if (!(await NamesInAsync(project, cancellationToken).ConfigureAwait(false)).TryGetValue(name, out var documents))
            {
                continue;
            }

            foreach (var document in documents)
            {
                if ((document.FilePath is null || files.Add(document.FilePath))
                    && await ReadAsync(document, cancellationToken).ConfigureAwait(false) is { } facts)
                {
                    found.Add(facts);
                }
            }
        }

        return found;
    }

    /// <summary>The project itself, then those that can see it.</summary>
    private List<ProjectId> Seeing(Project home)
    {
        if (!_seeing.TryGetValue(home.Id, out var projects))
        {
            projects = [.. Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(home.Id).OrderBy(id => Solution.GetProject(id)!.Name, StringComparer.Ordinal).Prepend(home.Id)];
            _seeing.Add(home.Id, projects);
        }

        return projects;
    }

    /// <summary>Which documents have a name in their code: asked for each double that others can see, so every document is read once for all of them.</summary>
    private async Task<Dictionary<string, List<Document>>> NamesInAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(project, out var names))
        {
            return names;
        }

        names = new Dictionary<string, List<Document>>(StringComparer.Ordinal);
        foreach (var document in Solution.GetProject(project)!.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            foreach (var token in root?.DescendantTokens() ?? [])
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken))
                {
                    continue;
                }

                if (!names.TryGetValue(token.ValueText, out var documents))
                {
                    names.Add(token.ValueText, documents = []);
                }

                if (documents.Count == 0 || documents[documents.Count - 1] != document)
                {
                    documents.Add(document);
                }
            }
        }

        _names.Add(project, names);
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
