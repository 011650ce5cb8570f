using System.Collections.Immutable;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Editing;

/// <summary>Writes types so that they mean at their place what they should, and collects the using directives that this takes.</summary>
internal sealed class TypeNamer(DocumentFacts document)
{
    private readonly HashSet<string> _namespaces = [];

    public Compilation Compilation => document.Project.Compilation;

    /// <summary>The namespaces to import, in order.</summary>
    public ImmutableArray<string> Namespaces => _namespaces.OrderBy(static name => name, StringComparer.Ordinal).ToImmutableArray();

    /// <summary>The type by its simple name, with a using directive where one is needed and changes nothing else; otherwise by its full name.</summary>
    public string Name(INamedTypeSymbol type, int position)
    {
        var model = document.Model;
        var minimal = type.ToMinimalDisplayString(model, position, SymbolDisplayFormat.MinimallyQualifiedFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None));
        if (type.ContainingNamespace is not { IsGlobalNamespace: false } home || type.ContainingType is not null || type.IsGenericType || minimal == type.Name)
        {
            return minimal;
        }

        if (model.LookupNamespacesAndTypes(position, name: type.Name).IsEmpty && CanImport(home))
        {
            _namespaces.Add(home.ToDisplayString());
            return type.Name;
        }

        return minimal;
    }

    /// <summary>Any type; the same whether another fix has added a using directive before or does so now.</summary>
    public string Any(ITypeSymbol type, int position) => type is INamedTypeSymbol named ? Name(named, position) : type.ToMinimalDisplayString(document.Model, position);

    public string CultureInfo(int position) => Static("System.Globalization.CultureInfo", "CultureInfo.InvariantCulture", position);

    public string Guid(int position) => Static("System.Guid", "Guid.NewGuid()", position);

    /// <summary>A static class in an expression, where a property of the same name would win over it.</summary>
    public string Static(string fullName, string use, int position)
    {
        var type = document.Project.Compilation.GetTypeByMetadataName(fullName);
        var bound = document.Model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseExpression(use), SpeculativeBindingOption.BindAsExpression).Symbol;
        var simple = use.Substring(0, use.IndexOf('.'));
        return type is not null && SymbolEqualityComparer.Default.Equals(bound?.ContainingType, type) ? simple : fullName;
    }

    /// <summary>Whether a using directive for the namespace leaves every name of the file with the meaning that it has.</summary>
    private bool CanImport(INamespaceSymbol home)
    {
        // The namespace may be declared in several assemblies: what the file would see is their union.
        var seen = document.Project.Compilation.GetCompilationNamespace(home) ?? home;
        var types = new HashSet<string>(seen.GetTypeMembers().Select(static type => type.Name));
        var extensions = new HashSet<string>(seen.GetTypeMembers().Where(static type => type.MightContainExtensionMethods)
            .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>()).Where(static method => method.IsExtensionMethod).Select(static method => method.Name));
        foreach (var name in document.Root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var text = name.Identifier.ValueText;
            if (extensions.Count != 0 && extensions.Contains(text) && name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax)
            {
                return false;
            }

            if (types.Contains(text)
                && (name.Parent as QualifiedNameSyntax)?.Right != name
                && document.Model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { ContainingType: null } used
                && used.ContainingNamespace?.ToDisplayString() != home.ToDisplayString())
            {
                return false;
            }
        }

        return true;
    }
}
