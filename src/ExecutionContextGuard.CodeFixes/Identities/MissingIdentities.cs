using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Shapes;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>Finds a value for each ID that nothing says: one that is in scope, else one that is made.</summary>
internal sealed class MissingIdentities(Shape shape, RealConstructor constructor, TypeNamer names, ShapeReader shapes)
{
    /// <summary>The call that makes the whole context, where the team has configured one and nothing is known.</summary>
    public string? FactoryCall { get; private set; }

    public void Complete(IdentityValue?[] found)
    {
        var point = shape.Point;
        var creation = shape.Creation.Node;
        var inScope = new InScopeIds(shape.Creation.Document, constructor.Type, point);
        var slots = new Lazy<ContextSlots>(() => ContextSlots.Around(shape.Creation, shapes));
        for (var i = 0; i < found.Length; i++)
        {
            var parameter = constructor.Parameters[i];
            if (found[i] is null
                && inScope.Find(parameter.Role, parameter.Symbol.Type) is { } expression
                && !slots.Value.IsShared(parameter.Role, expression, creation))
            {
                found[i] = new IdentityValue(parameter.Symbol.Name, expression);
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
                found[i] = new IdentityValue(parameter.Symbol.Name, Made(parameter, factory, slots, point.SpanStart, creation));
            }
        }
    }

    private string Made(IdentityParameter parameter, IdFactory? factory, Lazy<ContextSlots> slots, int position, SyntaxNode creation)
    {
        if (parameter.Symbol.Type.SpecialType != SpecialType.System_String)
        {
            return names.Guid(position) + ".NewGuid()";
        }

        if (FactoryCall is null && factory?.Id(parameter.Role, names, position) is { } call)
        {
            return call;
        }

        return shape.Creation.Document.MissingIds == "guid"
            ? names.Guid(position) + ".NewGuid().ToString()"
            : "\"" + slots.Value.Literal(parameter.Role, creation) + "\"";
    }
}
