using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Follows one value backwards from the argument to where it was made, along operations, with an explicit stack and a
/// budget of steps. It forgives nothing it can prove and says nothing it cannot.
/// </summary>
/// <remarks>This part takes one step a kind of operation; variables, calls and collections have a part of the class each.</remarks>
internal sealed partial class OriginResolver(Compilation compilation, GuardedTypes guarded, DoubleCatalogue doubles, HandWrittenDoubles handWritten, OpenTypes openTypes)
{
    private readonly SemanticModels _models = new(compilation);
    private readonly MemberWrites _memberWrites = new();
    private readonly MethodReturns _returns = new();
    private readonly OutsideWrites _outsideWrites = new();
    private readonly ReachingDefinitions _reaching = new();
    private readonly LocalWritesOfBodies _localWrites = new();

    /// <summary>The worst origin that is proven for the value; Unknown where nothing is.</summary>
    public Origin Resolve(IOperation value, CancellationToken cancellationToken) => Resolve(new Pending(value), cancellationToken, out _);

    /// <param name="value">What is handed over.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <param name="steps">How many steps it took: the measure of cost that does not depend on the machine.</param>
    public Origin Resolve(IOperation value, CancellationToken cancellationToken, out int steps) => Resolve(new Pending(value), cancellationToken, out steps);

    /// <summary>The worst origin that is proven for one element of the tuple.</summary>
    public Origin ResolveTupleElement(IOperation tuple, int index, CancellationToken cancellationToken) =>
        Resolve(new Pending(tuple).PartOf(Part.TupleElement(index, null)), cancellationToken, out _);

    /// <summary>The worst origin that is proven for any element of the collection.</summary>
    public Origin ResolveElements(IOperation collection, CancellationToken cancellationToken) =>
        Resolve(new Pending(collection).PartOf(Part.Element(null)), cancellationToken, out _);

    private Origin Resolve(Pending start, CancellationToken cancellationToken, out int steps, List<Pending>? parameters = null, bool inAnyOrder = false)
    {
        var worst = Origin.Unknown;
        var walk = new Walk(start, parameters, inAnyOrder, cancellationToken);
        for (steps = 0; steps < Limits.StepsPerArgument;)
        {
            steps++;
            cancellationToken.ThrowIfCancellationRequested();
            if (!Step(ref walk, out var origin))
            {
                continue;
            }

            if (origin.Kind > worst.Kind)
            {
                worst = origin;
            }

            if (!walk.TakeNext() || (inAnyOrder && parameters is { Count: > 0 }))
            {
                break;
            }
        }

        // Where the budget ended first, what was proven so far still is.
        return worst;
    }

    /// <summary>Takes one step back. True when it ends in an origin; false when the walk stands somewhere new.</summary>
    private bool Step(ref Walk walk, out Origin origin)
    {
        var pending = walk.Current;
        var operation = pending.Operation;

        // By kind: to ask each operation for a dozen interfaces would take several times as long.
        var kind = operation.Kind;
        if (pending.Part is null
            && (kind is OperationKind.LocalReference or OperationKind.ParameterReference ? IsLetThrough(operation, walk, out origin) : IsOrigin(pending, operation, kind, out origin)))
        {
            return true;
        }

        if (pending.Part is { } wanted && doubles.IsCreation(operation, out var made))
        {
            if (wanted.Member is not null)
            {
                return FollowDouble(made, wanted, ref walk, out origin);
            }

            if (wanted is { IsElement: true, Rest: null } && operation.Type is { } collection && SymbolEqualityComparer.Default.Equals(ExecutionPaths.ElementType(collection), made.Type))
            {
                // `A.CollectionOfFake<T>(3)[0]`
                origin = pending.Double(made);
                return true;
            }
        }

        origin = Origin.Unknown;
        if (Follow(pending, operation, kind, ref walk))
        {
            return false;
        }

        if (walk.Current.Part is { Member: not null } part)
        {
            // The object is out of sight: its class may still tell what the member gives.
            walk.GoTo(part.Read.OfClass());
            return false;
        }

        origin = pending.Ends(guarded);
        return true;
    }

    /// <summary>Whether the value itself is made here.</summary>
    private bool IsOrigin(in Pending pending, IOperation operation, OperationKind kind, out Origin origin)
    {
        if (kind is OperationKind.Invocation or OperationKind.ObjectCreation && doubles.IsCreation(operation, out var creation))
        {
            // `new Mock<Func<IContext>>().Object()`, `Mock.Of<IOptions<IContext>>().Value`: what such a double gives is not the double.
            origin = HoldsContexts(creation.Type) ? Origin.Unknown : pending.Double(creation);
            return true;
        }

        if (kind is OperationKind.Invocation or OperationKind.PropertyReference or OperationKind.FieldReference or OperationKind.MethodReference or OperationKind.EventReference
            && doubles.IsMatcher(operation))
        {
            origin = pending.Missing("matcher");
            return true;
        }

        switch (kind)
        {
            case OperationKind.Literal or OperationKind.DefaultValue or OperationKind.ObjectCreation or OperationKind.Invocation:
                break;
            default:
                origin = Origin.Unknown;
                return false;
        }

        switch (operation)
        {
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }:
                origin = pending.Missing("null");
                return true;
            case IDefaultValueOperation { Type.IsReferenceType: true }:
                origin = pending.Missing("default");
                return true;
            case IDefaultValueOperation { Type: { IsValueType: true } type } when guarded.IsGuarded(type):
                origin = pending.Bypassed(type);
                return true;
            case IObjectCreationOperation { Type: INamedTypeSymbol type } made when guarded.IsGuarded(type):
                // `new S()` of a struct that declares no parameterless constructor runs none: it is `default(S)`.
                origin = made is { Arguments.IsEmpty: true, Initializer: null, Constructor: { IsImplicitlyDeclared: true, ContainingType.TypeKind: TypeKind.Struct } } ? pending.Bypassed(type)
                    : handWritten.Contains(type) ? pending.HandWritten(type)
                    : Origin.Real;
                return true;
            case IInvocationOperation invocation when ConstructorBypasses.TypeMadeBy(invocation, guarded) is { } type:
                origin = pending.Bypassed(type);
                return true;
            case IInvocationOperation invocation when ConstructorBypasses.TypeConstructedBy(invocation, guarded) is { } type:
                // `Activator.CreateInstance(typeof(UserExecutionContext), "u", ..)` runs a public constructor.
                origin = handWritten.Contains(type) ? pending.HandWritten(type) : Origin.Real;
                return true;
            default:
                origin = Origin.Unknown;
                return false;
        }
    }

    /// <summary>Goes on to where the value comes from; false where the way ends.</summary>
    private bool Follow(in Pending pending, IOperation operation, OperationKind kind, ref Walk walk)
    {
        if (pending.Part is { } row && IsValueForRow(operation, row))
        {
            return walk.GoTo(pending.PartOf(row.Rest));
        }

        if (pending.Part is { IsTupleElement: true } element && !pending.IsOfClass && PositionalMember(operation.Type, element.Index) is { } positional)
        {
            // `var (name, context) = scenario;` reads the properties of a record.
            return walk.GoTo(pending.PartOf(element.Rest).PartOf(Part.OfMember(positional, ImmutableArray<IArgumentOperation>.Empty, pending.PartOf(element.Rest))));
        }

        switch (kind)
        {
            // Most steps.
            case OperationKind.LocalReference:
                return FollowLocal((ILocalReferenceOperation)operation, ref walk);
            case OperationKind.ParameterReference:
                return FollowParameter((IParameterReferenceOperation)operation, ref walk);
        }

        switch (operation)
        {
            case IConversionOperation conversion:
                // A user-defined conversion makes another object than the one it is given.
                return conversion.OperatorMethod is null
                    && !IsForRealOnly(conversion, walk)
                    && walk.GoTo((MakesContextOf(conversion, pending) ? pending.AsContext() : pending).At(conversion.Operand));

            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                walk.Fork(pending.At(whenFalse));
                return walk.GoTo(conditional.WhenTrue);

            case ICoalesceOperation coalesce:
                // What is null on the left is replaced by the right: `given ?? real` is not missing.
                walk.Fork(pending.At(coalesce.WhenNull));
                return walk.GoTo(pending.At(coalesce.Value).NotMissing());

            case ICoalesceAssignmentOperation assignment:
                walk.Fork(pending.At(assignment.Value));
                return walk.GoTo(pending.At(assignment.Target).NotMissing());

            case ISwitchExpressionOperation { Arms.IsEmpty: false } selection:
                for (var i = 1; i < selection.Arms.Length; i++)
                {
                    walk.Fork(pending.At(selection.Arms[i].Value));
                }

                return walk.GoTo(selection.Arms[0].Value);

            case ISimpleAssignmentOperation assignment:
                return walk.GoTo(assignment.Value);

            case IAwaitOperation awaited:
                // A task of a value is walked like the value: types see to it that somebody awaits it.
                return walk.GoTo(awaited.Operation);

            case ITupleOperation tuple when pending.Part is { IsTupleElement: true } part && part.Index < tuple.Elements.Length:
                return walk.GoTo(pending.At(tuple.Elements[part.Index]).PartOf(part.Rest));

            case IConditionalAccessOperation access:
                return walk.GoTo(pending.At(access.WhenNotNull).NotMissing());

            case IConditionalAccessInstanceOperation instance:
                return FollowAccessed(instance, ref walk);

            case IWithOperation copy:
                return FollowCopy(copy, ref walk);

            case IAnonymousObjectCreationOperation creation:
                return FollowAnonymousObject(creation, ref walk);

            case IInstanceReferenceOperation:
                return FollowThis(ref walk);

            case ITupleOperation tuple when pending.Part is { IsElement: true, Index: >= 0 } column && column.Index < tuple.Elements.Length:
                return walk.GoTo(pending.At(tuple.Elements[column.Index]).PartOf(column.Rest));

            case IFieldReferenceOperation field:
                return FollowField(field, ref walk);

            case IPropertyReferenceOperation property:
                return FollowProperty(property, ref walk);

            case IDelegateCreationOperation creation:
                // Only an invoked delegate or a Lazy leads here; what it returns is the value.
                return walk.GoTo(creation.Target);

            case IAnonymousFunctionOperation lambda:
                return FollowLambda(lambda, ref walk);

            case IMethodReferenceOperation reference:
                return FollowReturns(reference.Method, pending.Frame, pending.Self, reference, ref walk);

            case IInvocationOperation invocation:
                return FollowInvocation(invocation, ref walk);

            case ITranslatedQueryOperation query:
                // `from user in users select Make(user)`
                return walk.GoTo(query.Operation);

            case IObjectCreationOperation creation:
                return FollowCreation(creation, ref walk);

            default:
                return FollowElements(operation, ref walk);
        }
    }
}
