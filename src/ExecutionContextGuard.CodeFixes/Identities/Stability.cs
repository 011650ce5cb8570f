using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>What moving an expression further down, or past its neighbours, can change.</summary>
internal enum Stability
{
    /// <summary>It gives the same at any point of the member: constants, variables that are assigned once.</summary>
    Fixed,

    /// <summary>It gives something new, and nobody can tell when: <c>Guid.NewGuid()</c>.</summary>
    Fresh,

    /// <summary>It may see, or do, anything.</summary>
    Opaque,
}

/// <summary>Judges the values of set-ups.</summary>
internal static class StabilityOf
{
    public static Stability Value(IOperation operation, DocumentFacts document)
    {
        if (operation.ConstantValue.HasValue)
        {
            return Stability.Fixed;
        }

        if (IdType.WrappedBy(operation) is { } wrapped)
        {
            return Value(wrapped, document);
        }

        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Value(conversion.Operand, document);
            case IParenthesizedOperation parenthesized:
                return Value(parenthesized.Operand, document);
            case ILocalReferenceOperation local:
                return IsWritten(local.Local, local.Syntax, document) ? Stability.Opaque : Stability.Fixed;
            case IParameterReferenceOperation parameter:
                return IsWritten(parameter.Parameter, parameter.Syntax, document) ? Stability.Opaque : Stability.Fixed;
            case IInstanceReferenceOperation:
                return Stability.Fixed;
            case IFieldReferenceOperation { Field: { } field } reference when field.IsReadOnly || field.IsConst:
                return reference.Instance is { } holder ? Value(holder, document) : Stability.Fixed;
            case IPropertyReferenceOperation { Property.SetMethod: null or { IsInitOnly: true }, Instance: { } owner, Arguments.Length: 0 }:
                return Value(owner, document) == Stability.Fixed ? Stability.Fixed : Stability.Opaque;
            case IInvocationOperation { TargetMethod: { Name: "NewGuid", IsStatic: true } made } when RealConstructor.IsGuid(made.ContainingType):
                return Stability.Fresh;
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { Type: { } type } text } call
                when RealConstructor.IsGuid(type) || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String:
                return Worst(call.Arguments.Select(static argument => argument.Value).Append(text), document);
            case IObjectCreationOperation { Type: { } made, Initializer: null } creation when RealConstructor.IsGuid(made):
                return Worst(creation.Arguments.Select(static argument => argument.Value), document);
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Add } sum:
                return Worst([sum.LeftOperand, sum.RightOperand], document);
            case IInterpolatedStringOperation interpolated:
                return Worst(interpolated.Parts.OfType<IInterpolationOperation>().Select(static part => part.Expression), document);
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "InvariantCulture" } }:
                return Stability.Fixed;
            default:
                return Stability.Opaque;
        }
    }

    /// <summary>Whether the variable changes after it was declared.</summary>
    public static bool IsWritten(ISymbol variable, SyntaxNode at, DocumentFacts document)
    {
        var member = at.AncestorsAndSelf().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? document.Root;
        foreach (var name in member.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == variable.Name && IsWrite(name)
                && SymbolEqualityComparer.Default.Equals(document.Model.GetSymbolInfo(name).Symbol, variable))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWrite(IdentifierNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is ParenthesizedExpressionSyntax or TupleExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax })
        {
            whole = whole.Parent;
        }

        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == whole,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression) || prefix.IsKind(SyntaxKind.AddressOfExpression),
            PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => !argument.RefOrOutKeyword.IsKind(SyntaxKind.None),
            RefExpressionSyntax => true,
            ForEachVariableStatementSyntax loop => loop.Variable == whole,
            _ => false,
        };
    }

    private static Stability Worst(IEnumerable<IOperation> operations, DocumentFacts document) =>
        operations.Select(operation => Value(operation, document)).DefaultIfEmpty(Stability.Fixed).Max();
}
