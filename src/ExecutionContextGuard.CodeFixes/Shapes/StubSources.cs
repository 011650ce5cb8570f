using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>Where a stub's member has its value from: a constructor's parameter, or a constant; neither where nothing is said.</summary>
internal sealed record StubSource(int? Parameter = null, object? Constant = null);

/// <summary>Reads in the source of a hand-written double what its members give.</summary>
internal static class StubSources
{
    /// <summary>Null when the member is more than a value.</summary>
    public static StubSource? Of(ISymbol member, IMethodSymbol constructor, Compilation compilation)
    {
        var body = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ConstructorDeclarationSyntax;
        if (member is IParameterSymbol handed)
        {
            return HandedToBase(handed, body, compilation);
        }

        if (member is not IPropertySymbol { IsIndexer: false } property
            || property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } syntax)
        {
            return null;
        }

        var model = Model(compilation, syntax);
        if (syntax is ParameterSyntax)
        {
            // `record Stub(string UserId) : IUserExecutionContext`
            return constructor.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is { } positional ? new StubSource(positional.Ordinal) : null;
        }

        if (syntax is not PropertyDeclarationSyntax declaration)
        {
            return null;
        }

        // What the constructor writes wins over what the declaration says.
        var written = WrittenBy(body, property, compilation, out var isUnclear);
        if (isUnclear)
        {
            return null;
        }

        if (written is not null)
        {
            return written;
        }

        if (declaration.ExpressionBody is { } arrow)
        {
            return Read(arrow.Expression, model, body, compilation);
        }

        if (declaration.AccessorList is not { } accessors)
        {
            return null;
        }

        if (accessors.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null))
        {
            // `get { return _userId; }`, without a setter that could do something.
            return accessors.Accessors.Count == 1 && accessors.Accessors[0].IsKind(SyntaxKind.GetAccessorDeclaration)
                && (accessors.Accessors[0].ExpressionBody?.Expression ?? Returned(accessors.Accessors[0])) is { } returned
                    ? Read(returned, model, body, compilation)
                    : null;
        }

        return declaration.Initializer is { } initializer ? Read(initializer.Value, model, body, compilation) : new StubSource();
    }

    private static ExpressionSyntax? Returned(AccessorDeclarationSyntax accessor) =>
        accessor.Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: { } value } ? value : null;

    private static StubSource? HandedToBase(IParameterSymbol parameter, ConstructorDeclarationSyntax? body, Compilation compilation)
    {
        if (body?.Initializer is not { } initializer || Model(compilation, body).GetOperation(initializer) is not IInvocationOperation call)
        {
            return null;
        }

        return call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter.Name) is { Value: { } value } ? Read(value) : new StubSource();
    }

    private static StubSource? Read(ExpressionSyntax value, SemanticModel model, ConstructorDeclarationSyntax? body, Compilation compilation)
    {
        // `_userId ?? throw new InvalidOperationException()`: what is there is given; a real one can but do more where nothing is.
        if (value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } guarded)
        {
            value = guarded.Left;
        }

        // `= null!` is nothing that the compiler has an operation for.
        while (value is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed)
        {
            value = suppressed.Operand;
        }

        // `public string UserId => _userId;`, with the field written by the constructor.
        if (model.GetSymbolInfo(value).Symbol is IFieldSymbol { IsConst: false } field)
        {
            var written = WrittenBy(body, field, compilation, out var isUnclear);
            return isUnclear ? null
                : written
                ?? (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer: null } ? new StubSource()
                    : field.IsReadOnly && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } kept }
                    ? Read(Model(compilation, kept).GetOperation(kept))
                    : null);
        }

        return Read(model.GetOperation(value));
    }

    private static StubSource? Read(IOperation? value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            IParameterReferenceOperation parameter => new StubSource(parameter.Parameter.Ordinal),
            { ConstantValue: { HasValue: true, Value: { } constant } } => new StubSource(Constant: constant),
            { ConstantValue.HasValue: true } or IDefaultValueOperation => new StubSource(),
            IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } } => new StubSource(),

            // `= Guid.NewGuid().ToString()`: one that nobody can know.
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: IInvocationOperation { TargetMethod.Name: "NewGuid" } } => new StubSource(),
            IInvocationOperation { TargetMethod.Name: "NewGuid" } => new StubSource(),
            _ => null,
        };
    }

    /// <summary>What the constructor gives the member; unclear when it does so under a condition, or with something else than a value.</summary>
    private static StubSource? WrittenBy(ConstructorDeclarationSyntax? body, ISymbol member, Compilation compilation, out bool isUnclear)
    {
        isUnclear = false;
        StubSource? found = null;
        if (body is null)
        {
            return null;
        }

        var model = Model(compilation, body);
        foreach (var assignment in body.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left).Symbol, member))
            {
                found = Read(model.GetOperation(assignment.Right));
                isUnclear |= found is null || !(assignment.Parent is ArrowExpressionClauseSyntax || (assignment.Parent is ExpressionStatementSyntax statement && statement.Parent == body.Body));
            }
        }

        return found;
    }

    private static SemanticModel Model(Compilation compilation, SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
}
