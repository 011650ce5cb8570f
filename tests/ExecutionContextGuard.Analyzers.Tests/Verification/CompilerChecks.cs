using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>What the compiler itself says of a row, before and after the fix.</summary>
internal static class CompilerChecks
{
    // An unnecessary using directive.
    private const string DeadUsing = "CS8019";

    public static void Compiles(Row row, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, IsSuppressed: false }).ToList();
        var ids = errors.Select(error => error.Id).Order(StringComparer.Ordinal);
        if (!ids.SequenceEqual(row.CompilerErrors.Order(StringComparer.Ordinal)))
        {
            throw RowException.Expected("The code of the row has other errors than it says (none, unless DoesNotCompile).", row.CompilerErrors, errors);
        }
    }

    /// <summary>A fix brings no error, no warning and no dead using directive.</summary>
    public static void BringsNothingNew(ImmutableArray<Diagnostic> before, Solution mended, ImmutableArray<Diagnostic> after)
    {
        static bool Counts(Diagnostic diagnostic) => !diagnostic.IsSuppressed && (diagnostic.Severity >= DiagnosticSeverity.Warning || IsDeadUsing(diagnostic));

        var known = before.Where(Counts).Select(Fingerprint).ToList();
        var now = after.Where(Counts).ToList();

        // A directive that another build of the same file needs is not dead.
        bool IsNeeded(Diagnostic diagnostic) => IsDeadUsing(diagnostic)
            && now.Count(other => Fingerprint(other) == Fingerprint(diagnostic)) < mended.GetDocumentIdsWithFilePath(diagnostic.Location.SourceTree!.FilePath).Length;
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
}
