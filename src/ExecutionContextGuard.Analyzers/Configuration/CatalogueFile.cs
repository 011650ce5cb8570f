using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Configuration;

/// <summary>The entries of one catalogue file. What cannot be understood is left out here, and said by the configuration check.</summary>
internal sealed class CatalogueFile
{
    // An editor makes a compilation a keystroke and keeps the text of a file that nobody edits.
    private static readonly ConditionalWeakTable<SourceText, CatalogueFile> s_read = new();

    private readonly List<CatalogueLine> _lines = [];

    private CatalogueFile(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (CatalogueLine.TryRead(text, line, out var read) && read.Complaint is null)
            {
                _lines.Add(read);
            }
        }
    }

    public static CatalogueFile Read(SourceText text) => s_read.GetValue(text, static text => new CatalogueFile(text));

    /// <summary>Adds the entries of a kind to a list, which is made when there are any.</summary>
    public void AddTo(ref List<Entry>? entries, CatalogueKind kind)
    {
        foreach (var line in _lines)
        {
            if (line.Kind == kind)
            {
                (entries ??= []).Add(line.Entry);
            }
        }
    }
}
