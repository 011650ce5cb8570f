using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>What an ID is taken from: how it is named, which context it belongs to, whether two are the same.</summary>
internal sealed class IdentitySources(GuardedTypes guarded, IdentityRoles roles, IdentityTracer tracer)
{
    // Aliases and children of children: nobody reads a longer chain.
    private const int LongestFamily = 8;

    /// <summary>The role that the value is named for, and its name; None for text, constants and computed values.</summary>
    public IdentityRole NamedLike(IOperation value, out string name)
    {
        name = NameOf(value);
        return name.Length == 0 ? IdentityRole.None : roles.Of(name);
    }

    /// <summary>The context whose ID the value is, or null: `parent` of `parent.UserId.ToString()`, also by way of locals that are written once.</summary>
    public IOperation? ContextOf(IOperation value)
    {
        var bare = IdentityConstants.Bare(value);
        for (var steps = 0; bare is ILocalReferenceOperation local && steps < LongestFamily && tracer.TheOneValueOf(local) is { } written; steps++)
        {
            bare = IdentityConstants.Bare(written);
        }

        return bare is IMemberReferenceOperation { Instance: { } instance, Member: { } member } and (IPropertyReferenceOperation or IFieldReferenceOperation)
            && guarded.IsGuarded(instance.Type) && roles.Of(member.Name) != IdentityRole.None
                ? instance
                : null;
    }

    /// <summary>The context that the others of its family were made of: a child, a copy or an alias leads to its parent. Null where that is out of sight.</summary>
    public IOperation? HeadOfFamily(IOperation context)
    {
        for (var steps = 0; steps < LongestFamily; steps++)
        {
            context = IdentityConstants.Bare(context);
            switch (context)
            {
                case ILocalReferenceOperation local:
                    if (tracer.TheOneValueOf(local) is not { } value)
                    {
                        return local;
                    }

                    value = IdentityConstants.Bare(value);
                    if (Forebear(value) is { } forebear)
                    {
                        context = forebear;
                    }
                    else if (value is IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation)
                    {
                        context = value;
                    }
                    else if (value is IInvocationOperation { Arguments.IsEmpty: true })
                    {
                        // `var a = accessor.Get(); .. var b = accessor.Get();` may be the same one.
                        return null;
                    }
                    else
                    {
                        return local;
                    }

                    break;
                case IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                    return context;
                default:
                    if (Forebear(context) is not { } older)
                    {
                        return null;
                    }

                    context = older;
                    break;
            }
        }

        return null;
    }

    /// <summary>Whether both are the same variable, or the same member of the same object.</summary>
    public static bool AreSame(IOperation a, IOperation b)
    {
        while (true)
        {
            a = IdentityConstants.Bare(a);
            b = IdentityConstants.Bare(b);
            switch (a, b)
            {
                case (ILocalReferenceOperation one, ILocalReferenceOperation other):
                    return SymbolEqualityComparer.Default.Equals(one.Local, other.Local);
                case (IParameterReferenceOperation one, IParameterReferenceOperation other):
                    return SymbolEqualityComparer.Default.Equals(one.Parameter, other.Parameter);
                case (IInstanceReferenceOperation, IInstanceReferenceOperation):
                    return true;
                case (IMemberReferenceOperation one, IMemberReferenceOperation other) when IsStored(one) && IsStored(other):
                    if (!SymbolEqualityComparer.Default.Equals(one.Member, other.Member))
                    {
                        return false;
                    }

                    if (one.Instance is null || other.Instance is null)
                    {
                        return one.Instance is null && other.Instance is null;
                    }

                    (a, b) = (one.Instance, other.Instance);
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>How the value is called in a message.</summary>
    public static string NameOf(IOperation value)
    {
        while (true)
        {
            value = IdentityConstants.Bare(value);
            switch (value)
            {
                case ICoalesceOperation coalesce:
                    value = coalesce.Value;
                    continue;
                case IConditionalAccessOperation access:
                    value = access.WhenNotNull;
                    continue;
                case ILocalReferenceOperation local:
                    return local.Local.Name;
                case IParameterReferenceOperation parameter:
                    return parameter.Parameter.Name;
                case IPropertyReferenceOperation { Property.IsIndexer: false } property:
                    return property.Property.Name;
                case IFieldReferenceOperation field:
                    return field.Field.Name;
                case IInvocationOperation invocation:
                    return invocation.TargetMethod.Name;
                default:
                    return "";
            }
        }
    }

    /// <summary>Whether the member gives what was put into it. `Ids.Fresh` and `generator.NextId` are another value each time.</summary>
    private static bool IsStored(IMemberReferenceOperation reference)
    {
        foreach (var start in s_makers)
        {
            if (reference.Member.Name.StartsWith(start, System.StringComparison.Ordinal))
            {
                return false;
            }
        }

        return reference is IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false };
    }

    private static readonly string[] s_makers = ["New", "Next", "Fresh", "Random", "Create", "Generate", "Unique", "Any"];

    /// <summary>The context that a call, copy or construction makes its own of: `parent.CreateChild(..)`, `parent with { .. }`, `new(parent.UserId, ..)`, `Derive(parent)`.</summary>
    private IOperation? Forebear(IOperation made)
    {
        switch (made)
        {
            case IWithOperation copy:
                return copy.Operand;
            case IInvocationOperation { Instance: { } instance } when guarded.IsGuarded(instance.Type):
                return instance;
            case IInvocationOperation call:
                return Among(call.Arguments);
            case IObjectCreationOperation creation:
                return Among(creation.Arguments);
            default:
                return null;
        }
    }

    private IOperation? Among(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (guarded.IsGuarded(argument.Value.Type))
            {
                return argument.Value;
            }

            if (ContextOf(argument.Value) is { } context)
            {
                return context;
            }
        }

        return null;
    }
}
