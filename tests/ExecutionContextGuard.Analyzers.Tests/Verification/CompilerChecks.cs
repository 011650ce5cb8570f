using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>What the compiler itself says of a row, before and after the fix.</summary>
internal static class CompilerChecks
{
    // An unnecessary using directive.
    private const string DeadUsing = "CS8019";

    public static async Task CompilesAsync(Row row, Solution solution)
    {
        var errors = await DiagnosticsAsync(solution, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var ids = errors.Select(error => error.Id).Order(StringComparer.Ordinal);
        if (!ids.SequenceEqual(row.CompilerErrors.Order(StringComparer.Ordinal)))
        {
            throw RowException.Expected("The code of the row has other errors than it says (none, unless DoesNotCompile).", row.CompilerErrors, errors);
        }
    }

    /// <summary>A fix brings no error, no warning and no dead using directive.</summary>
    public static async Task BringsNothingNewAsync(Solution before, Solution after)
    {
        static bool Counts(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning || IsDeadUsing(diagnostic);

        var known = (await DiagnosticsAsync(before, Counts)).Select(Fingerprint).ToList();
        var now = await DiagnosticsAsync(after, Counts);

        // A directive that another build of the same file needs is not dead.
        bool IsNeeded(Diagnostic diagnostic) => IsDeadUsing(diagnostic)
            && now.Count(other => Fingerprint(other) == Fingerprint(diagnostic)) < after.GetDocumentIdsWithFilePath(diagnostic.Location.SourceTree!.FilePath).Length;
        var added = now.Where(diagnostic => !known.Remove(Fingerprint(diagnostic)) && !IsNeeded(diagnostic)).ToList();
        if (added.Count > 0)
        {
            throw RowException.Expected("The fix brings what the compiler did not say before.", [], added);
        }
    }

    private static bool IsDeadUsing(Diagnostic diagnostic) =>
        diagnostic.Id == DeadUsing && Path.GetFileName(diagnostic.Location.SourceTree?.FilePath) is not (Preamble.UsingsFileName or Preamble.FileName);

    // Without line numbers, which a fix may move.
    private static string Fingerprint(Diagnostic diagnostic) => IsDeadUsing(diagnostic)
        ? $"{DeadUsing} {diagnostic.Location.SourceTree!.FilePath} {diagnostic.Location.SourceTree.GetText().ToString(diagnostic.Location.SourceSpan)}"
        : $"{diagnostic.Id} {diagnostic.Location.SourceTree?.FilePath} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Solution solution, Func<Diagnostic, bool> counts)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            diagnostics.AddRange(compilation.GetDiagnostics().Where(diagnostic => !diagnostic.IsSuppressed && counts(diagnostic)));
        }

        return diagnostics.ToImmutable();
    }
}
