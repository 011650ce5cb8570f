using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Carries what a set-up gives over into the construction: as it is written, where it means the same there and the constructor accepts it.</summary>
internal sealed class CarriedValues(Shape shape, RealConstructor constructor, TypeNamer names)
{
    private readonly DocumentFacts _document = shape.Creation.Document;

    /// <summary>The value as the construction says it, null for one that is as good as none; or the reason to decline.</summary>
    public Decline? TryTake(IdentityParameter parameter, Given setUp, out IdentityValue? value)
    {
        value = null;
        if (setUp.Literal is { } literal)
        {
            // A default of the stub that no constructor would take is as good as none.
            if (!RefusedIds.Contains(constructor.Type, literal.Trim('"')) && Literal(parameter.Type, literal) is { } text)
            {
                value = new IdentityValue(parameter.Name, text);
            }

            return null;
        }

        var operation = SetUpChains.Unwrap(setUp.Value!);
        while (IdType.WrappedBy(operation) is { } wrapped)
        {
            operation = wrapped;
        }

        if (setUp.Value!.Syntax is not ExpressionSyntax expression)
        {
            return new Decline(DeclineReason.Unsupported);
        }

        // `Returns(user!)`: what the author knows goes along.
        expression = StaticTypes.Whole(expression);
        var constant = GivenConstants.Of(operation, _document);
        if (constant.HasValue ? constant.Value is null || constant.Value is string { } blank && string.IsNullOrWhiteSpace(blank) : GivenConstants.IsEmpty(operation))
        {
            return new Decline(DeclineReason.EmptyIdentity);
        }

        if (constant is { HasValue: true, Value: string id } && RefusedIds.Contains(constructor.Type, id))
        {
            // Nothing else mentions it: then it is as good as left out, and gets a value that is accepted.
            return operation is ILiteralOperation && !OccursElsewhere(id, operation.Syntax) ? null : new Decline(DeclineReason.RefusedValue, id);
        }

        if (operation is IParameterReferenceOperation { Parameter: { } given } && RowData.Refused(given, constructor.Type) is { } row)
        {
            return row;
        }

        var stability = StabilityOf.Value(setUp.Value!, _document);
        if (setUp.IsLazy && stability != Stability.Fixed)
        {
            return new Decline(DeclineReason.Behaviour);
        }

        if ((stability == Stability.Opaque && shape.IsOvertaken(setUp)) || Mentions(expression))
        {
            return new Decline(DeclineReason.Unsupported);
        }

        var info = _document.Model.GetTypeInfo(expression);
        if ((info.Type ?? operation.Type) is not { } type)
        {
            return new Decline(DeclineReason.Unsupported);
        }

        if (info.Nullability.FlowState == NullableFlowState.MaybeNull && !type.IsValueType
            && _document.Model.GetNullableContext(expression.SpanStart).WarningsEnabled())
        {
            return new Decline(DeclineReason.EmptyIdentity);
        }

        if (Conversions.Text(expression, type, parameter.Type, names, shape.Point.SpanStart) is not { } converted)
        {
            return new Decline(DeclineReason.Unsupported);
        }

        value = new IdentityValue(parameter.Name, converted, expression.Span);
        return null;
    }

    /// <summary>A default that a stub's source declares, as a value of the type.</summary>
    private string? Literal(ITypeSymbol type, string literal)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return literal;
        }

        return IdType.Of(type, names.Compilation) is { Wrapped.SpecialType: SpecialType.System_String } id ? id.Around(literal, names, shape.Point.SpanStart) : null;
    }

    private bool OccursElsewhere(string id, SyntaxNode here) =>
        _document.Root.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(literal =>
            literal.Span != here.Span && literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == id);

    /// <summary>Whether the value is made with the double itself.</summary>
    private bool Mentions(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(node =>
            _document.Model.GetTypeInfo(node).Type is { } type
            && (_document.Project.Doubles.IsWrapper(type, out _, out _) || _document.Project.Guarded.IsGuarded(type))
            && shape.Creation.Node.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault() is { } declarator
            && node is IdentifierNameSyntax name && name.Identifier.ValueText == declarator.Identifier.ValueText);
}
