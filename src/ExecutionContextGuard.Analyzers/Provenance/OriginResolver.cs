using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Follows one value backwards from the argument to where it was made, along operations, with an explicit stack and a
/// budget of steps. It forgives nothing it can prove and says nothing it cannot.
/// </summary>
internal sealed class OriginResolver(Compilation compilation, GuardedTypes guarded, DoubleCatalogue doubles)
{
    private readonly SemanticModels _models = new(compilation);
    private readonly MemberWrites _memberWrites = new();
    private readonly ConditionalWeakTable<IOperation, LocalWrites> _localWrites = new();

    /// <summary>The worst origin that is proven for the value; Unknown where nothing is.</summary>
    public Origin Resolve(IOperation value, CancellationToken cancellationToken)
    {
        var worst = Origin.Unknown;
        var steps = 0;
        var pending = new Pending(value, way: null, unwrapped: null, mayBeMissing: true);
        Stack<Pending>? others = null;
        HashSet<ISymbol>? seen = null;
        while (true)
        {
            if (++steps > Limits.StepsPerArgument)
            {
                // Too large to follow to the end: what is proven so far still is.
                return worst;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!Step(ref pending, ref others, ref seen, cancellationToken, out var origin))
            {
                continue;
            }

            if (origin.Kind > worst.Kind)
            {
                worst = origin;
            }

            if (others is null || others.Count == 0)
            {
                return worst;
            }

            pending = others.Pop();
        }
    }

    /// <summary>`Task.FromResult(x)` and its like: awaiting it gives x.</summary>
    public static bool IsCompletedTask(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: "FromResult", IsStatic: true, ContainingType.Name: "Task" or "ValueTask" };

    /// <summary>Takes one step back. True when it ends in an origin; false when <paramref name="pending"/> is what to look at next.</summary>
    private bool Step(ref Pending pending, ref Stack<Pending>? others, ref HashSet<ISymbol>? seen, CancellationToken cancellationToken, out Origin origin)
    {
        origin = Origin.Unknown;
        var operation = pending.Operation;
        if (doubles.IsCreation(operation, out var creation))
        {
            origin = Origin.OfDouble(creation.Library, creation.Type, operation, pending.Way);
            return true;
        }

        if (doubles.IsMatcher(operation))
        {
            origin = pending.Missing("matcher");
            return true;
        }

        switch (operation)
        {
            case IConversionOperation conversion:
                // A user-defined conversion makes another object than the one it is given.
                if (conversion.OperatorMethod is not null)
                {
                    return Ends(pending, out origin);
                }

                pending = pending.At(conversion.Operand);
                return false;

            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                Fork(ref others, pending.At(whenFalse));
                pending = pending.At(conditional.WhenTrue);
                return false;

            case ICoalesceOperation coalesce:
                // What is null on the left is replaced by the right: `given ?? real` is not missing.
                Fork(ref others, pending.At(coalesce.WhenNull));
                pending = pending.At(coalesce.Value).NotMissing();
                return false;

            case ISwitchExpressionOperation { Arms.IsEmpty: false } selection:
                for (var i = 1; i < selection.Arms.Length; i++)
                {
                    Fork(ref others, pending.At(selection.Arms[i].Value));
                }

                pending = pending.At(selection.Arms[0].Value);
                return false;

            case ISimpleAssignmentOperation assignment:
                pending = pending.At(assignment.Value);
                return false;

            case IAwaitOperation { Operation: IInvocationOperation { Arguments.Length: 1 } completed } when IsCompletedTask(completed):
                pending = pending.At(completed.Arguments[0].Value);
                return false;

            case IPropertyReferenceOperation property when doubles.IsUnwrapping(property, out var library, out var doubled):
                pending = pending.At(property.Instance!).Unwrapping(property, library, doubled);
                return false;

            case ILocalReferenceOperation local:
                return !FollowLocal(local, ref pending, ref others, ref seen, cancellationToken) && Ends(pending, out origin);

            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return !FollowMember((IMemberReferenceOperation)operation, ref pending, ref seen, cancellationToken) && Ends(pending, out origin);

            case IDefaultValueOperation when operation.Type is { IsReferenceType: true }:
                origin = pending.Missing("default");
                return true;

            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }:
                origin = pending.Missing("null");
                return true;

            case IObjectCreationOperation made when guarded.IsGuarded(made.Type):
                origin = Origin.Real;
                return true;

            default:
                return Ends(pending, out origin);
        }
    }

    /// <summary>The way ends here: a wrapper whose making is out of sight still holds a double.</summary>
    private static bool Ends(Pending pending, out Origin origin)
    {
        origin = pending.Unwrapped is { } unwrapped
            ? Origin.OfDouble(unwrapped.Library, unwrapped.Type, unwrapped.Operation, pending.Way)
            : Origin.Unknown;
        return true;
    }

    /// <summary>Goes on to what was written to the local; false when that cannot be told.</summary>
    private bool FollowLocal(ILocalReferenceOperation reference, ref Pending pending, ref Stack<Pending>? others, ref HashSet<ISymbol>? seen, CancellationToken cancellationToken)
    {
        // A loop that assigns a local from itself (`a = b; b = a;`) comes by here again.
        if (!(seen ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(reference.Local))
        {
            return false;
        }

        var root = (IOperation)reference;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        var writes = LocalWrites.Of(root, _localWrites).To(reference.Local);
        if (writes is null)
        {
            return false;
        }

        var reaching = writes;
        if (writes.Count > 1)
        {
            reaching = [];
            if (!ReachingDefinitions.TryFind(reference, writes, reaching, cancellationToken))
            {
                return false;
            }
        }

        var current = pending;
        var followed = false;
        foreach (var write in reaching)
        {
            if (write.Value is not { } value)
            {
                continue;
            }

            var next = current.At(value).Via(write.Operation.Syntax, value, doubles);
            if (followed)
            {
                Fork(ref others, next);
            }
            else
            {
                pending = next;
                followed = true;
            }
        }

        return followed;
    }

    /// <summary>
    /// Goes on to what the declaring class writes to a field or property, where that is one thing. With several writes it
    /// depends on the order in which members run, and what is not certain is not said.
    /// </summary>
    private bool FollowMember(IMemberReferenceOperation reference, ref Pending pending, ref HashSet<ISymbol>? seen, CancellationToken cancellationToken)
    {
        var member = reference.Member;
        if (!OnlyOwnWrites(member) || !(seen ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(member))
        {
            return false;
        }

        ExpressionSyntax? written = null;
        foreach (var value in _memberWrites.To(member, cancellationToken))
        {
            // `= null!` beside a real assignment is how a field that a set-up fills is declared; it is no origin.
            if (IsNull(value))
            {
                continue;
            }

            if (written is not null)
            {
                return false;
            }

            written = value;
        }

        if (written is null || _models.Of(written.SyntaxTree, reference.SemanticModel)?.GetOperation(written, cancellationToken) is not { } operation)
        {
            return false;
        }

        pending = pending.At(operation).NotMissing().Via(written.Parent ?? written, operation, doubles);
        return true;
    }

    /// <summary>A `protected IUserExecutionContext Context;` is assigned by whoever derives; what one class writes to it proves nothing.</summary>
    private static bool OnlyOwnWrites(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is not { IsInitOnly: false } setter || setter.DeclaredAccessibility == Accessibility.Private,
        _ => false,
    };

    private static bool IsNull(ExpressionSyntax expression)
    {
        while (expression is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            expression = expression switch
            {
                PostfixUnaryExpressionSyntax suppressed => suppressed.Operand,
                ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression,
                _ => ((CastExpressionSyntax)expression).Expression,
            };
        }

        return expression.IsKind(SyntaxKind.NullLiteralExpression)
            || expression.IsKind(SyntaxKind.DefaultLiteralExpression)
            || expression.IsKind(SyntaxKind.DefaultExpression);
    }

    private static void Fork(ref Stack<Pending>? others, Pending branch) => (others ??= new Stack<Pending>()).Push(branch);

    /// <summary>A value that is still to be looked at, and what is known of its way so far.</summary>
    private readonly struct Pending(IOperation operation, TrailStep? way, Unwrapped? unwrapped, bool mayBeMissing)
    {
        public IOperation Operation { get; } = operation;

        public TrailStep? Way { get; } = way;

        public Unwrapped? Unwrapped { get; } = unwrapped;

        private bool MayBeMissing { get; } = mayBeMissing;

        public Pending At(IOperation next) => new(next, Way, Unwrapped, MayBeMissing);

        /// <summary>Null further back is not what arrives: something replaces it, or nobody can tell when.</summary>
        public Pending NotMissing() => new(Operation, Way, Unwrapped, mayBeMissing: false);

        public Pending Unwrapping(IOperation by, MockingLibrary library, ITypeSymbol type) =>
            new(Operation, Way, Unwrapped ?? new Unwrapped(by, library, type), mayBeMissing: false);

        /// <summary>Notes the variable on the way, unless the object is made right there: `var a = new Mock()` is one step, not two.</summary>
        public Pending Via(SyntaxNode variable, IOperation value, DoubleCatalogue doubles)
        {
            while (value is IConversionOperation conversion)
            {
                value = conversion.Operand;
            }

            if (value is IPropertyReferenceOperation { Instance: { } wrapper } property && doubles.IsUnwrapping(property, out _, out _))
            {
                value = wrapper;
            }

            return doubles.IsCreation(value, out _) || value is ILiteralOperation or IDefaultValueOperation
                ? this
                : new Pending(Operation, new TrailStep(TrailStep.Stored, variable, Way), Unwrapped, MayBeMissing);
        }

        public Origin Missing(string form) => MayBeMissing ? Origin.Nothing(form, Operation, Way) : Origin.Unknown;
    }

    /// <summary>The first place at which a double was taken out of its wrapper.</summary>
    private sealed class Unwrapped(IOperation operation, MockingLibrary library, ITypeSymbol type)
    {
        public IOperation Operation { get; } = operation;

        public MockingLibrary Library { get; } = library;

        public ITypeSymbol Type { get; } = type;
    }
}
