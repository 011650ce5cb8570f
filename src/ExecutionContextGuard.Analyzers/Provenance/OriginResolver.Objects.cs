using System.Collections.Generic;
using System.Collections.Immutable;
using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>
/// Members of objects: the walk goes back to where the object itself is made, carrying the member as the part that it is after.
/// What the object was set up or constructed with then tells the value; where it tells nothing, what its class does counts.
/// </content>
internal sealed partial class OriginResolver
{
    /// <summary>Goes on to the object that the member is read of. False for what has no object, or one that was looked at.</summary>
    private static bool FollowObject(ISymbol member, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, ref Walk walk)
    {
        var pending = walk.Current;
        return instance is not null
            && !pending.IsOfClass

            // `this` is known where the walk came in through a member of an object.
            && (instance is not IInstanceReferenceOperation || pending.Frame is { Receiver: not null })
            && walk.GoTo(pending.At(instance).PartOf(Part.OfMember(member, arguments, pending)));
    }

    private static bool FollowThis(ref Walk walk) =>
        walk.Current is { Part.Member: not null, Frame: { Receiver: { } receiver } frame }
        && walk.GoTo(walk.Current.At(receiver).BackFrom(frame));

    /// <summary>The `accessor` of `accessor?.Current`.</summary>
    private static bool FollowAccessed(IConditionalAccessInstanceOperation instance, ref Walk walk)
    {
        for (var current = instance.Parent; current is not null; current = current.Parent)
        {
            if (current is IConditionalAccessOperation access && access.Operation.Syntax == instance.Syntax)
            {
                return walk.GoTo(access.Operation);
            }
        }

        return false;
    }

    /// <summary>`copy = scenario with { Context = other }`: what is not written is the original's.</summary>
    private static bool FollowCopy(IWithOperation copy, ref Walk walk) =>
        (walk.Current.Part is { Member: { } member } part && FollowInitializer(copy.Initializer, member, part, ref walk)) || walk.GoTo(copy.Operand);

    private static bool FollowInitializer(IObjectOrCollectionInitializerOperation? initializer, ISymbol member, Part part, ref Walk walk)
    {
        if (initializer is null)
        {
            return false;
        }

        foreach (var entry in initializer.Initializers)
        {
            if (entry is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var written } } assignment
                && SymbolEqualityComparer.Default.Equals(written.OriginalDefinition, member.OriginalDefinition))
            {
                return walk.GoTo(walk.Current.At(assignment.Value).PartOf(part.Rest).Via(TrailStep.Stored, assignment.Syntax));
            }
        }

        return false;
    }

    /// <summary>`new { Context = context }.Context`</summary>
    private static bool FollowAnonymousObject(IAnonymousObjectCreationOperation creation, ref Walk walk)
    {
        if (walk.Current.Part is { Member: { } member } part)
        {
            foreach (var initializer in creation.Initializers)
            {
                if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var written } } assignment
                    && SymbolEqualityComparer.Default.Equals(written, member))
                {
                    return walk.GoTo(walk.Current.At(assignment.Value).PartOf(part.Rest));
                }
            }
        }

        return false;
    }

    /// <summary>A double is read: what it was created with tells what its member gives, or its library gives another double.</summary>
    private bool FollowDouble(in DoubleCreation creation, Part part, ref Walk walk, out Origin origin)
    {
        origin = Origin.Unknown;
        var goesThrough = false;
        foreach (var setUp in _setUps.OfCreation(creation.Operation))
        {
            goesThrough |= setUp.GoesThrough(part);
            if (setUp.TryAnswer(part, doubles, out var rest))
            {
                walk.GoTo(walk.Current.At(setUp.Values[0]).PartOf(rest).NotMissing().Via(TrailStep.Stored, setUp.Values[0].Syntax));
                return false;
            }
        }

        if (!UnsetMembers.CanBeTakenOver(part.Member!) && !creation.IsUnwrapping)
        {
            // `public IContext Current => _current;` runs in a double, too.
            walk.GoTo(part.Read.OfClass());
            return false;
        }

        ITypeSymbol? given = null;
        var isTold = part.GivesDoubles || goesThrough || IsMadeByTold(creation, ref walk);
        for (var current = part; current is not null; current = current.Rest)
        {
            if (current.Member is not { } member || !UnsetMembers.CanBeTakenOver(member) || (given = creation.Library.UnsetMember(creation, member, isTold)) is null)
            {
                // Moq's loose null, a strict mock's exception, or nothing that is known.
                return true;
            }
        }

        origin = walk.Current.UnsetMember(creation, Frame.Substitute(given!, walk.Current.Frame));
        return true;
    }

    /// <summary>`new MockRepository(..) { DefaultValue = DefaultValue.Mock }` hands its setting on to what it makes.</summary>
    private bool IsMadeByTold(in DoubleCreation creation, ref Walk walk)
    {
        if (creation is not { Library: Doubles.Moq, Operation: IInvocationOperation { Instance: { } instance } } || VariableOf(SetUpChains.Unwrap(instance)) is not { } repository)
        {
            return false;
        }

        var values = new List<ExpressionSyntax>();
        foreach (var declaration in repository.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax(walk.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value })
            {
                values.Add(value);
            }
        }

        if (repository is IFieldSymbol or IPropertySymbol)
        {
            _memberWrites.TryFind(repository, repository.ContainingType, instance.Syntax, values, walk.CancellationToken);
        }

        foreach (var value in values)
        {
            if (_models.Of(value.SyntaxTree, instance.SemanticModel)?.GetOperation(value, walk.CancellationToken) is { } made && Doubles.Moq.IsToldAtCreation(made))
            {
                return true;
            }
        }

        if (UnitOf(instance.Syntax) is { } unit && SetUpIndex.Of(unit, _indexes).About(repository.Name) is { } expressions)
        {
            for (var i = 0; i < expressions.Count && i < Limits.SetUpsPerMember; i++)
            {
                if (instance.SemanticModel?.GetOperation(expressions[i], walk.CancellationToken) is { } operation
                    && _setUps.TryRead(operation, out var setUp)
                    && setUp.AsksForDoubles(repository))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
