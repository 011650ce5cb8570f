using System.Text.Json;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>The C# projects that a solution, in whichever of its forms, or a part of one names.</summary>
internal static class SolutionProjects
{
    public static async Task<IReadOnlyList<string>> OfAsync(string solution, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(solution)!;
        return
        [
            .. (Path.GetExtension(solution).Equals(".slnf", StringComparison.OrdinalIgnoreCase)
                    ? await OfFilterAsync(solution, folder, cancellationToken)
                    : (await (SolutionSerializers.GetSerializerByMoniker(solution) ?? throw new InvalidDataException($"{solution} is no solution."))
                        .OpenAsync(solution, cancellationToken)).SolutionProjects.Select(project => Full(folder, project.FilePath)))
                .Where(static project => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)),
        ];
    }

    /// <summary>Its paths are told from the solution, and that one's from the filter.</summary>
    private static async Task<IEnumerable<string>> OfFilterAsync(string filter, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(filter);
        using var json = await JsonDocument.ParseAsync(file, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }, cancellationToken);
        var part = json.RootElement.GetProperty("solution");
        var home = Path.GetDirectoryName(Full(folder, part.GetProperty("path").GetString()!))!;
        return [.. part.GetProperty("projects").EnumerateArray().Select(project => Full(home, project.GetString()!))];
    }

    private static string Full(string folder, string path) => Path.GetFullPath(Path.Combine(folder, path.Replace('\\', Path.DirectorySeparatorChar)));
}
