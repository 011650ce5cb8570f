using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>Finds the ID of a role that is in scope already: a variable named for it, then a member of one's own, then a member of a variable.</summary>
internal sealed class InScopeIds(DocumentFacts document, INamedTypeSymbol real, SyntaxNode point)
{
    private readonly SymbolsInScope _symbols = SymbolsInScope.At(point, document);

    /// <summary>The expression, or null when there is none, or several of one rank.</summary>
    public string? Find(IdentityRole role, ITypeSymbol target)
    {
        var candidates = Fitting(_symbols.Variables, role, target, static name => name);
        if (candidates.Count == 0)
        {
            candidates = Fitting(_symbols.Members, role, target, static name => name);
        }

        if (candidates.Count == 0)
        {
            foreach (var variable in _symbols.Variables)
            {
                if (TypeOf(variable) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type && IsSource(variable, type))
                {
                    candidates.AddRange(Fitting(MembersOf(type), role, target, name => variable.Name + "." + name));
                }
            }
        }

        return candidates.Count == 1 ? candidates[0] : null;
    }

    private List<string> Fitting(IEnumerable<ISymbol> symbols, IdentityRole role, ITypeSymbol target, Func<string, string> text)
    {
        var found = new List<string>();
        foreach (var symbol in symbols)
        {
            if (document.Project.Roles.Of(symbol.Name) != role || TypeOf(symbol) is not { } type || MayBeNull(symbol, type) || IsRefusedConstant(symbol)
                || (symbol is IParameterSymbol parameter && RowData.Refused(parameter, real) is not null))
            {
                continue;
            }

            if (SymbolEqualityComparer.Default.Equals(type, target))
            {
                found.Add(text(Escaped(symbol.Name)));
            }
            else if (RealConstructor.IsGuid(type) && target.SpecialType == SpecialType.System_String)
            {
                found.Add(text(Escaped(symbol.Name)) + ".ToString()");
            }
        }

        return found;
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private bool MayBeNull(ISymbol symbol, ITypeSymbol type)
    {
        if (type.IsValueType)
        {
            return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        }

        // The type of a `var` always counts as nullable; what it was given tells.
        if (symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Type.IsVar: true } })
        {
            return StabilityOf.IsWritten(symbol, point, document)
                || document.Model.GetTypeInfo(value).Nullability.FlowState == NullableFlowState.MaybeNull
                || document.Model.GetConstantValue(value) is { HasValue: true, Value: null };
        }

        return type.NullableAnnotation == NullableAnnotation.Annotated;
    }

    private bool IsRefusedConstant(ISymbol symbol)
    {
        var constant = symbol switch
        {
            ILocalSymbol { HasConstantValue: true } local => local.ConstantValue,
            IFieldSymbol { HasConstantValue: true } field => field.ConstantValue,
            ILocalSymbol local when local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
                => document.Model.GetConstantValue(value).Value,
            _ => null,
        };
        return constant is string text && (string.IsNullOrWhiteSpace(text) || RefusedIds.Contains(real, text));
    }

    /// <summary>Whether the members of the variable are IDs of the run at hand: not those of another context, of a double or of a framework's object.</summary>
    private bool IsSource(ISymbol variable, INamedTypeSymbol type)
    {
        var project = document.Project;
        if (type.SpecialType != SpecialType.None
            || project.Guarded.IsGuarded(type)
            || project.Doubles.IsWrapper(type, out _, out _)
            || PlatformAssemblies.Contains(type.ContainingAssembly)
            || MayBeNull(variable, type))
        {
            return false;
        }

        if (variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            foreach (var node in value.DescendantNodesAndSelf().OfType<ExpressionSyntax>())
            {
                if (project.Doubles.IsWrapper(document.Model.GetTypeInfo(node).Type, out _, out _)
                    || (node is InvocationExpressionSyntax && document.Model.GetOperation(node) is { } operation && project.Doubles.IsCreation(operation, out _)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null }
                    && !member.IsOverride
                    && document.Project.Compilation.IsSymbolAccessibleWithin(member, document.Project.Compilation.Assembly))
                {
                    yield return member;
                }
            }
        }
    }
}
