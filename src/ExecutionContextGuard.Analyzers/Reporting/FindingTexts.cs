using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Reporting;

/// <summary>
/// Names and documentation IDs of definitions, made once: the findings of a code base speak of the same few types and members again and again, and such a text
/// costs as much as to find what it is about.
/// </summary>
internal sealed class FindingTexts
{
    private readonly DefinitionTable<ISymbol, string> _ids = new();
    private readonly DefinitionTable<ISymbol, string> _names = new();
    private readonly DefinitionTable<INamedTypeSymbol, string> _declarations = new();

    /// <summary>The documentation ID of the definition; else its name.</summary>
    public string IdOf(ISymbol symbol)
    {
        var definition = symbol.OriginalDefinition;
        if (!_ids.TryGetValue(definition, out var id))
        {
            id = definition.GetDocumentationCommentId() ?? symbol.Name;
            _ids.Add(definition, id);
        }

        return id;
    }

    /// <summary>What <see cref="FixContract.ContextFinding"/> calls the type.</summary>
    public string DeclarationIdOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { OriginalDefinition: var definition })
        {
            return type.MetadataName;
        }

        if (!_declarations.TryGetValue(definition, out var id))
        {
            id = DocumentationCommentId.CreateDeclarationId(definition);
            _declarations.Add(definition, id);
        }

        return id;
    }

    /// <summary>The type as people write it.</summary>
    public string NameOf(ITypeSymbol type)
    {
        if (!ReferenceEquals(type, type.OriginalDefinition))
        {
            // With type arguments, or a `?`.
            return MakeName(type);
        }

        if (!_names.TryGetValue(type, out var name))
        {
            name = MakeName(type);
            _names.Add(type, name);
        }

        return name;
    }

    private static string MakeName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
