using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Tool.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Tells which entries of settings and catalogues name a type or member that no project knows: a misspelt name guards nothing, and one project alone cannot tell.</summary>
internal sealed class SettingMatches(Estate estate)
{
    private readonly Dictionary<(string File, int Line, string Entry), bool> _seen = [];

    /// <summary>Looks up the entries that reach this project and that no earlier one knew; several projects may ask at once.</summary>
    public void Look(Project project, Compilation compilation)
    {
        lock (_seen)
        {
            LookAt(project, compilation);
        }
    }

    public IReadOnlyList<UnmatchedSetting> Unmatched() =>
    [
        .. _seen.Where(static pair => !pair.Value)
            .Select(static pair => new UnmatchedSetting(pair.Key.File, pair.Key.Line, pair.Key.Entry))
            .OrderBy(static setting => setting.File, StringComparer.Ordinal).ThenBy(static setting => setting.Line),
    ];

    private void LookAt(Project project, Compilation compilation)
    {
        foreach (var document in project.AnalyzerConfigDocuments.Cast<TextDocument>().Concat(project.AdditionalDocuments))
        {
            if (document.FilePath is { } path && !IsGenerated(path) && document.TryRead() is { } text)
            {
                foreach (var (line, kind, entry) in Entries(path, text))
                {
                    var key = (estate.Relative(path), line, entry.Label is null ? entry.Text : entry.Text + " => " + entry.Label);
                    if (!_seen.TryGetValue(key, out var matched) || !matched)
                    {
                        _seen[key] = Matches(kind, entry, compilation);
                    }
                }
            }
        }
    }

    private static bool IsGenerated(string path) => path.EndsWith(".GeneratedMSBuildEditorConfig.editorconfig", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(int Line, OptionKind Kind, Entry Entry)> Entries(string path, SourceText text)
    {
        var settings = ConfigurationFiles.IsSettings(path);
        if (!settings && !ConfigurationFiles.IsCatalogue(path))
        {
            yield break;
        }

        foreach (var line in text.Lines)
        {
            if (!settings)
            {
                if (CatalogueLine.TryRead(text, line, out var read) && read.Complaint is null)
                {
                    yield return (line.LineNumber + 1, KindOf(read.Kind), read.Entry);
                }
            }
            else if (ConfigurationLine.TryRead(text, line, out var setting)
                && OptionKeys.All.FirstOrDefault(key => string.Equals(key.Name, setting.Key, StringComparison.OrdinalIgnoreCase)) is { } option)
            {
                foreach (var written in OptionText.Entries(setting.Value))
                {
                    if (OptionText.TryRead(option.Kind, written, out var entry) && option.Kind is not OptionKind.NameList)
                    {
                        yield return (line.LineNumber + 1, option.Kind, entry);
                    }
                }
            }
        }
    }

    private static OptionKind KindOf(CatalogueKind kind) => kind switch
    {
        CatalogueKind.GuardedType or CatalogueKind.Approved => OptionKind.TypeList,
        CatalogueKind.RealType => OptionKind.TypePairs,
        CatalogueKind.Mock => OptionKind.MockList,
        _ => OptionKind.MemberList,
    };

    private static bool Matches(OptionKind kind, Entry entry, Compilation compilation) => kind switch
    {
        OptionKind.TypeList => HasType(entry.Text, compilation),
        OptionKind.TypePairs => HasType(entry.Text, compilation) && HasType(entry.Label!, compilation),
        _ => HasMember(entry.Text, compilation),
    };

    private static bool HasType(string name, Compilation compilation)
    {
        var plain = name.Split('`')[0];
        if (plain.Contains('.', StringComparison.Ordinal))
        {
            return DocumentationCommentId.GetFirstSymbolForDeclarationId("T:" + name.Replace('+', '.'), compilation) is not null;
        }

        return compilation.Assembly.TypeNames.Contains(plain)
            || compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => assembly.TypeNames.Contains(plain));
    }

    private static bool HasMember(string id, Compilation compilation)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id.TrimEnd('*'), compilation) is not null)
        {
            return true;
        }

        // Without a parameter list it means every overload, and with a star everything that begins so: the type must exist and have one.
        var name = id.TrimEnd('*');
        var open = name.IndexOf('(', StringComparison.Ordinal);
        var dot = name.LastIndexOf('.', (open < 0 ? name.Length : open) - 1);
        if (dot < 0 || open >= 0)
        {
            return false;
        }

        var member = name[(dot + 1)..].Replace('#', '.').Split('`')[0];
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId("T:" + name[2..dot], compilation) is INamedTypeSymbol type)
        {
            return type.GetMembers().Any(candidate => id.EndsWith('*') ? candidate.Name.StartsWith(member, StringComparison.Ordinal) : candidate.Name == member);
        }

        // `T:Acme.Ag*`: types of a namespace.
        return id.EndsWith('*')
            && DocumentationCommentId.GetFirstSymbolForDeclarationId("N:" + name[2..dot], compilation) is INamespaceSymbol space
            && space.GetMembers().Any(candidate => candidate.Name.StartsWith(member, StringComparison.Ordinal));
    }
}

internal static class TextDocuments
{
    /// <summary>The text, or null where the file is gone or cannot be read: the compiler says so.</summary>
    public static SourceText? TryRead(this TextDocument document)
    {
        try
        {
            return document.GetTextAsync().GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
