using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Parameters of tests: what the sources of their data give, as rows or as values.</content>
internal sealed partial class OriginResolver
{
    /// <summary>A test's parameter is a column of each row of its data, or each value of it.</summary>
    private bool FollowTestData(IParameterReferenceOperation reference, ref Walk walk)
    {
        if (reference.Parameter is not { ContainingSymbol: IMethodSymbol { ContainingType: { } tests } method } parameter)
        {
            return false;
        }

        // Hardly a parameter has any.
        List<Pending>? ways = null;
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ValueSourceAttribute" or "MemberDataAttribute" or "MethodDataSourceAttribute" })
            {
                AddSource(attribute, tests, 0, reference, ways ??= [], walk.Current, walk.CancellationToken);
            }
        }

        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "MemberDataAttribute" or "ClassDataAttribute" or "TestCaseSourceAttribute" or "DynamicDataAttribute" or "MethodDataSourceAttribute" })
            {
                AddSource(attribute, tests, parameter.Ordinal, reference, ways ??= [], walk.Current, walk.CancellationToken);
            }
        }

        return ways is not null && walk.GoToAll(ways);
    }

    private void AddSource(AttributeData attribute, INamedTypeSymbol tests, int column, IOperation use, List<Pending> ways, Pending from, CancellationToken cancellationToken)
    {
        TestDataSource.Read(attribute, tests, out var source, out var name);
        var row = Part.ElementAt(column, from.Part);
        if (name is null)
        {
            AddRowsOf(source, row, use, ways, from, cancellationToken);
        }
        else
        {
            AddRows(source, name, row, use, ways, from, cancellationToken);
        }
    }

    /// <summary>The rows of a method, property or field.</summary>
    private void AddRows(INamedTypeSymbol type, string name, Part row, IOperation use, List<Pending> ways, Pending from, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                var getter = member as IMethodSymbol ?? (member as IPropertySymbol)?.GetMethod;
                var returned = getter is null ? ImmutableArray<ExpressionSyntax>.Empty : _returns.Of(getter, cancellationToken);
                var values = new List<ExpressionSyntax>();
                values.AddRange(returned);
                if (returned.IsEmpty && member is IFieldSymbol or IPropertySymbol)
                {
                    _memberWrites.TryFind(member, current, use.Syntax, values, cancellationToken);
                }

                // TUnit takes a method that gives one row, too: `static IContext Make()`, `static (string, IContext) Make()`.
                var isOneRow = member is IMethodSymbol { ReturnType: var given } && !IsSequence(given);
                AddValues(values, isOneRow, row, use, ways, from, cancellationToken);
            }
        }
    }

    /// <summary>The rows of a class that is data itself: what it enumerates, and what its constructors add.</summary>
    private void AddRowsOf(INamedTypeSymbol type, Part row, IOperation use, List<Pending> ways, Pending from, CancellationToken cancellationToken)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.IsEmpty: false }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is not IMethodSymbol { IsStatic: false } method)
                {
                    continue;
                }

                if (method.Name == "GetEnumerator" || method.Name.EndsWith(".GetEnumerator", System.StringComparison.Ordinal))
                {
                    var returned = new List<ExpressionSyntax>();
                    returned.AddRange(_returns.Of(method, cancellationToken));
                    AddValues(returned, isOneRow: false, row, use, ways, from, cancellationToken);
                }
                else if (method.MethodKind == MethodKind.Constructor)
                {
                    AddAdded(method, row, use, ways, from, cancellationToken);
                }
            }
        }
    }

    /// <summary>`public static ContextCases Cases => new();`, whose constructor adds the rows.</summary>
    private bool FollowDataClass(IObjectCreationOperation creation, Part part, ref Walk walk)
    {
        if (part.Rest is not { IsElement: true, Index: >= 0 } row || creation.Type is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type)
        {
            return false;
        }

        var ways = new List<Pending>();
        AddRowsOf(type, row, creation, ways, walk.Current, walk.CancellationToken);
        return walk.GoToAll(ways);
    }

    private void AddValues(List<ExpressionSyntax> values, bool isOneRow, Part row, IOperation use, List<Pending> ways, Pending from, CancellationToken cancellationToken)
    {
        foreach (var value in values)
        {
            if (ways.Count < Limits.StepsPerArgument && _models.Of(value.SyntaxTree, use.SemanticModel)?.GetOperation(value, cancellationToken) is { } operation)
            {
                var part = isOneRow || value.Parent is YieldStatementSyntax ? row : Part.Element(row);
                ways.Add(from.At(operation).In(null, null).PartOf(part).NotMissing().Via(TrailStep.Stored, value));
            }
        }
    }

    /// <summary>`class Cases : TheoryData&lt;string, IContext&gt; { public Cases() => Add("a", context); }`</summary>
    private void AddAdded(IMethodSymbol constructor, Part row, IOperation use, List<Pending> ways, Pending from, CancellationToken cancellationToken)
    {
        foreach (var declaration in constructor.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax(cancellationToken) is not ConstructorDeclarationSyntax body)
            {
                continue;
            }

            foreach (var node in body.DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Add" or "AddRow" } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name.Identifier.ValueText: "Add" or "AddRow" } } call
                    && ways.Count < Limits.StepsPerArgument
                    && _models.Of(call.SyntaxTree, use.SemanticModel)?.GetOperation(call, cancellationToken) is IInvocationOperation added
                    && TryGetColumn(added, row, from.In(null, null).NotMissing().Via(TrailStep.Stored, call), out var way))
                {
                    ways.Add(way);
                }
            }
        }
    }

    /// <summary>`Add("a", context)` is a row of two columns; `Add(row)` and `Add(context)` have the row or its one value.</summary>
    private static bool TryGetColumn(IInvocationOperation added, Part row, Pending from, out Pending way)
    {
        way = from;
        var arguments = added.Arguments;
        if (arguments.Length == 1)
        {
            way = from.At(arguments[0].Value).PartOf(row);
            return true;
        }

        if (row.Index >= arguments.Length)
        {
            return false;
        }

        way = from.At(arguments[row.Index].Value).PartOf(row.Rest);
        return true;
    }

    /// <summary>Data of one column may have the values themselves for rows: a context, a holder, `Func&lt;T&gt;`s that make them.</summary>
    private static bool IsValueForRow(IOperation operation, Part part) =>
        part is { IsElement: true, Index: 0 }
        && operation is not (IConversionOperation or ITupleOperation or IArrayCreationOperation or IDelegateCreationOperation or IAnonymousFunctionOperation)
        && operation.Type is INamedTypeSymbol { TypeKind: not (TypeKind.Delegate or TypeKind.Error), IsTupleType: false, SpecialType: not SpecialType.System_Object } type
        && operation.Syntax is not CollectionExpressionSyntax
        && !IsSequence(type)
        && type.Name is not ("TestCaseData" or "TestCaseParameters" or "TheoryDataRow" or "ITheoryDataRow" or "TestDataRow");

    private static bool IsSequence(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol or { SpecialType: SpecialType.System_Collections_IEnumerable })
        {
            return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.SpecialType == SpecialType.System_Collections_IEnumerable)
            {
                return true;
            }
        }

        return type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "IAsyncEnumerable", TypeArguments.Length: 1 };
    }
}
