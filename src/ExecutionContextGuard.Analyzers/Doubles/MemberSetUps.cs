using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>
/// Reads set-ups for what they make a member give. The readers of the code fix ask whether a set-up is understood whole;
/// here a value that can be given is enough, and what comes after it in the chain changes nothing.
/// </summary>
internal sealed class MemberSetUps(DoubleCatalogue doubles)
{
    /// <summary>What ends a set-up, as it is spelled in all libraries: only such calls are bound and read.</summary>
    public static bool IsNameOfSetUp(string name) =>
        name.StartsWith("Return", StringComparison.Ordinal)
        || name.StartsWith("Throws", StringComparison.Ordinal)
        || name is "SetupProperty" or "SetReturnsDefault" or "CallBase" or "CallsBaseMethod" or "DoInstead";

    public bool TryRead(IOperation operation, [NotNullWhen(true)] out MemberSetUp? setUp)
    {
        setUp = operation switch
        {
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment => ReadAssignment(target, assignment.Value),
            IInvocationOperation { TargetMethod.ContainingType: { } container } call when IsMocking(container) => ReadCall(call),
            _ => null,
        };
        return setUp is not null;
    }

    /// <summary>The conjuncts of <c>Mock.Of&lt;T&gt;(a => a.Current == context &amp;&amp; a.Name == "x")</c>.</summary>
    public List<MemberSetUp> OfCreation(IOperation creation)
    {
        var setUps = new List<MemberSetUp>();
        if (creation is not IInvocationOperation { TargetMethod: { Name: "Of" or "OneOf" } } of)
        {
            return setUps;
        }

        var pending = new Stack<IOperation>();
        foreach (var argument in of.Arguments)
        {
            if (SetUpChains.TryGetBody(argument.Value, out _, out var predicate))
            {
                pending.Push(predicate);
            }
        }

        while (pending.Count != 0)
        {
            switch (SetUpChains.Unwrap(pending.Pop()))
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                    pending.Push(and.RightOperand);
                    pending.Push(and.LeftOperand);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality:
                    var links = new List<MemberLink>();
                    if (AddLinks(equality.LeftOperand, links, out var isOfParameter) && isOfParameter)
                    {
                        setUps.Add(Made(links, null, ImmutableArray.Create(equality.RightOperand)));
                    }

                    break;
            }
        }

        return setUps;
    }

    private MemberSetUp? ReadAssignment(IMemberReferenceOperation target, IOperation value)
    {
        var links = new List<MemberLink>();
        return AddLinks(target, links, out _) ? Made(links, null, ImmutableArray.Create(value)) : null;
    }

    private MemberSetUp? ReadCall(IInvocationOperation call)
    {
        var links = new List<MemberLink>();
        switch (call.TargetMethod.Name)
        {
            case "SetupProperty":
                return AddNamed(call, links)
                    ? Made(links, null, SetUpChains.Argument(call, 1) is { } initial ? ImmutableArray.Create(initial) : ImmutableArray<IOperation>.Empty)
                    : null;
            case "SetReturnsDefault" or "ReturnsForAll":
                return call.TargetMethod.TypeArguments is { Length: 1 } types
                    && Receiver(call) is { } all
                    && SetUpChains.Argument(call, 0) is { } given
                    && AddLinks(all, links, out _)
                        ? Made(links, types[0], ImmutableArray.Create(given))
                        : null;
        }

        var anyArguments = call.TargetMethod.Name.IndexOf("AnyArg", StringComparison.Ordinal) >= 0;
        var isOneOfSeveral = false;
        ITypeSymbol? ofEveryMember = null;
        var target = Receiver(call);
        while (target is not null)
        {
            if (SetUpChains.Unwrap(target) is not IInvocationOperation { TargetMethod: { ContainingType: { } container } method } part || !IsMocking(container))
            {
                // `sub.Current.Returns(context)`
                return AddLinks(target, links, out _) ? Made(links, null, Values(call), anyArguments, isOneOfSeveral) : null;
            }

            anyArguments |= method.Name == "WithAnyArguments";
            isOneOfSeveral |= method.Name is "SetupSequence" || IsNameOfSetUp(method.Name);
            if (method is { Name: "WithReturnType", TypeArguments: { Length: 1 } returned })
            {
                ofEveryMember = returned[0];
            }

            if (NamesMember(part))
            {
                return AddNamed(part, links) ? Made(links, null, Values(call), anyArguments, isOneOfSeveral) : null;
            }

            if (method.Name == "CallTo" && part.Arguments.Length == 1)
            {
                // `A.CallTo(accessor).WithReturnType<IContext>().Returns(context)`
                return ofEveryMember is not null && AddLinks(part.Arguments[0].Value, links, out _)
                    ? Made(links, ofEveryMember, Values(call), anyArguments, isOneOfSeveral)
                    : null;
            }

            target = Receiver(part);
        }

        return null;
    }

    private static MemberSetUp Made(List<MemberLink> links, ITypeSymbol? ofEveryMember, ImmutableArray<IOperation> values, bool anyArguments = false, bool isOneOfSeveral = false)
    {
        links.Reverse();
        return new MemberSetUp(links.ToImmutableArray(), ofEveryMember, values, anyArguments, isOneOfSeveral);
    }

    /// <summary>Whether the call has a lambda that is one expression: <c>Setup(a => a.Current)</c>.</summary>
    private static bool NamesMember(IInvocationOperation call) => SetUpChains.TryGetBody(SetUpChains.Argument(call, 0), out _, out _);

    /// <summary>Adds the members that the lambda names, and the object it names them of: its parameter's, or one that it captures.</summary>
    private bool AddNamed(IInvocationOperation call, List<MemberLink> links) =>
        SetUpChains.TryGetBody(SetUpChains.Argument(call, 0), out _, out var body)
        && AddLinks(body, links, out var isOfParameter)
        && (!isOfParameter || (Receiver(call) is { } wrapper && AddLinks(wrapper, links, out _)));

    /// <summary>Adds the members from the last to the first, and the variable that they are read of.</summary>
    private bool AddLinks(IOperation expression, List<MemberLink> links, out bool isOfParameter)
    {
        isOfParameter = false;
        for (IOperation? current = SetUpChains.Unwrap(expression); current is not null; current = current is null ? null : SetUpChains.Unwrap(current))
        {
            switch (current)
            {
                case ILocalReferenceOperation local:
                    links.Add(new MemberLink(local.Local, ImmutableArray<IArgumentOperation>.Empty));
                    return true;
                case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter }
                    when links.Count != 0 && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, EnclosingLambda(current)):
                    isOfParameter = true;
                    return true;
                case IParameterReferenceOperation parameter:
                    links.Add(new MemberLink(parameter.Parameter, ImmutableArray<IArgumentOperation>.Empty));
                    return true;
                case IPropertyReferenceOperation property when doubles.IsUnwrapping(property, out _, out _) || IsAwaiting(property):
                    current = property.Instance;
                    break;
                case IMemberReferenceOperation member:
                    links.Add(new MemberLink(member.Member, member is IPropertyReferenceOperation { Arguments: var arguments } ? arguments : ImmutableArray<IArgumentOperation>.Empty));
                    if (member.Instance is null or IInstanceReferenceOperation)
                    {
                        return true;
                    }

                    current = member.Instance;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Get" or "Configure", ContainingType: { } container } } found when IsMocking(container):
                    // `Mock.Get(accessor).Setup(..)`, `sub.Configure().Current.Returns(..)`
                    current = Receiver(found);
                    break;
                case IInvocationOperation { Instance: { } instance, TargetMethod: { ContainingType: { } container } method } call when !IsMocking(container):
                    links.Add(new MemberLink(method, call.Arguments));
                    current = instance;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The result of a task stands for what is awaited: <c>Setup(f => f.CreateAsync().Result)</c>.</summary>
    private static bool IsAwaiting(IPropertyReferenceOperation property) =>
        property.Property is { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } && PlatformAssemblies.Contains(property.Property.ContainingAssembly);

    private static ISymbol? EnclosingLambda(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
            {
                return lambda.Symbol;
            }
        }

        return null;
    }

    /// <summary>What the set-up returns: every value of <c>Returns(first, second)</c>, the lambda of <c>Returns(() => value)</c>; none of <c>Throws</c>.</summary>
    private static ImmutableArray<IOperation> Values(IInvocationOperation call)
    {
        if (!call.TargetMethod.Name.StartsWith("Return", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("ReturnsNull", StringComparison.Ordinal))
        {
            return ImmutableArray<IOperation>.Empty;
        }

        var values = ImmutableArray.CreateBuilder<IOperation>();
        var first = call.TargetMethod.IsExtensionMethod && call.Instance is null ? 1 : 0;
        foreach (var argument in call.Arguments)
        {
            switch (argument)
            {
                case { Parameter: null } or { ArgumentKind: ArgumentKind.DefaultValue }:
                    break;
                case { Parameter.IsParams: true, Value: IArrayCreationOperation { Initializer.ElementValues: var elements } }:
                    values.AddRange(elements);
                    break;
                case { Parameter.Ordinal: var ordinal } when ordinal == first:
                    values.Add(argument.Value);
                    break;
            }
        }

        return values.ToImmutable();
    }

    private static IOperation? Receiver(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
        {
            return instance;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0 && (call.TargetMethod.IsExtensionMethod || call.TargetMethod.Name == "Get"))
            {
                return argument.Value;
            }
        }

        return null;
    }

    private bool IsMocking(INamedTypeSymbol type) => NeutralLibraries.IsMocking(type) || doubles.IsListed(type);
}
