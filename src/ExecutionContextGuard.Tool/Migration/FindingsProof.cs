using System.Collections.Immutable;
using System.Globalization;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>Tells whether a finding is left where something was mended, or is new. A finding that nobody mended may move with its text.</summary>
internal sealed class FindingsProof(Solution before, Solution after, CancellationToken cancellationToken)
{
    private readonly Dictionary<DocumentId, ChangedText> _texts = [];
    private readonly Dictionary<(string Rule, string? File, int Start), int> _known = [];
    private readonly Dictionary<(string Rule, string? File), int> _counts = [];
    private readonly HashSet<(string? File, int Start)> _mended = [];

    /// <summary>The first finding that should not be there, in words; null when there is none.</summary>
    public async Task<string?> ComplainAsync(IEnumerable<Diagnostic> findingsBefore, IEnumerable<Diagnostic> findingsAfter, ImmutableArray<EditGroup> groups)
    {
        var mended = groups.SelectMany(static group => group.Diagnostics).Select(static diagnostic => (diagnostic.Id, FileOf(diagnostic), diagnostic.Location.SourceSpan.Start)).ToHashSet();
        foreach (var finding in findingsBefore)
        {
            var (rule, file, start) = (finding.Id, FileOf(finding), finding.Location.SourceSpan.Start);
            if (mended.Contains((rule, file, start)))
            {
                _mended.Add((file, start));
                continue;
            }

            _known[(rule, file, start)] = _known.GetValueOrDefault((rule, file, start)) + 1;
            _counts[(rule, file)] = _counts.GetValueOrDefault((rule, file)) + 1;
        }

        var others = new List<Diagnostic>();
        foreach (var finding in findingsAfter)
        {
            if (!await IsKnownAsync(finding) && !await IsOfAnotherCreationAsync(finding))
            {
                others.Add(finding);
            }
        }

        // What stands in rewritten text is told from what was there by number alone.
        foreach (var finding in others)
        {
            var key = (finding.Id, FileOf(finding));
            _counts[key] = _counts.GetValueOrDefault(key) - 1;
            if (_counts[key] < 0)
            {
                return $"a finding would be left or be new: {finding.Id} in {Path.GetFileName(finding.Location.GetLineSpan().Path)}: {finding.GetMessage(CultureInfo.InvariantCulture)}";
            }
        }

        return null;
    }

    private async Task<bool> IsKnownAsync(Diagnostic finding)
    {
        var key = (finding.Id, FileOf(finding), await StartBeforeAsync(finding) ?? -1);
        if (_known.GetValueOrDefault(key) == 0)
        {
            return false;
        }

        _known[key]--;
        _counts[(key.Id, key.Item2)]--;
        return true;
    }

    /// <summary>`foreach (var user in new[] { first.Object, second.Object }) core.Execute(user)`: with the first one real, the argument is reported for the second.</summary>
    private async Task<bool> IsOfAnotherCreationAsync(Diagnostic finding) =>
        await StartBeforeAsync(finding) is { } start
        && _mended.Contains((FileOf(finding), start))
        && ContextFinding.TryRead(finding, out var context)
        && await TextAsync(context.CreationTree) is { } text
        && !text.Touches(context.Creation);

    private async Task<int?> StartBeforeAsync(Diagnostic finding) =>
        finding.Location.SourceTree is not { } tree ? finding.Location.SourceSpan.Start
        : await TextAsync(tree) is { } text ? text.Before(finding.Location.SourceSpan.Start)
        : null;

    private async Task<ChangedText?> TextAsync(SyntaxTree tree)
    {
        if (after.GetDocument(tree) is not { } document || before.GetDocument(document.Id) is not { } old)
        {
            return null;
        }

        if (!_texts.TryGetValue(document.Id, out var text))
        {
            _texts.Add(document.Id, text = await ChangedText.BetweenAsync(old, document, cancellationToken));
        }

        return text;
    }

    private static string? FileOf(Diagnostic finding) => finding.Location.SourceTree?.FilePath;
}
