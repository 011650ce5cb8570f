using System;
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// The one place that asks the compilation for a semantic model: facts about other files are pulled, and each file is
/// bound once as long as somebody needs it. Models are held weakly, so that memory does not grow with the project.
/// </summary>
internal sealed class SemanticModels(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, WeakReference<SemanticModel>> _models = new();

    /// <summary>The model of a file of this compilation; the caller's own where that is the file, null for a file of another one.</summary>
    public SemanticModel? Of(SyntaxTree tree, SemanticModel? current)
    {
        if (current is not null && ReferenceEquals(current.SyntaxTree, tree))
        {
            return current;
        }

        if (_models.TryGetValue(tree, out var held) && held.TryGetTarget(out var model))
        {
            return model;
        }

        if (!compilation.ContainsSyntaxTree(tree))
        {
            return null;
        }

#pragma warning disable RS1030, RS0030 // A member's declaration may stand in another file than the one under analysis; this class is where that is allowed.
        model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030, RS0030
        _models[tree] = new WeakReference<SemanticModel>(model);
        return model;
    }
}
