using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.FixContract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Planning;

/// <summary>The expression that makes what stands where a real context should: found again in the tree as it is now.</summary>
internal sealed class Creation
{
    private Creation(DocumentFacts document, ExpressionSyntax node, IOperation operation, MockingLibrary? library, ITypeSymbol type, bool isWrapper)
    {
        Document = document;
        Node = node;
        Operation = operation;
        Library = library;
        Type = type;
        IsWrapper = isWrapper;
    }

    public DocumentFacts Document { get; }

    public ExpressionSyntax Node { get; }

    public IOperation Operation { get; }

    /// <summary>Null for null, default and matchers.</summary>
    public MockingLibrary? Library { get; }

    /// <summary>The guarded type that is doubled, or that is asked for where nothing is handed over.</summary>
    public ITypeSymbol Type { get; }

    public bool IsWrapper { get; }

    public SemanticModel Model => Document.Model;

    /// <summary>Reads the creation at the span; null when the code there is not what the finding says.</summary>
    public static Creation? At(DocumentFacts document, ContextFinding finding)
    {
        var span = finding.Creation;
        if (span.IsEmpty || span.End > document.Text.Length)
        {
            return null;
        }

        for (var node = document.Root.FindNode(span, getInnermostNodeForTie: true); node is not null && node.Span == span; node = node.Parent)
        {
            if (node is ExpressionSyntax written && Bare(written) is { } expression && (Of(document, expression) ?? OnLoosePath(document, expression, finding)) is { } creation)
            {
                return (creation.Library is null) == (finding.Kind == FindingKind.Missing) ? creation : null;
            }

            if (node.Parent?.Span != span)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>What the expression makes, if it makes a double of a guarded type or stands for a missing one.</summary>
    public static Creation? Of(DocumentFacts document, ExpressionSyntax node)
    {
        if (node is not (BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax or LiteralExpressionSyntax or DefaultExpressionSyntax
            or CastExpressionSyntax or MemberAccessExpressionSyntax))
        {
            return null;
        }

        var project = document.Project;
        if (document.Model.GetOperation(node) is not { } operation)
        {
            return null;
        }

        if (project.Doubles.IsCreation(operation, out var made))
        {
            return project.Guarded.IsGuarded(made.Type)
                ? new Creation(document, node, operation, made.Library, made.Type, made.IsWrapper)
                : null;
        }

        // What nothing is handed over for: the parameter's type says which context is missing.
        return IsNothing(operation, project)
            && document.Model.GetTypeInfo(node).ConvertedType is { } type
            && project.Guarded.IsGuarded(type)
            && !type.IsValueType
                ? new Creation(document, node, operation, null, type, isWrapper: false)
                : null;
    }

    /// <summary>`null!` and parentheses are nothing that the compiler has an operation for.</summary>
    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>Null on a marked path of type object: only the finding knows which context is meant.</summary>
    private static Creation? OnLoosePath(DocumentFacts document, ExpressionSyntax node, ContextFinding finding) =>
        finding.Kind == FindingKind.Missing
        && document.Model.GetOperation(node) is { } operation
        && IsNothing(operation, document.Project)
        && document.Model.GetTypeInfo(node).ConvertedType is { IsReferenceType: true }
        && DocumentationCommentId.GetFirstSymbolForDeclarationId(finding.Type, document.Project.Compilation) is INamedTypeSymbol type
        && document.Project.Guarded.IsGuarded(type)
            ? new Creation(document, node, operation, null, type, isWrapper: false)
            : null;

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
