using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>A file that several projects compile is one file on disk: what a fix writes to one of its documents holds for all, and it must not write two texts.</summary>
internal static class LinkedFiles
{
    public static async Task<Solution> FollowAsync(Solution before, Solution after)
    {
        var changes = after.GetChanges(before);
        if (changes.GetAddedProjects().Any() || changes.GetRemovedProjects().Any())
        {
            throw new RowException("The fix adds or removes a project.");
        }

        var result = after;
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var project in changes.GetProjectChanges())
        {
            if (project.GetAddedDocuments().Any() || project.GetRemovedDocuments().Any() || project.GetChangedAdditionalDocuments().Any() || project.GetChangedAnalyzerConfigDocuments().Any())
            {
                throw new RowException("The fix adds, removes or changes a file that is not a C# file of the row.");
            }

            foreach (var id in project.GetChangedDocuments())
            {
                var (old, now) = (await before.GetDocument(id)!.GetTextAsync(), await after.GetDocument(id)!.GetTextAsync());
                var path = after.GetDocument(id)!.FilePath!;
                if (old.ContentEquals(now))
                {
                    throw new RowException($"The fix writes {path} without changing it.");
                }

                if (old.Encoding?.Preamble.Length != now.Encoding?.Preamble.Length)
                {
                    throw new RowException($"The fix loses the byte order mark of {path}.");
                }

                if (!written.TryAdd(path, now.ToString()) && written[path] != now.ToString())
                {
                    throw new RowException($"The fix writes {path} twice, with two texts, for two projects that compile it.");
                }

                foreach (var linked in before.GetDocumentIdsWithFilePath(path).Where(linked => linked != id))
                {
                    result = result.WithDocumentText(linked, now);
                }
            }
        }

        return result;
    }
}
