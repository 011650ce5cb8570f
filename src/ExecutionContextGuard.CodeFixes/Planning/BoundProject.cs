using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Planning;

/// <summary>
/// What an analysis of a project has bound already: a host that plans right after it need not have the same bodies bound again. Only for a
/// project that no other of the solution sees: what that one refers to is of another compilation.
/// </summary>
internal sealed class BoundProject(ProjectId id, Compilation compilation, IReadOnlyDictionary<SyntaxTree, SemanticModel> models)
{
    public ProjectId Id { get; } = id;

    public Compilation Compilation { get; } = compilation;

    public SemanticModel? ModelOf(SyntaxTree tree) => models.TryGetValue(tree, out var model) && model.Compilation == Compilation ? model : null;
}
