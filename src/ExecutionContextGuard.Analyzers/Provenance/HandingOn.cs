using System.Collections.Concurrent;
using System.Threading;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Which parameters of helpers in source end up in a path, although their type does not say so: <c>Task Run(object context)</c>.
/// Each is found out once, when an argument for it first can be a context or hold one.
/// </summary>
internal sealed class HandingOn(Compilation compilation, GuardedTypes guarded, DoubleCatalogue doubles, ExecutionPaths paths, OriginResolver origins)
{
    // What is within one call, within two, within three: what is known of a helper does not depend on who asked first, nor from how far.
    private readonly ConcurrentDictionary<FunctionParameter, PathsBehind>[] _known = Tables<FunctionParameter, PathsBehind>();
    private readonly ConcurrentDictionary<SyntaxNode, HelperBody> _bodies = new();

    // The same by symbol, of all calls together.
    private readonly DefinitionTable<IParameterSymbol, PathsBehind> _knownBySymbol = new();

    // Whether a function leads to a path at all, within one call, within two, within three.
    private readonly ConcurrentDictionary<SyntaxNode, bool>[] _reaching = Tables<SyntaxNode, bool>();
    private readonly ConcurrentDictionary<SyntaxNode, HelperReach> _reaches = new();

    public ExecutionPaths Paths => paths;

    public DoubleCatalogue Doubles => doubles;

    public OriginResolver Origins => origins;

    /// <summary>Whether any site can be allowed at all.</summary>
    public bool SeesAllowances => guarded.SeesAllowances;

    /// <summary>The parameter of a helper that the call certainly hands the argument to; null where nothing can be read.</summary>
    public FunctionParameter? Helper(IOperation call, IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken) =>
        origins.CanBeHandedOn(parameter.OriginalDefinition.Type)
        && Callees.Of(call, method, origins) is { } callee
        && SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, compilation.Assembly)
            ? FunctionParameter.Of(callee, parameter.Ordinal, cancellationToken)
            : null;

    /// <summary>Whether it is known that no call hands an argument for the parameter on: most helpers hand nothing on, and are asked a thousand times.</summary>
    public bool IsKnownToEnd(IParameterSymbol parameter) => _knownBySymbol.TryGetValue(parameter.OriginalDefinition, out var known) && known.IsEmpty;

    /// <summary>The paths that the argument for the parameter ends up in; none where it is not certain which function runs.</summary>
    public PathsBehind Behind(IOperation call, IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        parameter = parameter.OriginalDefinition;
        if (_knownBySymbol.TryGetValue(parameter, out var known) && known.IsEmpty)
        {
            return default;
        }

        var paths = Helper(call, method, parameter, cancellationToken) is { } helper ? Within(Limits.CallsToPath, helper, call.SemanticModel, cancellationToken) : default;
        // An overridable method, or a delegate, can be certain in one call and not in another.
        if (Callees.AreAlwaysCertain(method))
        {
            _knownBySymbol.Add(parameter, paths);
        }

        return paths;
    }

    /// <summary>Whether a value can be a context or hold one: only then is it worth looking into a helper.</summary>
    public bool IsCandidate(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            // Only `null` has no type of its own.
            ILiteralOperation literal => literal.Type is null,
            IDefaultValueOperation { Type: { } type } => type.IsReferenceType || guarded.IsGuarded(type),
            { Type: { SpecialType: SpecialType.None or SpecialType.System_Object } type } => guarded.IsGuarded(type) || paths.OpenTypes.IsLoose(type) || IsWrapper(type),
            _ => false,
        };
    }

    /// <summary>
    /// Whether a value in a helper can be what its caller gave, or a sequence of that: `logger.Log(o.ToString())` and `Defer(() => o)` hand no context on, whatever
    /// `o` is. Most values end here, and are not followed.
    /// </summary>
    public bool MayBeHandedOn(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value.Type is { } type && (guarded.IsGuarded(type) || origins.CanBeHandedOn(type));
    }

    /// <summary>Whether values of the type hold a double of a context.</summary>
    public bool IsWrapper(ITypeSymbol type) => origins.IsWrapper(type);

    /// <summary>Whether something that the function's body hands on, whatever that is, comes to a path in a helper's helper at most.</summary>
    public bool MayReachPath(SyntaxNode function, SemanticModel? current, CancellationToken cancellationToken) =>
        MayReachPath(Limits.CallsToPath - 1, function, current, cancellationToken);

    /// <summary>The paths within so many calls. The number falls with each helper that is gone into, so this goes no deeper than the limit.</summary>
    private PathsBehind Within(int calls, FunctionParameter parameter, SemanticModel? current, CancellationToken cancellationToken)
    {
        if (calls == 0)
        {
            return default;
        }

        var table = _known[calls - 1];
        if (table.TryGetValue(parameter, out var known))
        {
            return known;
        }

        // Nearer paths first, and of several the first in the source: so the finding is the same in whatever order files are analysed.
        var nearer = Within(calls - 1, parameter, current, cancellationToken);
        var typed = nearer.Typed;
        var marked = nearer.Marked;
        if ((typed is null || marked is null) && MayReachPath(calls, parameter.Function, current, cancellationToken) && BodyOf(parameter.Function, current, cancellationToken)?.Of(parameter) is { } forwards)
        {
            foreach (var forward in forwards)
            {
                PathsBehind found;
                if (forward.Path is { } path)
                {
                    var entered = calls == 1 ? new PathBehind(path, forward) : null;
                    found = new PathsBehind(path.IsTyped ? entered : null, path.IsMarked ? entered : null);
                }
                else
                {
                    var further = Within(calls - 1, forward.Helper!.Value, current, cancellationToken);
                    found = new PathsBehind(further.Typed?.Through(forward), further.Marked?.Through(forward));
                }

                typed ??= found.Typed;
                marked ??= found.Marked;
            }
        }

        return table.GetOrAdd(parameter, new PathsBehind(typed, marked));
    }

    private bool MayReachPath(int calls, SyntaxNode function, SemanticModel? current, CancellationToken cancellationToken)
    {
        if (calls == 0)
        {
            return false;
        }

        var table = _reaching[calls - 1];
        if (table.TryGetValue(function, out var known))
        {
            return known;
        }

        var reaches = false;
        if (RootOf(function, current, cancellationToken) is { } root)
        {
            var reach = _reaches.TryGetValue(root.Syntax, out var read) ? read : _reaches.GetOrAdd(root.Syntax, HelperReach.Read(root, this, cancellationToken));
            reaches = reach.EntersPath;
            foreach (var helper in reach.Helpers)
            {
                reaches = reaches || MayReachPath(calls - 1, helper, current, cancellationToken);
            }
        }

        return table.GetOrAdd(function, reaches);
    }

    private HelperBody? BodyOf(SyntaxNode function, SemanticModel? current, CancellationToken cancellationToken) =>
        RootOf(function, current, cancellationToken) is not { } root ? null
            : _bodies.TryGetValue(root.Syntax, out var body) ? body : _bodies.GetOrAdd(root.Syntax, HelperBody.Read(root, this, cancellationToken));

    private IOperation? RootOf(SyntaxNode function, SemanticModel? current, CancellationToken cancellationToken)
    {
        var root = origins.Models.Of(function.SyntaxTree, current)?.GetOperation(function, cancellationToken);
        while (root?.Parent is { } around)
        {
            root = around;
        }

        return root;
    }

    private static ConcurrentDictionary<TKey, TKnown>[] Tables<TKey, TKnown>()
        where TKey : notnull
    {
        var tables = new ConcurrentDictionary<TKey, TKnown>[Limits.CallsToPath];
        for (var i = 0; i < tables.Length; i++)
        {
            tables[i] = new ConcurrentDictionary<TKey, TKnown>();
        }

        return tables;
    }
}
