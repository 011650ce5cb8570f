using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Declarations;

/// <summary>Compiles what a fix would write: in no file that it changes, or that speaks of what it changes, may the compiler have something new to say.</summary>
internal static class Proof
{
    public static async Task<bool> HoldsAsync(Solution before, EditGroup group, IEnumerable<DocumentId> concerned, CancellationToken cancellationToken)
    {
        var after = await EditApplier.ApplyAsync(before, ImmutableArray.Create(group), cancellationToken).ConfigureAwait(false);
        foreach (var id in concerned.Concat(group.Edits.Select(static edit => edit.Document)).Distinct())
        {
            var old = await ComplaintsAsync(before, id, cancellationToken).ConfigureAwait(false);
            foreach (var complaint in await ComplaintsAsync(after, id, cancellationToken).ConfigureAwait(false))
            {
                if (!old.Remove(complaint))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static async Task<List<string>> ComplaintsAsync(Solution solution, DocumentId id, CancellationToken cancellationToken)
    {
        if (solution.GetDocument(id) is not { } document || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        // A warning is an error in many a build.
        return [.. model.GetDiagnostics(cancellationToken: cancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.Id)];
    }
}
