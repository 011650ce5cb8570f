using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>Looks into the helpers that a double is handed to: one that sets it up or checks it needs a double.</summary>
internal sealed class HandedOnCheck(Workshop workshop)
{
    /// <summary>How many helpers deep: each that was ever seen stops at the second.</summary>
    private const int MaxDepth = 3;

    /// <summary>The reason to decline, or null when no helper in source does anything to its parameter that a real object cannot bear.</summary>
    public async Task<DeclineReason?> FindAsync(IArgumentOperation argument, IUseReader reader, Project near, CancellationToken cancellationToken)
    {
        if (IsReflection(argument))
        {
            return DeclineReason.Reflection;
        }

        var visited = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<(ISymbol Parameter, int Depth)>();
        Push(argument, 1);
        while (pending.Count != 0)
        {
            var (parameter, depth) = pending.Pop();
            foreach (var syntax in parameter.ContainingSymbol.DeclaringSyntaxReferences)
            {
                if (workshop.Find(syntax.SyntaxTree, near) is not { } document
                    || await workshop.ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } facts
                    || facts.Root.SyntaxTree != syntax.SyntaxTree)
                {
                    continue;
                }

                foreach (var name in syntax.GetSyntax(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>())
                {
                    if (name.Identifier.ValueText != parameter.Name
                        || !IsSame(facts.Model.GetSymbolInfo(name, cancellationToken).Symbol, parameter)
                        || Converted(facts.Model.GetOperation(name, cancellationToken)) is not { } reference)
                    {
                        continue;
                    }

                    if (reader.TryRead(reference, out var given))
                    {
                        return given.Refusal ?? (given.Kind == SetUpKind.Assignment ? DeclineReason.Mutated : DeclineReason.LateSetup);
                    }

                    for (var parent = reference.Parent; parent is IConversionOperation or IArgumentOperation; parent = parent.Parent)
                    {
                        if (parent is IArgumentOperation next && depth < MaxDepth)
                        {
                            Push(next, depth + 1);
                        }
                    }

                    if (KeptIn(reference) is { } kept && visited.Add(kept))
                    {
                        pending.Push((kept, depth));
                    }
                }
            }
        }

        return null;

        void Push(IArgumentOperation handed, int depth)
        {
            if (handed.Parameter is { } parameter && visited.Add(parameter.OriginalDefinition))
            {
                pending.Push((parameter.OriginalDefinition, depth));
            }
        }
    }

    /// <summary>The parameter as the type that the helper knows it to be: `Mock.Get((IUserExecutionContext)given)`.</summary>
    private static IOperation? Converted(IOperation? reference)
    {
        while (reference?.Parent is IConversionOperation { OperatorMethod: null } conversion)
        {
            reference = conversion;
        }

        return reference;
    }

    /// <summary>The local that the helper keeps it in, by declaration or by pattern.</summary>
    private static ILocalSymbol? KeptIn(IOperation reference) => reference.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } } => local,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } } } => local,
        _ => null,
    };

    /// <summary>A parameter that is declared in another project is another symbol there.</summary>
    private static bool IsSame(ISymbol? found, ISymbol variable) => variable is IParameterSymbol parameter
        ? found is IParameterSymbol same && same.Ordinal == parameter.Ordinal
        : SymbolEqualityComparer.Default.Equals(found, variable);

    private static bool IsReflection(IArgumentOperation argument) =>
        argument.Parameter?.ContainingType is { } type
        && (type is { Name: "Activator", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            || type.ContainingNamespace is { Name: "Reflection", ContainingNamespace.Name: "System" });
}
