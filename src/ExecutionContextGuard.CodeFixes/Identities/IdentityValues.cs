using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Shapes;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>Finds a value for each ID of the real context: from the set-ups, then from what is in scope, then one that is made.</summary>
internal sealed class IdentityValues
{
    private readonly Shape _shape;
    private readonly RealConstructor _constructor;
    private readonly TypeNamer _names;
    private readonly DocumentFacts _document;
    private readonly Dictionary<string, Given> _given = new(StringComparer.Ordinal);

    public IdentityValues(Shape shape, RealConstructor constructor, TypeNamer names)
    {
        _shape = shape;
        _names = names;
        _document = shape.Creation.Document;
        _constructor = constructor.With(shape.Given.Where(static given => given.Name is not null).Select(given => _document.Project.Roles.Of(given.Name!)).ToList());
    }

    /// <summary>The constructor, with the parameters that get a value.</summary>
    public RealConstructor Constructor => _constructor;

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

        var carried = new CarriedValues(_shape, _constructor, _names);
        for (var i = 0; i < found.Length; i++)
        {
            if (_given.TryGetValue(_constructor.Parameters[i].Name, out var setUp) && carried.TryTake(_constructor.Parameters[i], setUp, out found[i]) is { } decline)
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

        var missing = new MissingIdentities(_shape, _constructor, _names, shapes);
        if (missing.Complete(found) is { } unmade)
        {
            return unmade;
        }

        FactoryCall = missing.FactoryCall;
        values = found.Select(static value => value!).ToImmutableArray();
        return null;
    }

    /// <summary>Gives each set-up to the parameter that it is for: by its whole name, else by its role. The last one wins.</summary>
    private Decline? Assign()
    {
        List<string>? others = null;
        foreach (var setUp in _shape.Given)
        {
            if (setUp.Name is { Length: 0 })
            {
                // Every property at once was made a plain one.
                continue;
            }

            if (ParameterFor(setUp.Name) is not { } parameter)
            {
                (others ??= []).Add(setUp.Name ?? setUp.Whole.ToString());
            }
            else if (setUp.Literal is not null)
            {
                _given[parameter.Name] = setUp;
            }
            else if (setUp.Value is not null)
            {
                if (_given.TryGetValue(parameter.Name, out var earlier) && earlier.Value is { } value)
                {
                    // Two members of one role, as `RequestId` and `CorrelationId`, need not agree.
                    if (earlier.Name != setUp.Name && value.Syntax.ToString() != setUp.Value.Syntax.ToString())
                    {
                        return new Decline(DeclineReason.Conflicting);
                    }

                    if (StabilityOf.Value(value, _document) == Stability.Opaque)
                    {
                        return new Decline(DeclineReason.Unsupported);
                    }
                }

                _given[parameter.Name] = setUp;
            }
        }

        // What has no ID at all is no context that somebody spelled out.
        var isLoose = _shape.Creation.Kind == FindingKind.Loose;
        return others is null
            ? isLoose && _given.Count == 0 ? new Decline(DeclineReason.Unmapped) : null
            : new Decline(isLoose ? DeclineReason.Unmapped : DeclineReason.OtherMembers, string.Join(", ", others));
    }

    private IdentityParameter? ParameterFor(string? member)
    {
        if (member is null)
        {
            return null;
        }

        var role = _document.Project.Roles.Of(member);
        return role == IdentityRole.None ? null : _constructor.Parameters.FirstOrDefault(parameter => parameter.Role == role);
    }

    /// <summary>Whether the constructor would evaluate two values that can see each other in another order than the set-ups did.</summary>
    private bool OrderChanges()
    {
        var last = -1;
        foreach (var parameter in _constructor.Parameters)
        {
            if (_given.TryGetValue(parameter.Name, out var setUp) && setUp.Value is { } value && StabilityOf.Value(value, _document) == Stability.Opaque)
            {
                var position = setUp.Whole.SpanStart;
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
            if (ParameterFor(read.Name) is not { } parameter)
            {
                return new Decline(DeclineReason.OtherMembers, read.Name);
            }

            if (!_given.ContainsKey(parameter.Name))
            {
                return new Decline(DeclineReason.EmptyIdentity, read.Name);
            }

            if (Array.Find(found, value => value?.Parameter == parameter.Name) is null)
            {
                return new Decline(DeclineReason.RefusedValue, read.Name);
            }
        }

        return null;
    }
}
