using System.Collections.Immutable;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Tells which operations take IDs, and reads what each ID is given. For any other operation it is one memoised look-up.</summary>
internal sealed class IdentityCalls(GuardedTypes guarded, IdentitySignatures signatures)
{
    /// <summary>The IDs that the operation takes; null where it takes none.</summary>
    public IdentityCall? Read(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Constructor: { } constructor } creation => OfCreation(creation, constructor),
        IInvocationOperation invocation => OfArguments(invocation, invocation.TargetMethod, invocation.Arguments, signatures.Of(invocation.TargetMethod)),
        IWithOperation { Initializer: { } initializer } copy when guarded.IsGuarded(copy.Operand.Type) => OfCopy(copy, initializer),
        ISimpleAssignmentOperation assignment => OfAssignment(assignment),
        IPropertyInitializerOperation { InitializedProperties: { IsEmpty: false } properties } initializer => OfDefault(initializer, properties[0], properties[0].Type),
        IFieldInitializerOperation { InitializedFields: { IsEmpty: false } fields } initializer => OfDefault(initializer, fields[0], fields[0].Type),
        _ => null,
    };

    private IdentityCall? OfCreation(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        var signature = signatures.Of(constructor);
        var isGuarded = guarded.IsGuarded(creation.Type);
        if (signature.IsNone && !(isGuarded && creation.Initializer is not null))
        {
            return null;
        }

        var call = OfArguments(creation, constructor, creation.Arguments, signature) ?? new IdentityCall(creation, constructor, (INamedTypeSymbol)creation.Type!);
        if (isGuarded && creation.Initializer is { } initializer)
        {
            AddMembers(call, initializer);
        }

        return call.Slots.Count == 0 ? null : call;
    }

    private IdentityCall? OfCopy(IWithOperation copy, IObjectOrCollectionInitializerOperation initializer)
    {
        var type = (INamedTypeSymbol)copy.Operand.Type!;
        var call = new IdentityCall(copy, type, type);
        AddMembers(call, initializer);
        return call.Slots.Count == 0 ? null : call;
    }

    private IdentityCall? OfArguments(IOperation operation, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IdentitySignature signature)
    {
        if (signature.IsNone)
        {
            return null;
        }

        var call = new IdentityCall(operation, method, signature.Constructed is null ? null : signatures.MadeBy(method) ?? signature.Constructed);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind != ArgumentKind.Explicit)
            {
                // What is left out is the declaration's business.
                continue;
            }

            var role = signature.RoleOf(parameter.Ordinal);
            if (role != IdentityRole.None)
            {
                call.Slots.Add(new IdentitySlot(role, parameter.Type, argument.Value, TakesNull(parameter.Type, parameter.NullableAnnotation) || parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null }));
            }
            else if (signature.TakesContext && guarded.IsGuarded(parameter.Type))
            {
                (call.Contexts ??= []).Add(argument.Value);
            }
        }

        return call;
    }

    private IdentityCall? OfAssignment(ISimpleAssignmentOperation assignment)
    {
        // Inside `new C { .. }` and `with { .. }` the construction as a whole is read.
        if (assignment.Target is not IMemberReferenceOperation { Member: { IsStatic: false } and (IPropertySymbol or IFieldSymbol) and var member } target
            || target.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            || !guarded.IsGuarded(target.Instance?.Type))
        {
            return null;
        }

        return OfMember(assignment, member, TypeOf(member), assignment.Value, isOwn: target.Instance is IInstanceReferenceOperation);
    }

    /// <summary>`public string UserId { get; init; } = "anonymous";` of a context itself.</summary>
    private IdentityCall? OfDefault(ISymbolInitializerOperation initializer, ISymbol member, ITypeSymbol type) =>
        !member.IsStatic && guarded.IsGuarded(member.ContainingType) ? OfMember(initializer, member, type, initializer.Value, isOwn: true) : null;

    private IdentityCall? OfMember(IOperation operation, ISymbol member, ITypeSymbol type, IOperation value, bool isOwn)
    {
        var role = signatures.OfMember(member, type);
        if (role == IdentityRole.None)
        {
            return null;
        }

        var call = new IdentityCall(operation, member, member.ContainingType) { IsOwnStorage = isOwn };
        call.Slots.Add(new IdentitySlot(role, type, value, TakesNull(type, type.NullableAnnotation)));
        return call;
    }

    private void AddMembers(IdentityCall call, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var element in initializer.Initializers)
        {
            if (element is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } target } assignment)
            {
                var type = TypeOf(target.Member);
                var role = signatures.OfMember(target.Member, type);
                if (role != IdentityRole.None)
                {
                    call.Slots.Add(new IdentitySlot(role, type, assignment.Value, TakesNull(type, type.NullableAnnotation)));
                }
            }
        }
    }

    /// <summary>The type as it is declared, with its `?`.</summary>
    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static bool TakesNull(ITypeSymbol type, NullableAnnotation annotation) =>
        annotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
