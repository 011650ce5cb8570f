using System.Collections.Concurrent;
using System.IO;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Configuration;

/// <summary>The catalogues of agent frameworks that ship with the product, by the word that switches one on. They are catalogue files like any other.</summary>
internal static class Frameworks
{
    public static readonly string[] Names = ["microsoft_agents_ai", "microsoft_agents_builder", "microsoft_extensions_ai", "semantic_kernel"];

    private static readonly ConcurrentDictionary<string, CatalogueFile> s_read = new();

    /// <summary>The catalogue of one of the <see cref="Names"/>.</summary>
    public static CatalogueFile Catalogue(string name) => s_read.GetOrAdd(name, static name => CatalogueFile.Read(Text(name)));

    public static SourceText Text(string name)
    {
        using var stream = typeof(Frameworks).Assembly.GetManifestResourceStream("Frameworks." + name + ".txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return SourceText.From(reader.ReadToEnd());
    }
}
