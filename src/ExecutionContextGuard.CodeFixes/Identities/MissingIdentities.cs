using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Shapes;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>Finds a value for each ID that nothing says: one that is in scope, else one that is made.</summary>
internal sealed class MissingIdentities(Shape shape, RealConstructor constructor, TypeNamer names, ShapeReader shapes)
{
    /// <summary>The call that makes the whole context, where the team has configured one and nothing is known.</summary>
    public string? FactoryCall { get; private set; }

    /// <summary>Completes what was found, or tells why not: of some types of ID, nobody here can make one.</summary>
    public Decline? Complete(IdentityValue?[] found)
    {
        var point = shape.Point;
        var creation = shape.Creation.Node;
        var inScope = new InScopeIds(shape.Creation.Document, constructor.Type, point);
        var slots = new Lazy<ContextSlots>(() => ContextSlots.Around(shape.Creation, shapes));
        for (var i = 0; i < found.Length; i++)
        {
            var parameter = constructor.Parameters[i];
            if (found[i] is null && InScope(parameter, inScope, slots, point.SpanStart, creation) is { } expression)
            {
                found[i] = new IdentityValue(parameter.Name, expression);
            }
        }

        var factory = IdFactory.Find(shape.Creation.Document);
        if (factory is not null && found.All(static value => value is null))
        {
            FactoryCall = factory.Context(constructor.Type, names, point.SpanStart, slots.Value.Ordinal(creation));
        }

        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null)
            {
                var parameter = constructor.Parameters[i];
                if (Made(parameter.Role, parameter.Type, factory, slots, point.SpanStart, creation) is not { } made)
                {
                    return new Decline(DeclineReason.NoConstructor, parameter.Name);
                }

                found[i] = new IdentityValue(parameter.Name, made);
            }
        }

        return null;
    }

    /// <summary>One that is there and nobody else's; a plain one is wrapped where the parameter takes a type of its own.</summary>
    private string? InScope(IdentityParameter parameter, InScopeIds inScope, Lazy<ContextSlots> slots, int position, SyntaxNode creation)
    {
        if (inScope.Find(parameter.Role, parameter.Type) is { } expression)
        {
            return slots.Value.IsShared(parameter.Role, expression, creation) ? null : expression;
        }

        return IdType.Of(parameter.Type, names.Compilation) is { Wrapped: { } wrapped } id
            && inScope.Find(parameter.Role, wrapped) is { } plain
            && !slots.Value.IsShared(parameter.Role, plain, creation)
                ? id.Around(plain, names, position)
                : null;
    }

    private string? Made(IdentityRole role, ITypeSymbol type, IdFactory? factory, Lazy<ContextSlots> slots, int position, SyntaxNode creation)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return FactoryCall is null && factory?.Id(role, names, position) is { } call ? call
                : shape.Creation.Document.MissingIds == "guid" ? names.Guid(position) + ".NewGuid().ToString()"
                : "\"" + slots.Value.Literal(role, creation) + "\"";
        }

        if (RealConstructor.IsGuid(type))
        {
            return names.Guid(position) + ".NewGuid()";
        }

        return IdType.Of(type, names.Compilation) is not { } id ? null
            : id.Wrapped is not { } wrapped ? id.Around("", names, position)
            : id.Around(Made(role, wrapped, factory, slots, position, creation)!, names, position);
    }
}
