using System.Collections.Generic;
using System.Collections.Immutable;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Arrays, lists, dictionaries, collection expressions, LINQ: which elements a value can be.</content>
internal sealed partial class OriginResolver
{
    /// <summary>Goes on to the elements of an array or collection expression.</summary>
    private static bool FollowElements(IOperation operation, ref Walk walk)
    {
        if (operation is IArrayElementReferenceOperation element)
        {
            var read = element.Indices.Length == 1 ? Part.ElementBy(element.Indices[0], walk.Current.Part) : Part.Element(walk.Current.Part);
            return walk.GoTo(walk.Current.At(element.ArrayReference).PartOf(read));
        }

        if (walk.Current.Part is not { IsElement: true } part)
        {
            return false;
        }

        switch (operation)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return GoToElements(initializer.ElementValues, part, ref walk);
            case IArrayInitializerOperation initializer:
                // `IContext[] Rows = { a, b };`
                return GoToElements(initializer.ElementValues, part, ref walk);
            case IArrayCreationOperation:
                return false;
            default:
                return CollectionExpressions.IsOne(operation) && GoToChildren(operation, part, ref walk);
        }
    }

    /// <summary>`new List&lt;T&gt; { a, b }`, `new() { ["u"] = a }`, `new TestCaseData(a, b)`, `new List&lt;T&gt;(others)`.</summary>
    private static bool FollowElementsOf(IObjectCreationOperation creation, Part part, ref Walk walk)
    {
        var ways = new List<Pending>();
        if (creation.Initializer is { } initializer)
        {
            var position = 0;
            foreach (var entry in initializer.Initializers)
            {
                if (!walk.HasRoomBeside(ways.Count))
                {
                    break;
                }

                switch (entry)
                {
                    case IInvocationOperation { Arguments: { IsEmpty: false } arguments }:
                        // `{ { a, b } }` of TheoryData is a row; `{ "key", a }` of a dictionary has its value last.
                        if (part.Rest is { IsElement: true, Index: >= 0 } column && creation.Type?.Name is "TheoryData")
                        {
                            if (TryGetColumn((IInvocationOperation)entry, column, walk.Current, out var way))
                            {
                                ways.Add(way);
                            }
                        }
                        else if (part.MayStandUnder(arguments.Length == 1 ? (creation.Arguments.IsEmpty ? position : null) : Constant(arguments[0].Value)))
                        {
                            ways.Add(walk.Current.At(arguments[arguments.Length - 1].Value).PartOf(part.Rest));
                        }

                        position++;
                        break;
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } assignment when part.MayStandUnder(KeyOf(assignment.Value)):
                        ways.Add(walk.Current.At(assignment.Value).PartOf(part.Rest));
                        break;
                }
            }
        }

        if (part.Index >= 0)
        {
            // A row object: its constructor takes the columns, one by one or as a params array.
            var at = 0;
            foreach (var argument in creation.Arguments)
            {
                if (argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } rest } })
                {
                    if (part.Index - at < rest.ElementValues.Length && part.Index >= at)
                    {
                        ways.Add(walk.Current.At(rest.ElementValues[part.Index - at]).PartOf(part.Rest));
                    }
                }
                else if (at++ == part.Index)
                {
                    ways.Add(walk.Current.At(argument.Value).PartOf(part.Rest));
                }
            }
        }
        else if (creation.Arguments.Length == 1)
        {
            ways.Add(walk.Current.At(creation.Arguments[0].Value));
        }

        return walk.GoToAll(ways);
    }

    /// <summary>LINQ hands elements on, takes one, or makes others of them.</summary>
    private static bool FollowLinq(IInvocationOperation invocation, ref Walk walk)
    {
        var method = invocation.TargetMethod;
        var source = invocation.Instance ?? (invocation.Arguments.IsEmpty ? null : invocation.Arguments[0].Value);
        if (source is null)
        {
            return false;
        }

        // `contexts.Where(..)[0]` need not be `contexts[0]`.
        walk.GoTo(walk.Current.PartOf(walk.Current.Part?.Anywhere()));
        switch (method.Name)
        {
            case "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "ElementAt" or "ElementAtOrDefault"
                or "Find" or "Peek" or "Pop" or "Dequeue" or "GetValueOrDefault" or "MinBy" or "MaxBy":
                return walk.GoTo(walk.Current.At(source).PartOf(Part.Element(walk.Current.Part)).NotMissing());
            case "ToList" or "ToArray" or "AsEnumerable" or "Where" or "Skip" or "Take" or "Reverse" or "Distinct" or "Cast" or "OfType"
                or "OrderBy" or "OrderByDescending" or "ThenBy" or "AsReadOnly" or "ToImmutableArray" or "ToImmutableList" or "ToHashSet" or "GetEnumerator"
                or "SkipWhile" or "TakeWhile" or "SkipLast" or "TakeLast" or "DistinctBy" or "CreateRange" or "WhenAll"
                when walk.Current.Part is { IsElement: true }:
                return walk.GoTo(source);
            case "Append" or "Prepend" when walk.Current.Part is { IsElement: true } part && invocation.Arguments.Length == 2:
                walk.Fork(walk.Current.At(invocation.Arguments[1].Value).PartOf(part.Rest));
                return walk.GoTo(source);
            case "Concat" or "Union" when walk.Current.Part is { IsElement: true } && invocation.Arguments.Length == 2:
                walk.Fork(walk.Current.At(invocation.Arguments[1].Value));
                return walk.GoTo(source);
            case "Select" when walk.Current.Part is { IsElement: true } part && invocation.Arguments.Length == 2:
                return walk.GoTo(walk.Current.At(invocation.Arguments[1].Value).PartOf(part.Rest));
            case "ToDictionary" or "ToImmutableDictionary" or "ToFrozenDictionary" when walk.Current.Part is { IsElement: true } part:
                return invocation.Arguments.Length == 3 && invocation.Arguments[2].Parameter!.Type.TypeKind == TypeKind.Delegate
                    ? walk.GoTo(walk.Current.At(invocation.Arguments[2].Value).PartOf(part.Rest))
                    : walk.GoTo(source);
            case "SelectMany" when walk.Current.Part is { IsElement: true } && invocation.Arguments.Length == 2:
                return walk.GoTo(invocation.Arguments[1].Value);
            case "GetOrAdd" when invocation.Instance is { } cache && invocation.Arguments.Length >= 2:
                // What is there already, or the value, or what the factory makes.
                walk.Fork(walk.Current.At(cache).PartOf(Part.ElementBy(invocation.Arguments[0].Value, walk.Current.Part)).NotMissing());
                return walk.GoTo(walk.Current.At(invocation.Arguments[1].Value).NotMissing());
            case "Create" when walk.Current.Part is { IsElement: true } part && TypeNames.IsNamed(method.ContainingNamespace, "System.Collections.Immutable"):
                return FollowArguments(invocation, part, ref walk);
            case "Repeat" when walk.Current.Part is { IsElement: true } part:
                return walk.GoTo(walk.Current.At(source).PartOf(part.Rest));
            default:
                return false;
        }
    }

    /// <summary>`ImmutableArray.Create(a, b)`</summary>
    private static bool FollowArguments(IInvocationOperation invocation, Part part, ref Walk walk)
    {
        var ways = new List<Pending>();
        foreach (var argument in invocation.Arguments)
        {
            ways.Add(argument.ArgumentKind == ArgumentKind.ParamArray || ExecutionPaths.ElementType(argument.Parameter!.Type) is not null
                ? walk.Current.At(argument.Value)
                : walk.Current.At(argument.Value).PartOf(part.Rest));
        }

        return walk.GoToAll(ways);
    }

    /// <summary>The sequence whose elements a lambda of LINQ gets; null for any other lambda.</summary>
    private static IOperation? SequenceOf(IParameterReferenceOperation reference)
    {
        for (IOperation? current = reference; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && lambda.Symbol.Equals(reference.Parameter.ContainingSymbol, SymbolEqualityComparer.Default))
            {
                var consumer = lambda.Parent;
                while (consumer is IConversionOperation or IDelegateCreationOperation)
                {
                    consumer = consumer.Parent;
                }

                return consumer is IArgumentOperation { Parent: IInvocationOperation { Arguments.Length: 2, TargetMethod: { IsExtensionMethod: true, ContainingType.Name: "Enumerable" } } call }
                    && reference.Parameter.Ordinal == 0
                        ? call.Arguments[0].Value
                        : null;
            }
        }

        return null;
    }

    /// <summary>The constant key under which the value is put into a collection; null where none is written, or another value.</summary>
    private static object? KeyOf(IOperation added) => added.Parent switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } keys } } => Constant(keys[0].Value),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { Indices: { Length: 1 } keys } } => Constant(keys[0]),
        IArgumentOperation { Parent: IInvocationOperation { Arguments: { Length: 2 } arguments, TargetMethod.Name: "Add" or "TryAdd" } } => Constant(arguments[0].Value),
        _ => null,
    };

    private static object? Constant(IOperation key) => key.ConstantValue is { HasValue: true, Value: { } constant } ? constant : null;

    private static bool GoToElements(ImmutableArray<IOperation> elements, Part part, ref Walk walk)
    {
        var ways = new List<Pending>();
        for (var i = 0; i < elements.Length && walk.HasRoomBeside(ways.Count); i++)
        {
            if ((part.Index < 0 || part.Index == i) && part.MayStandUnder(i))
            {
                ways.Add(walk.Current.At(elements[i]).PartOf(part.Rest));
            }
        }

        return walk.GoToAll(ways);
    }

    private static bool GoToChildren(IOperation collection, Part part, ref Walk walk)
    {
        var ways = new List<Pending>();
        var position = 0;
        foreach (var child in collection.ChildOperations)
        {
            if (!walk.HasRoomBeside(ways.Count))
            {
                break;
            }

            // `..rest` stands for the elements of rest.
            var rest = CollectionExpressions.SpreadBy(child);
            if (rest is not null)
            {
                position = -1;
            }
            else if (position >= 0 && !part.MayStandUnder(position++))
            {
                continue;
            }

            ways.Add(rest is not null ? walk.Current.At(rest).PartOf(part.Anywhere()) : walk.Current.At(child).PartOf(part.Rest));
        }

        return walk.GoToAll(ways);
    }
}
