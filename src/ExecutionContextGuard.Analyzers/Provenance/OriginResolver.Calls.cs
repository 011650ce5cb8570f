using System.Collections.Generic;
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

        if (method is { Name: "OfType", TypeArguments: { Length: 1 } wanted } && IsReal(wanted[0]))
        {
            // `contexts.OfType<UserExecutionContext>()` leaves the doubles out.
            return false;
        }

        if (method.ContainingAssembly is { } assembly && Symbols.PlatformAssemblies.Contains(assembly))
        {
            // `Task.FromResult(context)`, `Task.Run(() => context)`
            return (IsCompletedTask(invocation) && invocation.Arguments.Length == 1) || method is { Name: "Run", IsStatic: true, ContainingType.Name: "Task", Parameters.IsEmpty: false }
                ? walk.GoTo(invocation.Arguments[0].Value)
                : invocation.Instance is { } task && method.Name is "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult"
                    ? walk.GoTo(invocation.Instance!)
                    : FollowLinq(invocation, ref walk);
        }

        if (walk.Current.Part is { IsElement: true, Index: >= 0 } && invocation.Instance is { } named && SymbolEqualityComparer.Default.Equals(named.Type, method.ReturnType))
        {
            // `new TestCaseData(context).SetName("a")` is the row.
            return walk.GoTo(named);
        }

        if (Doubles.UnsetMembers.CanBeTakenOver(method) && FollowObject(method, invocation.Instance, invocation.Arguments, ref walk))
        {
            return true;
        }

        if (!Frame.MayGoDeeper(walk.Current.Frame))
        {
            return false;
        }

        var self = SelfIn(method, invocation.Instance, invocation, walk);
        method = Dispatched(method, invocation.Instance, self);
        var frame = new Frame(method, invocation.Arguments, walk.Current.Frame, invocation.Instance) { CallerSelf = walk.Current.Self };
        return FollowReturns(method, frame, self, invocation, ref walk);
    }

    private bool FollowCreation(IObjectCreationOperation creation, ref Walk walk)
    {
        if (walk.Current.Part is { IsElement: true } part)
        {
            return FollowElementsOf(creation, part, ref walk) || FollowDataClass(creation, part, ref walk);
        }

        if (walk.Current.Part is { Member: not null } read && creation.Type is { DeclaringSyntaxReferences.IsEmpty: false })
        {
            return FollowHolder(creation, read, ref walk);
        }

        // `new Lazy<T>(() => x)`, `new ValueTask<T>(x)` hold what they are given.
        return creation is { Type: { Name: "Lazy" or "ValueTask", ContainingNamespace.Name: "System" or "Tasks" }, Arguments: { IsEmpty: false } arguments }
            && walk.GoTo(arguments[0].Value);
    }

    /// <summary>Goes on to what a method in source returns; the frame says what its parameters stand for, and self what `this` is there.</summary>
    private bool FollowReturns(IMethodSymbol method, Frame? frame, INamedTypeSymbol? self, IOperation use, ref Walk walk)
    {
        var returned = _returns.Of(method, walk.CancellationToken);
        if (returned.IsEmpty)
        {
            return false;
        }

        // `IContext Get() { return bag.Context; }` of a dynamic bag: by its type it gives a context or nothing.
        var current = guarded.IsGuarded(Frame.Substitute(method.ReturnType, frame)) ? walk.Current.AsContext() : walk.Current;
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
            ways.Add(current.At(operation).In(frame, self).PartOf(part).NotMissing().Via(TrailStep.Returned, use.Syntax));
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
}
