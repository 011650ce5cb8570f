using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <content>What is done at each reference to a holder.</content>
internal sealed partial class Flow
{
    private void ReadReference(DocumentFacts document, Holder holder, SimpleNameSyntax name)
    {
        ExpressionSyntax reference = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name;
        if (reference.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } })
        {
            return;
        }

        if (holder.Symbol is IMethodSymbol method)
        {
            if (reference.Parent is not InvocationExpressionSyntax invocation || invocation.Expression != reference)
            {
                // `Select(CreateUser)`: whoever calls it may do anything with what it gives.
                Leave(document, holder.IsWrapper || holder.Changes);
                return;
            }

            reference = invocation;
            if (!SymbolEqualityComparer.Default.Equals(method.ReturnType, holder.Type) || method.IsAsync)
            {
                shape.Refuse(DeclineReason.Unsupported);
            }
        }

        if (name.Parent is MemberBindingExpressionSyntax || document.Model.GetOperation(reference) is not { } operation)
        {
            shape.Refuse(DeclineReason.Unsupported);
            return;
        }

        if (IsWritten(document, holder, reference))
        {
            return;
        }

        if (creation.Uses.TryRead(operation, out var given))
        {
            SetUps.Add((given, document));
            return;
        }

        if (!holder.IsWrapper)
        {
            Use(document, reference, holder.Changes, holder.IsOwner);
            return;
        }

        var whole = StaticTypes.Whole(reference);
        if (Unwrapping(document, whole) is not { } value)
        {
            HoldWrapper(document, whole);
            return;
        }

        if (document.Model.GetOperation(value) is { } unwrapped && creation.Uses.TryRead(unwrapped, out given))
        {
            // `mock.Object.UserId = "u"` sets it up where `mock.SetupAllProperties()` has made its properties plain ones; else the double ignores it.
            if (given.Kind == SetUpKind.Assignment && !SetUps.Exists(static earlier => earlier.Given.Name is { Length: 0 }))
            {
                shape.Refuse(DeclineReason.Mutated);
            }

            SetUps.Add((given, document));
            return;
        }

        var span = TextSpan.FromBounds(whole.Span.End, value.Span.End);
        if (document.HasCommentOrDirective(span))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }

        Unwrappings.Add((span, document));
        Use(document, value, holder.Changes, holder.IsOwner);
    }

    /// <summary>What takes the double out of the wrapper: <c>mock.Object</c>, <c>mock?.Object</c>.</summary>
    private static ExpressionSyntax? Unwrapping(DocumentFacts document, ExpressionSyntax wrapper) => wrapper.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == wrapper
            && document.Model.GetOperation(access) is IPropertyReferenceOperation property
            && document.Project.Doubles.IsUnwrapping(property, out _, out _) => access,
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } conditional when conditional.Expression == wrapper
            && document.Model.GetOperation(binding) is IPropertyReferenceOperation property
            && document.Project.Doubles.IsUnwrapping(property, out _, out _) => conditional,
        _ => null,
    };

    /// <summary>Whether the reference is written to, and what that means.</summary>
    private bool IsWritten(DocumentFacts document, Holder holder, ExpressionSyntax reference)
    {
        var whole = StaticTypes.Whole(reference);
        if (whole.Parent is not AssignmentExpressionSyntax assignment || assignment.Left != whole)
        {
            return false;
        }

        var value = document.Model.GetOperation(assignment.Right);
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if ((document == creation.Document && assignment.Right.Span.Contains(creation.Node.Span))
            || (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
                && (IsNothing(assignment.Right) || value is ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation) && holder.Symbol is not ILocalSymbol))
        {
            // `_context = null!;` in a tear-down.
            return true;
        }

        if (!holder.IsOwner && !holder.Changes && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            // An alias may get another object.
            return true;
        }

        if (!holder.IsOwner && !holder.IsWrapper && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && holder.Declared is { IsVar: true })
        {
            shape.StaticTypeMatters = true;
            return true;
        }

        shape.Refuse(IsDouble(document, assignment.Right) ? DeclineReason.Conflicting : DeclineReason.Unsupported);
        return true;
    }

    /// <summary>The wrapper itself goes on: to a variable, a member or out of a helper, which change along, or it escapes.</summary>
    private void HoldWrapper(DocumentFacts document, ExpressionSyntax whole)
    {
        switch (whole.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } declarator }
                when document.Model.GetDeclaredSymbol(declarator) is { } variable && IsWrapper(variable, document):
                Hold(variable, declarator, document, isWrapper: true, isOwner: false, isTypeInferred: true);
                return;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment
                when assignment.Right == whole && OwnMember(document, assignment.Left) is { } member && IsWrapper(member, document)
                    && Holder.DeclarationOf(member) is { } declaration:
                Hold(member, declaration, document, isWrapper: true, isOwner: false, isTypeInferred: true);
                return;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax
                when DocumentFacts.GivenBy(whole) is { } giver && document.Model.GetDeclaredSymbol(giver) is { } helper && IsWrapper(helper, document):
                Hold(helper, giver, document, isWrapper: true, isOwner: false, isTypeInferred: true);
                return;
            default:
                shape.Refuse(DeclineReason.Escapes);
                return;
        }
    }

    private static bool IsWrapper(ISymbol holder, DocumentFacts document) => document.Project.Doubles.IsWrapper(Holder.TypeOf(holder), out _, out _);
}
