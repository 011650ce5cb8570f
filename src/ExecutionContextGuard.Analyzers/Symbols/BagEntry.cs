using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>A constant key that names an ID, where a dictionary is filled: `bag["userId"] = x`, `bag.Add("userId", x)`, `{ ["userId"] = x }`, `{ { "userId", x } }`.</summary>
internal sealed class BagEntry
{
    private BagEntry(Bag bag, IdentityRole role, SyntaxNode key)
    {
        Bag = bag;
        Role = role;
        Key = key;
    }

    public Bag Bag { get; }

    public IdentityRole Role { get; }

    public SyntaxNode Key { get; }

    public static BagEntry? Of(IOperation operation, IdentityRoles roles)
    {
        (IOperation? filled, IOperation? key) = operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } target } => (target.Instance, target.Arguments[0].Value),
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "SetValue", Instance: { } instance, Arguments.IsEmpty: false } call => (instance, call.Arguments[0].Value),
            _ => ((IOperation?)null, (IOperation?)null),
        };
        // `Dictionary<object, object?>` takes the text as an object.
        while (key is IConversionOperation { OperatorMethod: null } conversion)
        {
            key = conversion.Operand;
        }

        return filled is not null
            && key is { ConstantValue: { HasValue: true, Value: string text } }
            && roles.Of(text) is var role and not IdentityRole.None
            && Bag.Of(filled) is { } bag
                ? new BagEntry(bag, role, key.Syntax)
                : null;
    }
}

/// <summary>One dictionary within a body: a variable, a property of one, or a creation that no variable holds.</summary>
internal sealed class Bag : IEquatable<Bag>
{
    private readonly IPropertySymbol? _property;
    private readonly ISymbol? _holder;
    private readonly SyntaxNode? _creation;
    private readonly ITypeSymbol? _type;

    private Bag(IPropertySymbol? property, ISymbol? holder, SyntaxNode? creation, ITypeSymbol? type)
    {
        _property = property;
        _holder = holder;
        _creation = creation;
        _type = type;
    }

    /// <summary>The dictionary that an instance stands for; null where it is none that can be found again.</summary>
    public static Bag? Of(IOperation instance)
    {
        instance = Unwrap(instance);
        switch (instance)
        {
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return Initialized(instance);
            case ILocalReferenceOperation local:
                return new Bag(null, local.Local, null, local.Type);
            case IParameterReferenceOperation parameter:
                return new Bag(null, parameter.Parameter, null, parameter.Type);
            case IFieldReferenceOperation field:
                return new Bag(null, field.Field, null, field.Type);
            case IPropertyReferenceOperation { Property.IsIndexer: false } property:
                return OfProperty(property);
            case IObjectCreationOperation creation:
                return Held(creation);
            // `(options.AdditionalProperties ??= new())["userId"] = x`.
            case ICoalesceAssignmentOperation assignment:
                return Of(assignment.Target);
            default:
                return null;
        }
    }

    /// <summary>The bag of a framework that this one is, or that it is put into within the body; null when it is neither.</summary>
    public ISymbol? CarriedBy(PropertyBags bags, IOperation body)
    {
        if (_property is not null && bags.Contains(_property))
        {
            return _property;
        }

        if (bags.Contains(_type))
        {
            return _type;
        }

        // A dictionary in a variable, which becomes the bag or was taken from it.
        if (_holder is not ILocalSymbol || _property is not null)
        {
            return null;
        }

        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IObjectCreationOperation { Arguments.IsEmpty: false } creation when bags.Contains(creation.Type) && IsThis(creation.Arguments[0].Value):
                    return creation.Type;
                case IAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when bags.Contains(target.Property) && IsThis(Copied(assignment.Value)):
                    return target.Property;
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                    when SymbolEqualityComparer.Default.Equals(declarator.Symbol, _holder) && Taken(value) is { } property && bags.Contains(property):
                    return property;
            }
        }

        return null;
    }

    public bool Equals(Bag? other) =>
        other is not null
        && _creation == other._creation
        && SymbolEqualityComparer.Default.Equals(_property, other._property)
        && SymbolEqualityComparer.Default.Equals(_holder, other._holder);

    public override bool Equals(object? obj) => Equals(obj as Bag);

    public override int GetHashCode() => (_property, _creation).GetHashCode();

    private static Bag? Initialized(IOperation receiver)
    {
        for (var current = receiver.Parent; current is not null; current = current.Parent)
        {
            if (current is IObjectOrCollectionInitializerOperation initializer)
            {
                return initializer.Parent switch
                {
                    IObjectCreationOperation creation => Held(creation),
                    // `new AgentRunOptions { AdditionalProperties = { ["userId"] = x } }`.
                    IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation property } => OfProperty(property),
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>Where a new dictionary ends up: in a variable, in a property, or nowhere but where it is made.</summary>
    private static Bag Held(IObjectCreationOperation made)
    {
        IOperation current = made;
        while (true)
        {
            switch (current.Parent)
            {
                case IConversionOperation or ICoalesceOperation or IConditionalOperation:
                    current = current.Parent;
                    continue;
                case IArgumentOperation { Parent: IObjectCreationOperation copy } when LooseTypes.Contains(copy.Type!):
                    // `new AdditionalPropertiesDictionary(new Dictionary<..> { .. })`.
                    made = copy;
                    current = copy;
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return new Bag(null, declarator.Symbol, null, declarator.Symbol.Type);
                case IAssignmentOperation { Target: IPropertyReferenceOperation target }:
                    return OfProperty(target) ?? new Bag(null, null, made.Syntax, made.Type);
                case IAssignmentOperation { Target: ILocalReferenceOperation target }:
                    return new Bag(null, target.Local, null, target.Type);
                case IAssignmentOperation { Target: IFieldReferenceOperation target }:
                    return new Bag(null, target.Field, null, target.Type);
                default:
                    return new Bag(null, null, made.Syntax, made.Type);
            }
        }
    }

    private static Bag? OfProperty(IPropertyReferenceOperation property)
    {
        switch (property.Instance is { } instance ? Unwrap(instance) : null)
        {
            case ILocalReferenceOperation local:
                return new Bag(property.Property, local.Local, null, property.Type);
            case IParameterReferenceOperation parameter:
                return new Bag(property.Property, parameter.Parameter, null, property.Type);
            case IFieldReferenceOperation field:
                return new Bag(property.Property, field.Field, null, property.Type);
            case IPropertyReferenceOperation outer:
                return new Bag(property.Property, outer.Property, null, property.Type);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } receiver:
                return Initialized(receiver) is { _property: null } owner ? new Bag(property.Property, owner._holder, owner._creation, property.Type) : null;
            case IInstanceReferenceOperation or null:
                return new Bag(property.Property, null, null, property.Type);
            default:
                return null;
        }
    }

    private bool IsThis(IOperation value) => Unwrap(value) is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, _holder);

    private static IOperation Copied(IOperation value) =>
        Unwrap(value) is IObjectCreationOperation { Arguments.IsEmpty: false } creation && LooseTypes.Contains(creation.Type!) ? creation.Arguments[0].Value : value;

    private static IPropertySymbol? Taken(IOperation value) => Unwrap(value) switch
    {
        IPropertyReferenceOperation property => property.Property,
        ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation property } => property.Property,
        ICoalesceOperation { Value: var first } => (Unwrap(first) as IPropertyReferenceOperation)?.Property,
        _ => null,
    };

    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
