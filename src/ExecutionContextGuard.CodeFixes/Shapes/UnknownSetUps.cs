using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>
/// Set-ups and checks of objects that come out of a collection, a tuple, a call or a parameter: <c>contexts[0].UserId.Returns("u")</c>. Where a file
/// has one, a double that goes into such a place may be the one that is meant.
/// </summary>
internal static class UnknownSetUps
{
    /// <summary>The reason to decline, or null when every set-up of the file is of a double whose variable is known.</summary>
    public static DeclineReason? In(DocumentFacts document, Creation creation)
    {
        if (creation.Library is null)
        {
            return null;
        }

        return document.UnknownSetUps(creation.Library.Name, () => Find(document, creation));
    }

    private static DeclineReason? Find(DocumentFacts document, Creation creation)
    {
        var project = document.Project;
        foreach (var node in document.Root.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (node is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax)
                || document.Model.GetTypeInfo(node).Type is not { } type
                || !(project.Guarded.IsGuarded(type) || IsWrapper(type, project))
                || document.Model.GetOperation(node) is not { } operation
                || !IsUnknown(operation, document)
                || !creation.Uses.TryRead(operation, out var given))
            {
                continue;
            }

            return given.Refusal ?? DeclineReason.LateSetup;
        }

        return null;
    }

    /// <summary>A wrapper of a context, or of whatever a general helper is told: `Mock&lt;IContextAccessor&gt;` is none.</summary>
    private static bool IsWrapper(ITypeSymbol type, ProjectFacts project) =>
        project.Doubles.IsWrapper(type, out _, out var doubled) && (doubled is ITypeParameterSymbol || project.Guarded.IsGuarded(doubled));

    private static bool IsUnknown(IOperation operation, DocumentFacts document) => operation switch
    {
        IArrayElementReferenceOperation or IAwaitOperation => true,
        IPropertyReferenceOperation { Arguments.IsEmpty: false } => true,
        IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } => true,
        IParameterReferenceOperation => true,
        IInvocationOperation invocation => !document.Project.Doubles.IsCreation(invocation, out _) && invocation.TargetMethod is not { Name: "Get", IsStatic: true },
        ILocalReferenceOperation { Local: { } local } => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax declarator
            || (declarator.Initializer?.Value is { } value && document.Root.SyntaxTree == value.SyntaxTree && document.Model.GetOperation(value) is { } kept
                && Doubles.SetUpChains.Unwrap(kept) is not (ILocalReferenceOperation or IParameterReferenceOperation) && IsUnknown(Doubles.SetUpChains.Unwrap(kept), document)),
        _ => false,
    };
}
