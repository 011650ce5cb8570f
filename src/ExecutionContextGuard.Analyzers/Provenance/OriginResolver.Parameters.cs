using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Parameters: what the caller gives, and what is written to them afterwards.</content>
internal sealed partial class OriginResolver
{
    public SemanticModels Models => _models;

    /// <summary>What is written to a local in its body.</summary>
    public List<LocalWrite>? WritesTo(ILocalReferenceOperation local) => _localWrites.Of(Root(local)).To(local.Local);

    /// <summary>Adds the parameters that the value can be, as they were given to their methods: which of its own a method hands on.</summary>
    /// <param name="value">What is handed on.</param>
    /// <param name="ofElements">An element of the value is meant, not the value itself.</param>
    /// <param name="found">Receives references to the parameters; their part says whether an element of one is meant.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <returns>The steps that it took.</returns>
    public int FindParameters(IOperation value, bool ofElements, List<Pending> found, CancellationToken cancellationToken)
    {
        var start = ofElements ? new Pending(value).PartOf(Part.Element(null)) : new Pending(value);

        // Hardly a value is a parameter: which write reaches it is asked only where one of them leads to one.
        Resolve(start, cancellationToken, out var first, found, inAnyOrder: true);
        if (found.Count == 0 && first < Limits.StepsPerArgument)
        {
            return first;
        }

        found.Clear();
        Resolve(start, cancellationToken, out var steps, found);
        return steps;
    }

    private bool FollowParameter(IParameterReferenceOperation reference, ref Walk walk)
    {
        if (FollowSetUps(reference.Parameter, reference, ref walk, out var goesOn))
        {
            return goesOn;
        }

        if (HasOtherSource(reference, walk))
        {
            var ways = new List<Pending>();
            var asGiven = AddWrites(reference, ways, ref walk);
            if (!asGiven)
            {
                // `context = new UserExecutionContext(..);`: whatever the caller gave is gone.
                return walk.GoToAll(ways);
            }

            foreach (var way in ways)
            {
                walk.Fork(way);
            }
        }

        if (walk.Current.Frame is { } frame && frame.ArgumentFor(reference.Parameter) is { } argument)
        {
            return walk.GoTo(walk.Current.At(argument).BackFrom(frame));
        }

        if (reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
            && walk.Current is { IsOfClass: false, Frame: { Receiver: { } holder } within })
        {
            // What a primary constructor captures is a member of the object.
            return walk.GoTo(walk.Current.At(holder).BackFrom(within).PartOf(Part.OfMember(reference.Parameter, ImmutableArray<IArgumentOperation>.Empty, walk.Current)));
        }

        // The parameter of `contexts.Select(c => ..)` is an element of contexts.
        if (reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } && SequenceOf(reference) is { } sequence)
        {
            return walk.GoTo(walk.Current.At(sequence).PartOf(Part.Element(walk.Current.Part)).NotMissing());
        }

        if (walk.Parameters is { } found)
        {
            // `string text`, handed to a parameter of type object: no caller is ever asked what it gives.
            if (walk.Current.Frame is null && CanBeHandedOn(reference.Parameter.OriginalDefinition.Type))
            {
                found.Add(walk.Current);
            }

            return false;
        }

        return FollowTestData(reference, ref walk);
    }

    /// <summary>
    /// Whether it matters what is done to the parameter in its body: what is known of it otherwise is what the caller gave. A context that the caller is asked for is
    /// only what the body itself writes to it, as in `context ??= Substitute.For&lt;IUserExecutionContext>();`.
    /// </summary>
    private bool HasOtherSource(IParameterReferenceOperation reference, in Walk walk) =>
        walk.Parameters is not null
        || walk.Current.Frame is not null
        || openTypes.IsLoose(reference.Parameter.Type)
        || _localWrites.Of(Root(reference)).To(reference.Parameter) is not null;

    /// <summary>Whether a parameter declared so can be given a context, or something that holds one, though its type does not say so.</summary>
    public bool CanBeHandedOn(ITypeSymbol declared)
    {
        var type = !openTypes.IsLoose(declared) && openTypes.ElementOf(declared) is { } element ? element : declared;
        return type is ITypeParameterSymbol || openTypes.IsLoose(type) || IsWrapper(type);
    }

    /// <summary>Whether values of the type hold a double of a context.</summary>
    public bool IsWrapper(ITypeSymbol type) => doubles.IsWrapper(type, out _, out var doubled) && (doubled is ITypeParameterSymbol || guarded.IsGuarded(doubled));

    /// <summary>Adds what is written to the parameter before this use; true when it can also still be what the caller gave.</summary>
    private bool AddWrites(IParameterReferenceOperation reference, List<Pending> ways, ref Walk walk)
    {
        var root = Root(reference);
        var known = _localWrites.Of(root);
        if (known.To(reference.Parameter) is not { } writes)
        {
            return true;
        }

        var reaching = writes;
        var asGiven = true;
        if (!walk.InAnyOrder)
        {
            reaching = [];
            if (!walk.PassesUse(reference.Syntax)
                || !IsOfFunction(reference.Parameter, ReachingDefinitions.EnclosingFunction(reference))
                || !_reaching.TryFind(reference, reference.Parameter, root, known, writes, reaching, out asGiven, walk.CancellationToken))
            {
                return false;
            }
        }

        // Which of its parameters a method hands on is asked of null, too.
        var tested = walk.Parameters is null && known.IsTestedBefore(reference.Parameter, reference.Syntax);
        foreach (var write in reaching)
        {
            if (walk.HasRoomBeside(ways.Count) && TryGetWay(write, writes, reference, tested, walk, out var way))
            {
                ways.Add(way);
            }
        }

        return asGiven;
    }

    /// <summary>A parameter that a lambda or local function captures can be written at any time before that runs.</summary>
    private static bool IsOfFunction(IParameterSymbol parameter, IOperation? function) => function switch
    {
        ILocalFunctionOperation local => SymbolEqualityComparer.Default.Equals(local.Symbol, parameter.ContainingSymbol),
        IAnonymousFunctionOperation lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol),
        _ => parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction },
    };

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is not null)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
