using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>
/// The method that <c>missing_ids = factory:Ns.Type.Method</c> names. One that gives a string makes an ID, and is told the role where it takes
/// a string; one that gives a context makes the whole context, where not a single ID of it is known.
/// </summary>
internal sealed class IdFactory
{
    private const string Prefix = "factory:";
    private readonly IMethodSymbol _method;

    private IdFactory(IMethodSymbol method) => _method = method;

    public static IdFactory? Find(DocumentFacts document)
    {
        var option = document.MissingIds;
        var dot = option.LastIndexOf('.');
        if (!option.StartsWith(Prefix, StringComparison.Ordinal) || dot < Prefix.Length)
        {
            return null;
        }

        var compilation = document.Project.Compilation;
        foreach (var type in KnownSymbols.Types(compilation, option.Substring(Prefix.Length, dot - Prefix.Length)))
        {
            foreach (var member in type.GetMembers(option.Substring(dot + 1)))
            {
                if (member is IMethodSymbol { IsStatic: true, IsGenericMethod: false } method && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
                {
                    return new IdFactory(method);
                }
            }
        }

        return null;
    }

    /// <summary>The call that makes one ID; null when the method does not give text.</summary>
    public string? Id(IdentityRole role, TypeNamer names, int position)
    {
        var required = _method.Parameters.Count(static parameter => !parameter.IsOptional);
        if (_method.ReturnType.SpecialType != SpecialType.System_String || required > 1)
        {
            return null;
        }

        var takesRole = required == 1;
        return takesRole && _method.Parameters[0].Type.SpecialType != SpecialType.System_String
            ? null
            : Call(names, position, takesRole ? "\"" + role.ToString().ToLowerInvariant() + "\"" : "");
    }

    /// <summary>The call that makes a whole context; null when the method gives something else.</summary>
    public string? Context(INamedTypeSymbol real, TypeNamer names, int position, int ordinal) =>
        Makes(real)
            ? Call(names, position, ordinal > 0 && TakesVariant ? "\"" + (ordinal + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + "\"" : "")
            : null;

    /// <summary>Whether the method makes a whole context of the type.</summary>
    public bool Makes(INamedTypeSymbol real) =>
        SymbolEqualityComparer.Default.Equals(_method.ReturnType, real) && _method.Parameters.All(static parameter => parameter.IsOptional);

    /// <summary>Whether the expression is a call of the factory that makes a whole context: one of the test's contexts like any other.</summary>
    public bool IsCalledBy(SyntaxNode node, SemanticModel model) =>
        _method.ReturnType.SpecialType != SpecialType.System_String
        && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(node).Symbol?.OriginalDefinition, _method);

    /// <summary>`ForTest(object? variant = null, ..)`: two users of one test stay two.</summary>
    private bool TakesVariant => _method.Parameters.FirstOrDefault() is { Type.SpecialType: SpecialType.System_Object or SpecialType.System_String } variant
        && !variant.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name.StartsWith("Caller", StringComparison.Ordinal) == true);

    private string Call(TypeNamer names, int position, string argument) =>
        names.Name(_method.ContainingType, position) + "." + _method.Name + "(" + argument + ")";
}
