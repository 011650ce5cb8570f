using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>What is known of a given value without running it.</summary>
internal static class GivenConstants
{
    /// <summary>The constant that the value is, also by way of a local that is assigned once.</summary>
    public static Optional<object?> Of(IOperation operation, DocumentFacts document)
    {
        if (operation.ConstantValue.HasValue)
        {
            return operation.ConstantValue;
        }

        if (operation is IDefaultValueOperation { Type.IsReferenceType: true })
        {
            return new Optional<object?>(null);
        }

        return operation is ILocalReferenceOperation { Local: { } local }
            && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && !StabilityOf.IsWritten(local, operation.Syntax, document)
                ? document.Model.GetConstantValue(value)
                : default;
    }

    /// <summary>Whether the value is blank without being a constant: <c>string.Empty</c>, <c>Guid.Empty.ToString()</c>.</summary>
    public static bool IsEmpty(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } } or IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } } => true,
        IDefaultValueOperation => true,
        IObjectCreationOperation { Arguments.Length: 0, Type: { } type } when RealConstructor.IsGuid(type) => true,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => IsEmpty(SetUpChains.Unwrap(instance)),
        _ => false,
    };
}
