using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>A value that is still to be looked at, and what is known of its way so far.</summary>
internal readonly struct Pending
{
    private readonly Unwrapped? _unwrapped;
    private readonly bool _notMissing;
    private readonly bool _isContext;

    public Pending(IOperation operation)
        : this(operation, null, null, null, null, notMissing: false, isContext: false, self: null)
    {
    }

    private Pending(IOperation operation, TrailStep? way, Unwrapped? unwrapped, Frame? frame, Part? part, bool notMissing, bool isContext, INamedTypeSymbol? self, bool ofClass = false)
    {
        Operation = operation;
        Way = way;
        _unwrapped = unwrapped;
        Frame = frame;
        Part = part;
        _notMissing = notMissing;
        _isContext = isContext;
        Self = self;
        IsOfClass = ofClass;
    }

    public IOperation Operation { get; }

    /// <summary>The call through which the walk came into the body that it is in; null in the body of the argument itself.</summary>
    public Frame? Frame { get; }

    /// <summary>
    /// The class of the object whose code the walk is in, where it can be more than the class that the code stands in: what it overrides is what runs.
    /// </summary>
    public INamedTypeSymbol? Self { get; }

    /// <summary>Which part of the value is meant; null for the value itself.</summary>
    public Part? Part { get; }

    /// <summary>Whether a pattern has let it through, so that it is a context whatever it was declared as.</summary>
    public bool IsContext => _isContext;

    /// <summary>Whether the object that the member is read of told nothing, so that what its class does counts.</summary>
    public bool IsOfClass { get; }

    private TrailStep? Way { get; }

    public Pending At(IOperation next) => new(next, Way, _unwrapped, Frame, Part, _notMissing, _isContext, Self);

    public Pending OfClass() => new(Operation, Way, _unwrapped, Frame, Part, _notMissing, _isContext, Self, ofClass: true);

    /// <summary>Null further back is not what arrives: something replaces it, or nobody can tell when.</summary>
    public Pending NotMissing() => new(Operation, Way, _unwrapped, Frame, Part, notMissing: true, _isContext, Self);

    /// <summary>A pattern lets contexts through and nothing else: `given is IUserExecutionContext context`.</summary>
    public Pending OnlyContexts() => new(Operation, Way, _unwrapped, Frame, Part, notMissing: true, isContext: true, Self);

    /// <summary>`(IUserExecutionContext)given`: what is no context does not get past a cast, and null does.</summary>
    public Pending AsContext() => new(Operation, Way, _unwrapped, Frame, Part, _notMissing, isContext: true, Self);

    /// <param name="frame">The call that leads into the body; null where none does.</param>
    /// <param name="self">What `this` is there; null where that is the class that the body stands in.</param>
    public Pending In(Frame? frame, INamedTypeSymbol? self) => new(Operation, Way, _unwrapped, frame, Part, _notMissing, _isContext, self);

    /// <summary>Back in the code that made the call.</summary>
    public Pending BackFrom(Frame frame) => In(frame.Caller, frame.CallerSelf);

    public Pending PartOf(Part? part) => new(Operation, Way, _unwrapped, Frame, part, _notMissing, _isContext, Self);

    /// <summary>Taken out of its wrapper: from here on the wrapper is what is followed.</summary>
    public Pending Unwrapping(IOperation by, MockingLibrary library, ITypeSymbol type) =>
        new(Operation, Way, _unwrapped ?? new Unwrapped(by, library, type), Frame, Part, notMissing: true, _isContext, Self);

    public Pending Via(string role, SyntaxNode place) =>
        new(Operation, new TrailStep(role, place, Way), _unwrapped, Frame, Part, _notMissing, _isContext, Self);

    public Origin Missing(string form) => _notMissing || Part is not null ? Origin.Unknown : Origin.Nothing(form, Operation, Way);

    public Origin Double(in DoubleCreation creation) =>
        Origin.OfDouble(creation.Library, Frame.Substitute(creation.Type, Frame), creation.Operation, Way);

    /// <summary>The double that the member of a double gives by itself.</summary>
    public Origin UnsetMember(in DoubleCreation creation, ITypeSymbol type) => Origin.OfDouble(creation.Library, type, creation.Operation, Way);

    public Origin HandWritten(ITypeSymbol type) => Origin.HandWritten(type, Operation, Way);

    public Origin Bypassed(ITypeSymbol type) => Origin.Bypassed(type, Operation, Way);

    /// <summary>
    /// The way ends without an answer. A wrapper whose making is out of sight still holds a double, and what is no context
    /// by its type is known to be none.
    /// </summary>
    public Origin Ends(GuardedTypes guarded)
    {
        if (_unwrapped is { } unwrapped)
        {
            return Origin.OfDouble(unwrapped.Library, Frame.Substitute(unwrapped.Type, Frame), unwrapped.Operation, Way);
        }

        return Part is null && !_isContext && Operation.Type is { TypeKind: not (TypeKind.Error or TypeKind.TypeParameter) } type && !guarded.IsGuarded(type)
            ? Origin.Loose(type, Operation, Way)
            : Origin.Unknown;
    }

    /// <summary>The first place at which a double was taken out of its wrapper.</summary>
    private sealed class Unwrapped(IOperation operation, MockingLibrary library, ITypeSymbol type)
    {
        public IOperation Operation { get; } = operation;

        public MockingLibrary Library { get; } = library;

        public ITypeSymbol Type { get; } = type;
    }
}
