using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>What a call of a method can have to do with contexts.</summary>
[System.Flags]
internal enum Concern : byte
{
    None = 0,

    /// <summary>An argument can enter a path.</summary>
    Paths = 1,

    /// <summary>It can make a double.</summary>
    Creation = 2,

    /// <summary>It can register something in a service collection for the life of the process.</summary>
    Registration = 4,

    /// <summary>It takes an ID, or makes a context whose initializer can.</summary>
    Identities = 8,
}

/// <summary>
/// Tells by one look-up of a method's definition whether its calls are of any concern. Nearly none are, and everything else that is
/// asked about a call is asked after this.
/// </summary>
internal sealed class CalledMethods(GuardedCompilation compilation)
{
    private readonly DefinitionTable<IMethodSymbol, Concern> _known = new();

    public Concern Of(IMethodSymbol method)
    {
        // Most methods are their own definition, and to ask for it costs more than to look here.
        if (_known.TryGetValue(method, out var concern))
        {
            return concern;
        }

        var definition = method.OriginalDefinition;
        if (!_known.TryGetValue(definition, out concern))
        {
            // Once for all questions: the compiler makes a new array each time.
            var parameters = definition.Parameters;
            concern = (compilation.Paths.MayHave(definition, parameters) ? Concern.Paths : Concern.None)
                | (compilation.Doubles.MayCreate(definition) ? Concern.Creation : Concern.None)
                | (!compilation.IsTestProject && SingletonRegistrations.CanBe(definition) ? Concern.Registration : Concern.None)
                | (compilation.Identities.Calls.MayTake(definition, parameters) ? Concern.Identities : Concern.None);
            _known.Add(definition, concern);
        }

        return concern;
    }
}
