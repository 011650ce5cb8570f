using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>One place at which a function hands a parameter of its own on, to a path or to another helper. It keeps no operation alive.</summary>
internal sealed class Forward(SyntaxNode syntax, bool ofElements, bool isPlain)
{
    /// <summary>The argument.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>Whether an element of the parameter is handed on, not the parameter itself.</summary>
    public bool OfElements { get; } = ofElements;

    /// <summary>Whether the parameter is written right here, and the call is made whatever happens.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>The path that it enters; null where it goes to another helper.</summary>
    public PathEntry? Path { get; init; }

    /// <summary>The parameter of another helper that it goes to.</summary>
    public FunctionParameter? Helper { get; init; }

    /// <summary>Whether it becomes an element of that parameter: <c>RunAll(first, second)</c> with <c>params object[]</c>.</summary>
    public bool IntoElements { get; init; }

    /// <summary>Whether only contexts get through here: <c>if (given is IUserExecutionContext context)</c>.</summary>
    public bool OnlyContexts { get; init; }

    /// <summary>Whether null certainly gets through here.</summary>
    public bool TakesNull { get; set; }
}

/// <summary>A parameter by its function's declaration: the compiler's own symbols of one lambda differ from model to model.</summary>
internal readonly record struct FunctionParameter(SyntaxNode Function, int Ordinal)
{
    /// <summary>The parameter as the body of its method has it; null where there is no source to read.</summary>
    public static FunctionParameter? Of(IMethodSymbol method, int ordinal, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        var declarations = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences;
        return declarations.IsEmpty ? null : new FunctionParameter(declarations[0].GetSyntax(cancellationToken), ordinal);
    }
}
