using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Locals, fields, properties: what was written to them.</content>
internal sealed partial class OriginResolver
{
    private bool FollowLocal(ILocalReferenceOperation reference, ref Walk walk)
    {
        if (FollowSetUps(reference.Local, reference, ref walk, out var goesOn))
        {
            return goesOn;
        }

        if (!walk.Passes(reference.Local))
        {
            return false;
        }

        var root = (IOperation)reference;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        var known = _localWrites.Of(root);
        var writes = known.To(reference.Local);
        var reaching = writes;
        if (writes is { Count: > 1 } && !walk.InAnyOrder)
        {
            reaching = [];
            if (!_reaching.TryFind(reference, root, known, writes, reaching, walk.CancellationToken))
            {
                reaching = null;
            }
        }

        if (reaching is { Count: 1 } && walk.Current.Part is not { IsElement: true })
        {
            // Nearly every local.
            return TryGetWay(reaching[0], writes!, reference, known.IsTestedBefore(reference.Local, reference.Syntax), walk, out var only) && walk.GoTo(only);
        }

        var ways = new List<Pending>();
        if (reaching is not null)
        {
            // `if (context == null) { return; }`, `context ??= made;`: null was thought of, whatever was written before it.
            var tested = known.IsTestedBefore(reference.Local, reference.Syntax);
            foreach (var write in reaching)
            {
                if (!walk.HasRoomBeside(ways.Count))
                {
                    break;
                }

                if (TryGetWay(write, writes!, reference, tested, walk, out var way))
                {
                    ways.Add(way);
                }
            }
        }

        if (walk.Current.Part is { IsElement: true } part && known.Into(reference.Local) is { } additions)
        {
            foreach (var addition in additions)
            {
                if (!walk.HasRoomBeside(ways.Count))
                {
                    break;
                }

                var from = walk.Current.NotMissing().Via(TrailStep.Stored, addition.Syntax);
                if (part.Rest is { IsElement: true, Index: >= 0 } row && LocalWrites.IsRow(addition))
                {
                    if (TryGetColumn((IInvocationOperation)addition, row, from, out var way))
                    {
                        ways.Add(way);
                    }
                }
                else if (part.MayStandUnder(KeyOf(addition)))
                {
                    ways.Add(from.At(addition).PartOf(part.Rest));
                }
            }
        }

        return walk.GoToAll(ways);
    }

    /// <summary>The way to what is written, where it can be told and can be a double.</summary>
    private bool TryGetWay(in LocalWrite write, List<LocalWrite> writes, IOperation reference, bool isTested, in Walk walk, out Pending way)
    {
        way = walk.Current;
        if (write.Value is not { } value)
        {
            return false;
        }

        if (isTested || (writes.Count > 1 && NullTests.IsReplacedInLoop(write, writes, reference)))
        {
            way = way.NotMissing();
        }

        if (write.Operation is IDeclarationPatternOperation { MatchesNull: false, MatchedType: { } matched }
            || (write.Operation is IRecursivePatternOperation recursive && (matched = recursive.MatchedType) is not null))
        {
            // `if (given is UserExecutionContext real)`: a double does not get in.
            if (IsReal(matched))
            {
                return false;
            }

            way = guarded.IsGuarded(matched) ? way.OnlyContexts() : way.NotMissing();
        }

        way = way.At(value).PartOf(write.Select(way.Part)).Via(TrailStep.Stored, write.Place);
        return true;
    }

    private bool FollowField(IFieldReferenceOperation reference, ref Walk walk)
    {
        if (reference is { Field.ContainingType.IsTupleType: true, Instance: { } tuple })
        {
            // By its name or as ItemN: the compiler's own symbols for the two are not equal.
            var elements = ((INamedTypeSymbol)tuple.Type!).TupleElements;
            for (var i = 0; i < elements.Length; i++)
            {
                if (elements[i].Name == reference.Field.Name || elements[i].CorrespondingTupleField?.Name == reference.Field.Name)
                {
                    return walk.GoTo(walk.Current.At(tuple).PartOf(Part.TupleElement(i, walk.Current.Part)));
                }
            }

            return false;
        }

        return FollowSetUps(reference.Field, reference, ref walk, out var goesOn)
            ? goesOn
            : FollowObject(reference.Field, reference.Instance, ImmutableArray<IArgumentOperation>.Empty, ref walk) || FollowMember(reference, ref walk);
    }

    private bool FollowProperty(IPropertyReferenceOperation reference, ref Walk walk)
    {
        if (doubles.IsUnwrapping(reference, out var library, out var doubled))
        {
            // Of a member of the double, the double is not what arrives.
            return walk.GoTo(walk.Current.Part is { Member: not null }
                ? walk.Current.At(reference.Instance!)
                : walk.Current.At(reference.Instance!).Unwrapping(reference, library, doubled));
        }

        if (reference.Instance is { } instance && Symbols.PlatformAssemblies.Contains(reference.Property.ContainingAssembly))
        {
            // `lazy.Value`, `task.Result`, `pair.Value` hold the value; `list[0]`, `byName["u"]` hold it among others.
            return reference.Property.IsIndexer
                ? walk.GoTo(walk.Current.At(instance).PartOf(
                    reference.Arguments.Length == 1 ? Part.ElementBy(reference.Arguments[0].Value, walk.Current.Part) : Part.Element(walk.Current.Part)))
                : reference.Property.Name is "Value" or "Result" && walk.GoTo(instance);
        }

        if (FollowSetUps(reference.Property, reference, ref walk, out var goesOn))
        {
            return goesOn;
        }

        if (FollowObject(reference.Property, reference.Instance, reference.Arguments, ref walk))
        {
            return true;
        }

        if (reference.Property.GetMethod is { } getter)
        {
            var self = SelfIn(getter, reference.Instance, reference, walk);
            getter = Dispatched(getter, reference.Instance, self);
            if (!getter.IsAbstract && !_returns.Of(getter, walk.CancellationToken).IsEmpty)
            {
                // Another object's `this` is not that of the call that led here.
                return FollowReturns(getter, reference.Instance is IInstanceReferenceOperation ? walk.Current.Frame : null, self, reference, ref walk);
            }
        }

        return FollowMember(reference, ref walk);
    }

    /// <summary>Goes on to what classes write to the member, as far as it stands when this use is reached.</summary>
    private bool FollowMember(IMemberReferenceOperation reference, ref Walk walk)
    {
        var member = reference.Member;
        if (member.DeclaringSyntaxReferences.IsEmpty || !walk.Passes(member) || IsWrittenFromOutside(reference))
        {
            return false;
        }

        // Read through `this`, the class that reads it may be one that derives from the declaring one and sets it up.
        var user = reference.Instance is null or IInstanceReferenceOperation
            ? SelfAt(reference, walk)
            : reference.Instance.Type as INamedTypeSymbol;
        var values = new List<ExpressionSyntax>();
        if (!_memberWrites.TryFind(member, user, reference.Syntax, values, walk.CancellationToken))
        {
            return false;
        }

        var ways = new List<Pending>();
        foreach (var value in values)
        {
            if (!walk.HasRoomBeside(ways.Count))
            {
                break;
            }

            if (_models.Of(value.SyntaxTree, reference.SemanticModel)?.GetOperation(value, walk.CancellationToken) is { } operation)
            {
                // The member's class is another body: what the calls that led here stand for does not hold there.
                ways.Add(walk.Current.At(operation).In(null, user).NotMissing().Via(TrailStep.Stored, value.Parent ?? value));
            }
        }

        return walk.GoToAll(ways);
    }

    /// <summary>`fixture.Context = real;` in the body that reads `fixture.Context`: what its class writes is not what is read.</summary>
    private bool IsWrittenFromOutside(IMemberReferenceOperation reference) =>
        reference.Instance is not (null or IInstanceReferenceOperation)
        && reference.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body
        && _outsideWrites.Contain(body, reference.Member.Name);
}
