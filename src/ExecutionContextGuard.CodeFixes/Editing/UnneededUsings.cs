using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Editing;

/// <summary>
/// Asks the compiler which using directives nothing needs. Asked about one file, it also looks at the names of all others; so where more than every second
/// file of a project is of interest, it is asked about the project, once.
/// </summary>
internal sealed class UnneededUsings
{
    /// <summary>The compiler's own word for it.</summary>
    private const string Unnecessary = "CS8019";

    private readonly Solution _solution;
    private readonly Dictionary<ProjectId, int> _asked;
    private readonly Dictionary<ProjectId, ILookup<SyntaxTree, Diagnostic>> _projects = [];

    /// <param name="solution">What is compiled.</param>
    /// <param name="documents">The documents that will be asked about.</param>
    public UnneededUsings(Solution solution, IEnumerable<DocumentId> documents)
    {
        _solution = solution;
        _asked = documents.GroupBy(static id => id.ProjectId).ToDictionary(static group => group.Key, static group => group.Count());
    }

    public async Task<List<UsingDirectiveSyntax>> OfAsync(DocumentId id, CancellationToken cancellationToken)
    {
        var document = _solution.GetDocument(id)!;
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root
            || !root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).Any(static node => node is UsingDirectiveSyntax)
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return [];
        }

        var dead = new List<UsingDirectiveSyntax>();
        foreach (var diagnostic in Of(document.Project, compilation, root, cancellationToken))
        {
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<UsingDirectiveSyntax>() is { GlobalKeyword.RawKind: 0 } directive)
            {
                dead.Add(directive);
            }
        }

        return dead;
    }

    private IEnumerable<Diagnostic> Of(Project project, Compilation compilation, SyntaxNode root, CancellationToken cancellationToken)
    {
        if (_asked[project.Id] * 2 <= project.DocumentIds.Count)
        {
            return compilation.GetSemanticModel(root.SyntaxTree).GetDiagnostics(cancellationToken: cancellationToken).Where(static diagnostic => diagnostic.Id == Unnecessary);
        }

        if (!_projects.TryGetValue(project.Id, out var all))
        {
            all = compilation.GetDiagnostics(cancellationToken).Where(static diagnostic => diagnostic.Id == Unnecessary).ToLookup(static diagnostic => diagnostic.Location.SourceTree!);
            _projects.Add(project.Id, all);
        }

        return all[root.SyntaxTree];
    }
}
