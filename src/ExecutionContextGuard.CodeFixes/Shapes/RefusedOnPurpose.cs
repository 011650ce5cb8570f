using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Shapes;

/// <summary>
/// Tells whether null is handed over on purpose: by a helper that an assertion expects to throw. <c>RunWithoutUser()</c> in
/// <c>Assert.ThrowsAsync(() => agent.RunWithoutUser())</c> would no longer throw.
/// </summary>
internal static class RefusedOnPurpose
{
    public static async Task<bool> IsAsync(Creation creation, Workshop workshop, CancellationToken cancellationToken)
    {
        // What carries an attribute is a test: nobody calls it.
        if (creation.Document.Model.GetEnclosingSymbol(creation.Node.SpanStart, cancellationToken) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } helper
            || helper.GetAttributes().Length != 0)
        {
            return false;
        }

        foreach (var document in await workshop.ReferringAsync(helper, creation.Document.Project.Project, cancellationToken).ConfigureAwait(false))
        {
            foreach (var name in document.Named(helper.Name))
            {
                if (document.SymbolOf(name) is IMethodSymbol called
                    && called.OriginalDefinition.GetDocumentationCommentId() == helper.OriginalDefinition.GetDocumentationCommentId()
                    && name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
                    && document.Model.GetOperation(call, cancellationToken) is { } operation
                    && document.Model.GetEnclosingSymbol(call.SpanStart, cancellationToken) is { } around
                    && ExpectedFailures.Contain(operation, around))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
