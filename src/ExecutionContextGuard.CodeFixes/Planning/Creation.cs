using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Shapes;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Planning;

/// <summary>The expression that makes what stands where a real context should, as it is now.</summary>
internal sealed class Creation
{
    private Creation(DocumentFacts document, ExpressionSyntax node, IOperation operation, FindingKind kind, ITypeSymbol type, IUseReader uses)
    {
        Document = document;
        Node = node;
        Operation = operation;
        Kind = kind;
        Type = type;
        Uses = uses;
    }

    public DocumentFacts Document { get; }

    public ExpressionSyntax Node { get; }

    public IOperation Operation { get; }

    public FindingKind Kind { get; }

    /// <summary>The mocking library, for a double that one made.</summary>
    public MockingLibrary? Library { get; private init; }

    /// <summary>The guarded type that is doubled, or that is asked for where none is in sight.</summary>
    public ITypeSymbol Type { get; }

    /// <summary>Reads what is done to it.</summary>
    public IUseReader Uses { get; }

    public bool IsWrapper { get; private init; }

    /// <summary>Whether it is the call of a helper that doubles whatever type it is told: the call is replaced, not the helper.</summary>
    public bool IsHelperCall { get; private init; }

    /// <summary>Whether it is no context by its type, so that nothing around it can go on seeing that type.</summary>
    public bool IsForeign => Kind is FindingKind.HandWritten or FindingKind.Loose;

    public SemanticModel Model => Document.Model;

    /// <summary>What the expression makes, if it makes a double of a guarded type, or an object around its constructor.</summary>
    public static Creation? Of(DocumentFacts document, ExpressionSyntax node)
    {
        if (node is not (BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax) || document.Model.GetOperation(node) is not { } operation)
        {
            return null;
        }

        var project = document.Project;
        if (project.Doubles.IsCreation(operation, out var made))
        {
            return project.Guarded.IsGuarded(made.Type)
                ? new Creation(document, node, operation, FindingKind.Mock, made.Type, new LibraryUses(made.Library.SetUps)) { Library = made.Library, IsWrapper = made.IsWrapper }
                : null;
        }

        return operation switch
        {
            IObjectCreationOperation { Type: INamedTypeSymbol type } when project.Guarded.IsGuarded(type) && project.HandWritten.Contains(type) =>
                new Creation(document, node, operation, FindingKind.HandWritten, type, StubUses.Instance),
            IInvocationOperation call when ConstructorBypasses.TypeMadeBy(call, project.Guarded) is { } type =>
                new Creation(document, node, operation, FindingKind.Bypassed, type, PlainUses.Instance),
            _ => null,
        };
    }

    /// <summary>What the finding says stands there; only it knows which context is asked for.</summary>
    public static Creation? Of(DocumentFacts document, ExpressionSyntax node, FindingKind kind, ITypeSymbol wanted)
    {
        if (kind is FindingKind.Mock or FindingKind.HandWritten or FindingKind.Bypassed)
        {
            return Of(document, node) is { } made && made.Kind == kind
                ? kind == FindingKind.HandWritten ? new Creation(document, node, made.Operation, kind, wanted, StubUses.Instance) : made
                : IsDefault(document, node, kind) ? new Creation(document, node, document.Model.GetOperation(node)!, kind, wanted, PlainUses.Instance)
                : null;
        }

        if (document.Model.GetOperation(node) is not { } operation)
        {
            return null;
        }

        if (kind == FindingKind.Missing && node is InvocationExpressionSyntax or ObjectCreationExpressionSyntax && !document.Project.Doubles.IsMatcher(operation))
        {
            // An optional context that the call leaves out.
            var call = new Creation(document, node, operation, kind, wanted, PlainUses.Instance);
            return LeftOutShape.LeftOut(operation, call) is null ? null : call;
        }

        return kind == FindingKind.Loose
            ? new Creation(document, node, operation, kind, wanted, LooseUses.Instance)
            : IsNothing(operation, document.Project) && document.Model.GetTypeInfo(node).ConvertedType is { IsValueType: false } asked
                ? new Creation(document, node, operation, kind, document.Project.Guarded.IsGuarded(asked) ? asked : wanted, PlainUses.Instance)
                : null;
    }

    /// <summary>A call of a general helper: <c>Create&lt;IUserExecutionContext&gt;()</c>, whose body is <c>new Mock&lt;T&gt;().Object</c>.</summary>
    public static Creation? OfHelperCall(DocumentFacts document, ExpressionSyntax node, MockingLibrary library, ITypeSymbol wanted) =>
        document.Model.GetOperation(node) is IInvocationOperation { TargetMethod: { IsGenericMethod: true } helper, Type: { } type } call
        && document.Project.Guarded.IsGuarded(type)
        && SymbolEqualityComparer.Default.Equals(type, wanted)
        && helper.OriginalDefinition.ReturnType is ITypeParameterSymbol
        && call.Arguments.All(static argument => argument.Value is ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IDefaultValueOperation)
            ? new Creation(document, node, call, FindingKind.Mock, type, new LibraryUses(library.SetUps)) { Library = library, IsHelperCall = true }
            : null;

    /// <summary>`default(S)` and `new S()` of a guarded struct: no constructor ran.</summary>
    private static bool IsDefault(DocumentFacts document, ExpressionSyntax node, FindingKind kind) =>
        kind == FindingKind.Bypassed
        && document.Model.GetOperation(node) is IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null }
        && document.Project.Guarded.IsGuarded(document.Model.GetTypeInfo(node).Type);

    private static bool IsNothing(IOperation operation, ProjectFacts project)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation is ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation
            || project.Doubles.IsMatcher(operation);
    }
}
