using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>The variables that are certainly assigned where a construction will stand, and the members that may be read there.</summary>
internal sealed class SymbolsInScope
{
    private readonly SyntaxNode _point;
    private readonly List<ISymbol> _variables = [];
    private readonly List<ISymbol> _members = [];

    private SymbolsInScope(SyntaxNode point, SemanticModel model)
    {
        _point = point;
        var function = EnclosingFunction(point, model, out var isStaticFunction);
        if (isStaticFunction)
        {
            return;
        }

        // In an initialiser or a constructor, what the other members hold is not known to be there yet.
        var isStatic = function is null || function.IsStatic || function.MethodKind == MethodKind.Constructor;
        foreach (var symbol in Candidates(point, model))
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

    /// <summary>Locals and parameters.</summary>
    public IReadOnlyList<ISymbol> Variables => _variables;

    /// <summary>Fields and properties of the object at hand, and static ones.</summary>
    public IReadOnlyList<ISymbol> Members => _members;

    public static SymbolsInScope At(SyntaxNode point, DocumentFacts document) => new(point, document.Model);

    /// <summary>
    /// What a name can mean at the point. Asked name by name for those that variables and members have here: asked without one, the compiler
    /// lists every type and namespace that can be seen, which takes longer than all the rest of a plan.
    /// </summary>
    private static IEnumerable<ISymbol> Candidates(SyntaxNode point, SemanticModel model)
    {
        var enclosing = model.GetEnclosingSymbol(point.SpanStart);
        var type = enclosing as INamedTypeSymbol ?? enclosing?.ContainingType;
        // `using static`, and interfaces with members of their own: rare, and their names are not listed here.
        if (type is null || type.TypeKind == TypeKind.Interface || HasStaticUsing(model, point.SpanStart))
        {
            return model.LookupSymbols(point.SpanStart);
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { "value" };
        AddVariables(point, names);
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            for (var current = outer; current is not null; current = current.BaseType)
            {
                foreach (var member in current.GetMembers())
                {
                    if (member.Kind is SymbolKind.Field or SymbolKind.Property && member.CanBeReferencedByName)
                    {
                        names.Add(member.Name);
                    }
                }
            }
        }

        return names.SelectMany(name => model.LookupSymbols(point.SpanStart, name: name));
    }

    private static bool HasStaticUsing(SemanticModel model, int position)
    {
        foreach (var scope in model.GetImportScopes(position))
        {
            foreach (var import in scope.Imports)
            {
                if (import.NamespaceOrType is INamedTypeSymbol)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The names of all variables of the member, those of lambdas and of primary constructors included.</summary>
    private static void AddVariables(SyntaxNode point, HashSet<string> names)
    {
        var member = point;
        foreach (var ancestor in point.Ancestors())
        {
            if (ancestor is TypeDeclarationSyntax { ParameterList: { } parameters })
            {
                Add(parameters);
            }
            else if (ancestor is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
            {
                // Top-level statements are members of the file.
                member = ancestor is CompilationUnitSyntax && member is not GlobalStatementSyntax ? member : ancestor;
            }
        }

        Add(member);

        void Add(SyntaxNode node)
        {
            foreach (var inner in node.DescendantNodesAndSelf())
            {
                switch (inner)
                {
                    case VariableDeclaratorSyntax variable:
                        names.Add(variable.Identifier.ValueText);
                        break;
                    case ParameterSyntax parameter:
                        names.Add(parameter.Identifier.ValueText);
                        break;
                    case ForEachStatementSyntax loop:
                        names.Add(loop.Identifier.ValueText);
                        break;
                }
            }
        }
    }

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

    /// <summary>The method around the point; null in an initialiser.</summary>
    private static IMethodSymbol? EnclosingFunction(SyntaxNode point, SemanticModel model, out bool isStaticFunction)
    {
        isStaticFunction = false;
        var symbol = model.GetEnclosingSymbol(point.SpanStart);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } inner)
        {
            isStaticFunction |= inner.IsStatic;
            symbol = symbol.ContainingSymbol;
        }

        return symbol as IMethodSymbol;
    }
}
