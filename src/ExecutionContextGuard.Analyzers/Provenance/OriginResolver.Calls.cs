using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Helpers and factories in source, delegates, lazies and tasks, parameters.</content>
internal sealed partial class OriginResolver
{
    /// <summary>`Task.FromResult(x)` and its like: awaiting it gives x.</summary>
    public static bool IsCompletedTask(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: "FromResult", IsStatic: true, ContainingType.Name: "Task" or "ValueTask" };

    private bool FollowInvocation(IInvocationOperation invocation, ref Walk walk)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke && invocation.Instance is { } function)
        {
            return walk.GoTo(function);
        }

        if (method.ContainingAssembly is { } assembly && Symbols.PlatformAssemblies.Contains(assembly))
        {
            return IsCompletedTask(invocation) && invocation.Arguments.Length == 1
                ? walk.GoTo(invocation.Arguments[0].Value)
                : invocation.Instance is { } task && method.Name is "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult"
                    ? walk.GoTo(invocation.Instance!)
                    : FollowLinq(invocation, ref walk);
        }

        return Frame.MayGoDeeper(walk.Current.Frame)
            && FollowReturns(method, new Frame(method, invocation.Arguments, walk.Current.Frame), invocation, ref walk);
    }

    private static bool FollowCreation(IObjectCreationOperation creation, ref Walk walk)
    {
        if (walk.Current.Part is { IsTupleElement: false } part)
        {
            return FollowElementsOf(creation, part, ref walk);
        }

        // `new Lazy<T>(() => x)`, `new ValueTask<T>(x)` hold what they are given.
        return creation is { Type: { Name: "Lazy" or "ValueTask", ContainingNamespace.Name: "System" or "Tasks" }, Arguments: { IsEmpty: false } arguments }
            && walk.GoTo(arguments[0].Value);
    }

    /// <summary>Goes on to what a method in source returns; the frame says what its parameters stand for.</summary>
    private bool FollowReturns(IMethodSymbol method, Frame? frame, IOperation use, ref Walk walk)
    {
        var returned = _returns.Of(method, walk.CancellationToken);
        if (returned.IsEmpty)
        {
            return false;
        }

        var ways = new List<Pending>();
        foreach (var value in returned)
        {
            if (!walk.HasRoomBeside(ways.Count))
            {
                break;
            }

            if (_models.Of(value.SyntaxTree, use.SemanticModel)?.GetOperation(value, walk.CancellationToken) is not { } operation)
            {
                continue;
            }

            // An iterator yields the elements of what the call gives.
            var part = value.Parent is YieldStatementSyntax ? walk.Current.Part?.Rest : walk.Current.Part;

            // Null from a helper may be what its caller has checked for: it proves nothing here.
            ways.Add(walk.Current.At(operation).In(frame).PartOf(part).NotMissing().Via(TrailStep.Returned, use.Syntax));
        }

        return walk.GoToAll(ways);
    }

    private bool FollowLambda(IAnonymousFunctionOperation lambda, ref Walk walk)
    {
        var ways = new List<Pending>();
        foreach (var value in _returns.Of(lambda))
        {
            if (!walk.HasRoomBeside(ways.Count))
            {
                break;
            }

            ways.Add(walk.Current.At(value).NotMissing());
        }

        return walk.GoToAll(ways);
    }

    /// <summary>A theory's parameter is an element of each row of its member data.</summary>
    private bool FollowTestData(IParameterReferenceOperation reference, ref Walk walk)
    {
        if (reference.Parameter.ContainingSymbol is not IMethodSymbol { ContainingType: { } tests } method)
        {
            return false;
        }

        var ways = new List<Pending>();
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is not ("MemberDataAttribute" or "TestCaseSourceAttribute" or "DynamicDataAttribute"))
            {
                continue;
            }

            var source = tests;
            string? name = null;
            foreach (var argument in attribute.ConstructorArguments)
            {
                switch (argument)
                {
                    case { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type }:
                        source = type;
                        break;
                    case { Kind: TypedConstantKind.Primitive, Value: string text }:
                        name ??= text;
                        break;
                }
            }

            foreach (var argument in attribute.NamedArguments)
            {
                if (argument is { Key: "MemberType", Value.Value: INamedTypeSymbol type })
                {
                    source = type;
                }
            }

            if (name is not null)
            {
                AddRows(source, name, Part.ElementAt(reference.Parameter.Ordinal, walk.Current.Part), reference, ways, ref walk);
            }
        }

        return walk.GoToAll(ways);
    }

    private void AddRows(INamedTypeSymbol type, string name, Part column, IOperation use, List<Pending> ways, ref Walk walk)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                var getter = member as IMethodSymbol ?? (member as IPropertySymbol)?.GetMethod;
                var returned = getter is null ? ImmutableArray<ExpressionSyntax>.Empty : _returns.Of(getter, walk.CancellationToken);
                var values = new List<ExpressionSyntax>();
                values.AddRange(returned);
                if (returned.IsEmpty && member is IFieldSymbol or IPropertySymbol)
                {
                    _memberWrites.TryFind(member, current, use.Syntax, values, walk.CancellationToken);
                }

                foreach (var value in values)
                {
                    if (!walk.HasRoomBeside(ways.Count))
                    {
                        break;
                    }

                    if (_models.Of(value.SyntaxTree, use.SemanticModel)?.GetOperation(value, walk.CancellationToken) is { } operation)
                    {
                        var part = value.Parent is YieldStatementSyntax ? column : Part.Element(column);
                        ways.Add(walk.Current.At(operation).In(null).PartOf(part).NotMissing().Via(TrailStep.Stored, value));
                    }
                }
            }
        }
    }
}
