using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>Finds the ID of a role that is in scope already: a variable named for it, then a member of one's own, then a member of a variable.</summary>
internal sealed class InScopeIds
{
    private readonly DocumentFacts _document;
    private readonly INamedTypeSymbol _real;
    private readonly SyntaxNode _point;
    private readonly List<ISymbol> _variables = [];
    private readonly List<ISymbol> _members = [];

    public InScopeIds(DocumentFacts document, INamedTypeSymbol real, SyntaxNode point)
    {
        _document = document;
        _real = real;
        _point = point;
        var model = document.Model;
        var function = EnclosingFunction(point, out var isStaticFunction);
        if (isStaticFunction)
        {
            return;
        }

        // In an initialiser or a constructor, what the other members hold is not known to be there yet.
        var isStatic = function is null || function.IsStatic || function.MethodKind == MethodKind.Constructor;
        foreach (var symbol in model.LookupSymbols(point.SpanStart))
        {
            switch (symbol)
            {
                case ILocalSymbol or IParameterSymbol when IsThere(symbol):
                    _variables.Add(symbol);
                    break;
                case IFieldSymbol or IPropertySymbol { GetMethod: not null, IsIndexer: false }
                    when symbol.IsStatic ? IsInitialized(symbol) : !isStatic && IsOwn(symbol, function!.ContainingType):
                    _members.Add(symbol);
                    break;
            }
        }
    }

    /// <summary>The expression, or null when there is none, or several of one rank.</summary>
    public string? Find(IdentityRole role, ITypeSymbol target)
    {
        var candidates = Fitting(_variables, role, target, static name => name);
        if (candidates.Count == 0)
        {
            candidates = Fitting(_members, role, target, static name => name);
        }

        if (candidates.Count == 0)
        {
            foreach (var variable in _variables)
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
            if (_document.Project.Roles.Of(symbol.Name) != role || TypeOf(symbol) is not { } type || MayBeNull(symbol, type) || IsRefusedConstant(symbol))
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

    /// <summary>Whether the variable is certainly assigned at the point.</summary>
    private bool IsThere(ISymbol symbol)
    {
        if (symbol is IParameterSymbol parameter)
        {
            return parameter.RefKind is RefKind.None or RefKind.In;
        }

        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax())
            {
                case VariableDeclaratorSyntax { Initializer: not null } declarator when declarator.Span.End <= _point.SpanStart:
                    return true;
                case ForEachStatementSyntax loop when loop.Statement.Span.Contains(_point.Span):
                    return true;
            }
        }

        return false;
    }

    private bool MayBeNull(ISymbol symbol, ITypeSymbol type)
    {
        if (type.IsValueType)
        {
            return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        }

        // The type of a `var` always counts as nullable; what it was given tells.
        if (symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Type.IsVar: true } })
        {
            return StabilityOf.IsWritten(symbol, _point, _document)
                || _document.Model.GetTypeInfo(value).Nullability.FlowState == NullableFlowState.MaybeNull
                || _document.Model.GetConstantValue(value) is { HasValue: true, Value: null };
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
                => _document.Model.GetConstantValue(value).Value,
            _ => null,
        };
        return constant is string text && (string.IsNullOrWhiteSpace(text) || RefusedIds.Contains(_real, text));
    }

    private static bool IsInitialized(ISymbol symbol) => symbol is IPropertySymbol or IFieldSymbol { IsConst: true } or IFieldSymbol { IsReadOnly: true };

    private static bool IsOwn(ISymbol symbol, INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, symbol.ContainingType))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the members of the variable are IDs of the run at hand: not those of another context, of a double or of a framework's object.</summary>
    private bool IsSource(ISymbol variable, INamedTypeSymbol type)
    {
        var project = _document.Project;
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
                if (project.Doubles.IsWrapper(_document.Model.GetTypeInfo(node).Type, out _, out _)
                    || (node is InvocationExpressionSyntax && _document.Model.GetOperation(node) is { } operation && project.Doubles.IsCreation(operation, out _)))
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
                    && _document.Project.Compilation.IsSymbolAccessibleWithin(member, _document.Project.Compilation.Assembly))
                {
                    yield return member;
                }
            }
        }
    }

    /// <summary>The method around the point; null in an initialiser.</summary>
    private IMethodSymbol? EnclosingFunction(SyntaxNode point, out bool isStaticFunction)
    {
        isStaticFunction = false;
        var symbol = _document.Model.GetEnclosingSymbol(point.SpanStart);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } inner)
        {
            isStaticFunction |= inner.IsStatic;
            symbol = symbol.ContainingSymbol;
        }

        return symbol as IMethodSymbol;
    }
}
