using System.Collections.Immutable;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Shapes;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Finds a value for each ID of the real context: from the set-ups, then from what is in scope, then one that is made.</summary>
internal sealed class IdentityValues
{
    private readonly Shape _shape;
    private readonly RealConstructor _constructor;
    private readonly TypeNamer _names;
    private readonly DocumentFacts _document;
    private readonly Dictionary<string, SetUp> _given = new(StringComparer.Ordinal);

    public IdentityValues(Shape shape, RealConstructor constructor, TypeNamer names)
    {
        _shape = shape;
        _constructor = constructor;
        _names = names;
        _document = shape.Creation.Document;
    }

    /// <summary>The call that makes the whole context, where the team has configured one and nothing is known.</summary>
    public string? FactoryCall { get; private set; }

    /// <summary>The values in the order of the constructor's parameters, or the reason to decline.</summary>
    public Decline? TryFind(ShapeReader shapes, out ImmutableArray<IdentityValue> values)
    {
        values = ImmutableArray<IdentityValue>.Empty;
        var found = new IdentityValue?[_constructor.Parameters.Length];
        if (Assign() is { } unmapped)
        {
            return unmapped;
        }

        for (var i = 0; i < found.Length; i++)
        {
            if (_given.TryGetValue(_constructor.Parameters[i].Symbol.Name, out var setUp) && Carry(_constructor.Parameters[i], setUp, out found[i]) is { } decline)
            {
                return decline;
            }
        }

        if (OrderChanges())
        {
            return new Decline(DeclineReason.Unsupported);
        }

        if (ReadsAreKept(found) is { } lost)
        {
            return lost;
        }

        Complete(found, shapes);
        values = found.Select(static value => value!).ToImmutableArray();
        return null;
    }

    /// <summary>Gives each set-up to the parameter that it is for: by its whole name, else by its role. The last one wins.</summary>
    private Decline? Assign()
    {
        List<string>? others = null;
        foreach (var setUp in _shape.SetUps)
        {
            if (setUp.IsOfAllMembers)
            {
                continue;
            }

            if (ParameterFor(setUp.Member) is not { } parameter)
            {
                (others ??= []).Add(setUp.Member?.Name ?? setUp.Whole.Syntax.ToString());
            }
            else if (setUp.Value is not null)
            {
                if (_given.TryGetValue(parameter.Symbol.Name, out var earlier))
                {
                    // Two members of one role, as `RequestId` and `CorrelationId`, need not agree.
                    if (!SymbolEqualityComparer.Default.Equals(earlier.Member, setUp.Member) && earlier.Value!.Syntax.ToString() != setUp.Value.Syntax.ToString())
                    {
                        return new Decline(DeclineReason.Conflicting);
                    }

                    if (StabilityOf.Value(earlier.Value!, _document) == Stability.Opaque)
                    {
                        return new Decline(DeclineReason.Unsupported);
                    }
                }

                _given[parameter.Symbol.Name] = setUp;
            }
        }

        return others is null ? null : new Decline(DeclineReason.OtherMembers, string.Join(", ", others));
    }

    private IdentityParameter? ParameterFor(ISymbol? member)
    {
        if (member is null)
        {
            return null;
        }

        var role = _document.Project.Roles.Of(member.Name);
        return role == IdentityRole.None ? null : _constructor.Parameters.FirstOrDefault(parameter => parameter.Role == role);
    }

    private Decline? Carry(IdentityParameter parameter, SetUp setUp, out IdentityValue? value)
    {
        value = null;
        var operation = SetUpChains.Unwrap(setUp.Value!);
        if (setUp.Value!.Syntax is not ExpressionSyntax expression)
        {
            return new Decline(DeclineReason.Unsupported);
        }

        var constant = ConstantOf(operation);
        if (constant.HasValue ? constant.Value is null || constant.Value is string { } text && string.IsNullOrWhiteSpace(text) : IsEmpty(operation))
        {
            return new Decline(DeclineReason.EmptyIdentity);
        }

        if (constant is { HasValue: true, Value: string id } && RefusedIds.Contains(_constructor.Type, id))
        {
            // Nothing else mentions it: then it is as good as left out, and gets a value that is accepted.
            return operation is ILiteralOperation && !OccursElsewhere(id, expression) ? null : new Decline(DeclineReason.RefusedValue, id);
        }

        var stability = StabilityOf.Value(setUp.Value!, _document);
        if (setUp.IsLazy && stability != Stability.Fixed)
        {
            return new Decline(DeclineReason.Behaviour);
        }

        if ((stability == Stability.Opaque && _shape.IsOvertaken(setUp)) || Mentions(expression))
        {
            return new Decline(DeclineReason.Unsupported);
        }

        var info = _document.Model.GetTypeInfo(expression);
        if (info.Type is not { } type)
        {
            return new Decline(DeclineReason.Unsupported);
        }

        if (info.Nullability.FlowState == NullableFlowState.MaybeNull && !type.IsValueType
            && _document.Model.GetNullableContext(expression.SpanStart).WarningsEnabled())
        {
            return new Decline(DeclineReason.EmptyIdentity);
        }

        if (Conversions.Text(expression, type, parameter.Symbol.Type, _names, _shape.Point.SpanStart) is not { } converted)
        {
            return new Decline(DeclineReason.Unsupported);
        }

        value = new IdentityValue(parameter.Symbol.Name, converted, expression.Span);
        return null;
    }

    /// <summary>Whether the constructor would evaluate two values that can see each other in another order than the set-ups did.</summary>
    private bool OrderChanges()
    {
        var last = -1;
        foreach (var parameter in _constructor.Parameters)
        {
            if (_given.TryGetValue(parameter.Symbol.Name, out var setUp) && StabilityOf.Value(setUp.Value!, _document) == Stability.Opaque)
            {
                var position = setUp.Whole.Syntax.SpanStart;
                if (position < last)
                {
                    return true;
                }

                last = position;
            }
        }

        return false;
    }

    /// <summary>What the test reads of the double must be what it was set up with.</summary>
    private Decline? ReadsAreKept(IdentityValue?[] found)
    {
        foreach (var read in _shape.Reads)
        {
            if (ParameterFor(read) is not { } parameter)
            {
                return new Decline(DeclineReason.OtherMembers, read.Name);
            }

            if (!_given.ContainsKey(parameter.Symbol.Name))
            {
                return new Decline(DeclineReason.EmptyIdentity, read.Name);
            }

            if (Array.Find(found, value => value?.Parameter == parameter.Symbol.Name) is null)
            {
                return new Decline(DeclineReason.RefusedValue, read.Name);
            }
        }

        return null;
    }

    private void Complete(IdentityValue?[] found, ShapeReader shapes)
    {
        var point = _shape.Point;
        var creation = _shape.Creation.Node;
        var inScope = new InScopeIds(_document, _constructor.Type, point);
        var slots = new Lazy<ContextSlots>(() => ContextSlots.Around(_shape.Creation, shapes));
        for (var i = 0; i < found.Length; i++)
        {
            var parameter = _constructor.Parameters[i];
            if (found[i] is null
                && inScope.Find(parameter.Role, parameter.Symbol.Type) is { } expression
                && !slots.Value.IsShared(parameter.Role, expression, creation))
            {
                found[i] = new IdentityValue(parameter.Symbol.Name, expression);
            }
        }

        var factory = IdFactory.Find(_document);
        if (factory is not null && found.All(static value => value is null))
        {
            FactoryCall = factory.Context(_constructor.Type, _names, point.SpanStart);
        }

        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null)
            {
                var parameter = _constructor.Parameters[i];
                found[i] = new IdentityValue(parameter.Symbol.Name, Made(parameter, factory, slots, point.SpanStart, creation));
            }
        }
    }

    private string Made(IdentityParameter parameter, IdFactory? factory, Lazy<ContextSlots> slots, int position, SyntaxNode creation)
    {
        if (parameter.Symbol.Type.SpecialType != SpecialType.System_String)
        {
            return _names.Guid(position) + ".NewGuid()";
        }

        if (FactoryCall is null && factory?.Id(parameter.Role, _names, position) is { } call)
        {
            return call;
        }

        return _document.MissingIds == "guid"
            ? _names.Guid(position) + ".NewGuid().ToString()"
            : "\"" + slots.Value.Literal(parameter.Role, creation) + "\"";
    }

    /// <summary>The constant that the value is, also by way of a local that is assigned once.</summary>
    private Optional<object?> ConstantOf(IOperation operation)
    {
        if (operation.ConstantValue.HasValue)
        {
            return operation.ConstantValue;
        }

        if (operation is IDefaultValueOperation { Type.IsReferenceType: true })
        {
            return new Optional<object?>(null);
        }

        return operation is ILocalReferenceOperation { Local: { } local }
            && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && !StabilityOf.IsWritten(local, operation.Syntax, _document)
                ? _document.Model.GetConstantValue(value)
                : default;
    }

    private static bool IsEmpty(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } } => true,
        IDefaultValueOperation => true,
        IObjectCreationOperation { Arguments.Length: 0, Type: { } type } when RealConstructor.IsGuid(type) => true,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => IsEmpty(SetUpChains.Unwrap(instance)),
        _ => false,
    };

    private bool OccursElsewhere(string id, ExpressionSyntax here) =>
        _document.Root.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(literal =>
            literal.Span != here.Span && literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == id);

    /// <summary>Whether the value is made with the double itself.</summary>
    private bool Mentions(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(node =>
            _document.Model.GetTypeInfo(node).Type is { } type
            && (_document.Project.Doubles.IsWrapper(type, out _, out _) || _document.Project.Guarded.IsGuarded(type))
            && _shape.Creation.Node.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault() is { } declarator
            && node is IdentifierNameSyntax name && name.Identifier.ValueText == declarator.Identifier.ValueText);
}
