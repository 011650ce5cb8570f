using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Planning;

/// <summary>One run of the planner over one solution: every project and document is read once.</summary>
internal sealed class Workshop(Solution solution, BoundProject? bound = null)
{
    private readonly Dictionary<ProjectId, ProjectFacts?> _projects = [];
    private readonly Dictionary<DocumentId, DocumentFacts?> _documents = [];
    private readonly Dictionary<ProjectId, List<ProjectId>> _seeing = [];
    private readonly Dictionary<ProjectId, Dictionary<string, List<Document>>> _names = [];
    private readonly Dictionary<(ProjectId Home, string Name), Dictionary<string, List<DocumentFacts>>> _references = [];
    private readonly Dictionary<ISymbol, string> _keys = new(SymbolEqualityComparer.Default);

    public Solution Solution { get; } = solution;

    public async Task<DocumentFacts?> ReadAsync(Document document, CancellationToken cancellationToken)
    {
        if (_documents.TryGetValue(document.Id, out var known))
        {
            return known;
        }

        var project = await ReadAsync(document.Project, cancellationToken).ConfigureAwait(false);
        var facts = project is null ? null : await DocumentFacts.ReadAsync(project, document, cancellationToken, document.Project.Id == bound?.Id ? bound : null).ConfigureAwait(false);
        _documents.Add(document.Id, facts);
        return facts;
    }

    /// <summary>
    /// The documents that refer to the member, or mention it and its type in code that their build leaves out; a file that is linked counts once. Of all members that share a
    /// name, the references are told apart in one go: a hundred base classes with a `Context` each do not make every file be read a hundred times.
    /// </summary>
    public async Task<IReadOnlyList<DocumentFacts>> ReferringAsync(ISymbol member, Project home, CancellationToken cancellationToken)
    {
        if (!_references.TryGetValue((home.Id, member.Name), out var references))
        {
            _references.Add((home.Id, member.Name), references = await ReferencesAsync(member.Name, home, cancellationToken).ConfigureAwait(false));
        }

        var referring = references.TryGetValue(KeyOf(member), out var documents) ? documents : [];
        var leavingOut = references[""].FindAll(document => !referring.Contains(document) && Mentions(document, member.ContainingType));
        return leavingOut.Count == 0 ? referring : [.. referring, .. leavingOut];

        static bool Mentions(DocumentFacts document, INamedTypeSymbol? type) =>
            type is not null && (document.Named(type.Name).Any() || document.LeavesOut(type.Name, document.Root.FullSpan));
    }

    /// <summary>Who refers to which member of the name, in the order of the documents; under "" who has the name in code that is left out.</summary>
    private async Task<Dictionary<string, List<DocumentFacts>>> ReferencesAsync(string name, Project home, CancellationToken cancellationToken)
    {
        var references = new Dictionary<string, List<DocumentFacts>>(StringComparer.Ordinal);
        var leavingOut = new List<DocumentFacts>();
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in Seeing(home))
        {
            if (!(await NamesInAsync(project, cancellationToken).ConfigureAwait(false)).TryGetValue(name, out var documents))
            {
                continue;
            }

            foreach (var document in documents)
            {
                if ((document.FilePath is not null && !files.Add(document.FilePath))
                    || await ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } facts)
                {
                    continue;
                }

                foreach (var key in facts.Named(name).Select(facts.SymbolOf).Where(static found => found is not null).Select(found => KeyOf(found!)).Distinct())
                {
                    if (!references.TryGetValue(key, out var referring))
                    {
                        references.Add(key, referring = []);
                    }

                    referring.Add(facts);
                }

                if (facts.LeavesOut(name, facts.Root.FullSpan))
                {
                    leavingOut.Add(facts);
                }
            }
        }

        references.Add("", leavingOut);
        return references;
    }

    /// <summary>What a member is called in every compilation that sees it.</summary>
    private string KeyOf(ISymbol symbol)
    {
        symbol = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition;
        if (!_keys.TryGetValue(symbol, out var key))
        {
            _keys.Add(symbol, key = symbol.ContainingAssembly?.Name + " " + symbol.GetDocumentationCommentId());
        }

        return key;
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
            foreach (var token in root is null ? [] : root.DescendantTokens().Concat(LeftOut(root)))
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

    /// <summary>The tokens of `#if NET472` where this build is another: they are code there.</summary>
    private static IEnumerable<SyntaxToken> LeftOut(SyntaxNode root) => root.ContainsDirectives
        ? root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)).SelectMany(static trivia => SyntaxFactory.ParseTokens(trivia.ToString()))
        : [];

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
            facts = await ProjectFacts.ReadAsync(project, cancellationToken, project.Id == bound?.Id ? bound!.Compilation : null).ConfigureAwait(false);
            _projects.Add(project.Id, facts);
        }

        return facts;
    }
}
