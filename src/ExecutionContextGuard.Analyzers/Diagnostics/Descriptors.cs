using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Diagnostics;

/// <summary>Every rule with its text and severity, in id order: the product on one page.</summary>
internal static class Descriptors
{
    private const string ContextCategory = "Context";
    private const string IdentityCategory = "Identity";
    private const string IsolationCategory = "Isolation";
    private const string ConfigurationCategory = "Configuration";

    private static readonly string? s_pages = RulePages();

    public static readonly DiagnosticDescriptor MockedContext = Rule(
        DiagnosticIds.MockedContext,
        "A mocked context reaches an agent execution path",
        "'{0}' gets a {1} double of '{2}'{3} instead of a real '{4}'",
        DiagnosticSeverity.Warning,
        ContextCategory,
        "Code that runs an agent for a user must get a real execution context. A mocking library's double carries whatever the test set up, and no identity it did not: a run that is attributed to it can reach another user.");

    public static readonly DiagnosticDescriptor LooselyTypedContext = Rule(
        DiagnosticIds.LooselyTypedContext,
        "A loosely typed context reaches an agent execution path",
        "'{0}' gets {1}{2} instead of a '{3}'",
        DiagnosticSeverity.Warning,
        ContextCategory,
        "A dictionary, an anonymous object or text can carry any identity or none, and nothing checks which. Code that runs an agent for a user must get a real execution context.");

    public static readonly DiagnosticDescriptor MissingContext = Rule(
        DiagnosticIds.MissingContext,
        "No context reaches an agent execution path",
        "'{0}' gets no context ({1}){2}; pass a real '{3}'",
        DiagnosticSeverity.Warning,
        ContextCategory,
        "Code that runs an agent for a user must get a real execution context. With null, default or a mocking library's argument matcher there is no user that the run belongs to.");

    public static readonly DiagnosticDescriptor HandWrittenDouble = Rule(
        DiagnosticIds.HandWrittenDouble,
        "A hand-written double reaches an agent execution path",
        "'{0}' gets the hand-written double '{1}'{2} instead of a real '{3}'",
        DiagnosticSeverity.Warning,
        ContextCategory,
        "A stub that implements or derives from a context validates nothing that the real one does, and keeps passing when the real one learns a new rule.");

    public static readonly DiagnosticDescriptor BypassedConstruction = Rule(
        DiagnosticIds.BypassedConstruction,
        "A context whose constructor did not run reaches an agent execution path",
        "'{0}' gets a '{1}' whose constructor did not run{2}; construct a real '{3}'",
        DiagnosticSeverity.Warning,
        ContextCategory,
        "An object that was made without its constructor has the exact type and no identity: it passes every check of the type, and the run belongs to nobody.");

    public static readonly DiagnosticDescriptor IdentityInPropertyBag = Rule(
        DiagnosticIds.IdentityInPropertyBag,
        "Identities go into an agent framework's property bag",
        "'{0}' carries {1} IDs under string keys; pass a real '{2}'",
        DiagnosticSeverity.Info,
        ContextCategory,
        "Under string keys, one ID is left out, another misspelled or taken from somebody else, and nothing checks it. One context that validates itself carries them together.");

    public static readonly DiagnosticDescriptor ContextTypeMocked = Rule(
        DiagnosticIds.ContextTypeMocked,
        "An execution context type is mocked",
        "'{0}' is mocked with {1}; construct a real '{2}'",
        DiagnosticSeverity.Info,
        ContextCategory,
        "A context is a small value that validates itself: a real one is as easy to construct as a double, and stays right when the type learns a new rule.");

    public static readonly DiagnosticDescriptor PlaceholderIdentity = Rule(
        DiagnosticIds.PlaceholderIdentity,
        "A context is made with a placeholder for an ID",
        "'{0}' gets {1} as its {2} ID; pass the real {3} ID",
        DiagnosticSeverity.Warning,
        IdentityCategory,
        "A blank or placeholder ID names nobody. Everything that is stored, sent or billed under it belongs to whoever uses the same placeholder next.");

    public static readonly DiagnosticDescriptor FallbackIdentity = Rule(
        DiagnosticIds.FallbackIdentity,
        "An ID that is missing is replaced by a constant",
        "'{0}' falls back to {1} as its {2} ID{3}; throw where the {4} ID is missing",
        DiagnosticSeverity.Warning,
        IdentityCategory,
        "Where an ID is missing, the constant makes one user of all who have none: they share threads, memory and answers. A missing ID is an error of the caller, and has to stay one.");

    public static readonly DiagnosticDescriptor CrossedIdentity = Rule(
        DiagnosticIds.CrossedIdentity,
        "An ID is passed for another",
        "'{0}' gets '{1}', named like a {2} ID, as its {3} ID; pass the {4} ID",
        DiagnosticSeverity.Warning,
        IdentityCategory,
        "IDs are mostly of one type, so the compiler lets one pass for another. A thread ID that is used as a user ID attributes the run to nobody, or to somebody else.");

    public static readonly DiagnosticDescriptor DuplicatedIdentity = Rule(
        DiagnosticIds.DuplicatedIdentity,
        "One value is used for two IDs of a context",
        "'{0}' gets {1} as its {2} ID and as its {3} ID; pass an ID of its own for each",
        DiagnosticSeverity.Info,
        IdentityCategory,
        "User, thread, run and request are told apart by their IDs. Where two of them share a value, logs and look-ups by one find the other.");

    public static readonly DiagnosticDescriptor LooselyTypedExecutionPath = Rule(
        DiagnosticIds.LooselyTypedExecutionPath,
        "An agent execution path declares its context loosely",
        "'{0}' takes its context as '{1}'; declare a real '{2}'",
        DiagnosticSeverity.Warning,
        IsolationCategory,
        "A path that takes any object or dictionary leaves it to each caller to hand over an identity, and to run time to notice that one did not. Declared as the context type, the compiler asks every caller for it.");

    public static readonly DiagnosticDescriptor OptionalContext = Rule(
        DiagnosticIds.OptionalContext,
        "An agent execution path lets its callers leave the context out",
        "'{0}' lets its callers leave '{1}' out; require a real '{2}'",
        DiagnosticSeverity.Info,
        IsolationCategory,
        "A caller that forgets an optional context compiles, and the run belongs to nobody, or to whoever the path falls back to.");

    public static readonly DiagnosticDescriptor ForgeableContextType = Rule(
        DiagnosticIds.ForgeableContextType,
        "An execution context type can be forged",
        "'{0}' can be forged: {1}; let its checking constructor alone make one",
        DiagnosticSeverity.Info,
        IsolationCategory,
        "A check of the type proves an identity only where each object of it went through the constructor that checks the IDs. A subclass, a proxy, a setter or an empty constructor goes around it.");

    public static readonly DiagnosticDescriptor ContextOutlivesRequest = Rule(
        DiagnosticIds.ContextOutlivesRequest,
        "An execution context outlives its request",
        "'{0}' keeps a '{1}' beyond its request; hold one for each request",
        DiagnosticSeverity.Warning,
        IsolationCategory,
        "What a static member or a singleton holds is there for every request that follows: the next user runs with the identity of the one before.");

    public static readonly DiagnosticDescriptor MixedContexts = Rule(
        DiagnosticIds.MixedContexts,
        "IDs of two contexts are mixed",
        "'{0}' gets the {1} ID of '{2}' and the user ID of '{3}'; take all IDs from one context",
        DiagnosticSeverity.Warning,
        IsolationCategory,
        "A context that is put together from two carries one user's identity into another user's thread or run. Each ID has to come from the context of the user on whose behalf the code runs.");

    public static readonly DiagnosticDescriptor RivalContextType = Rule(
        DiagnosticIds.RivalContextType,
        "An execution context type has a rival of the same name",
        "'{0}' has the name of '{1}'; use one context type everywhere",
        DiagnosticSeverity.Info,
        IsolationCategory,
        "Two types of one name are mistaken for each other, and values are copied between them by hand, where an ID is lost or crossed. There must be a single source of truth.");

    public static readonly DiagnosticDescriptor InvalidConfiguration = Rule(
        DiagnosticIds.InvalidConfiguration,
        "The configuration of ExecutionContextGuard cannot be read",
        "{0}",
        DiagnosticSeverity.Warning,
        ConfigurationCategory,
        "A setting that is misspelled guards nothing. The entry is left out, and everything else that is configured still counts.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        MockedContext,
        LooselyTypedContext,
        MissingContext,
        HandWrittenDouble,
        BypassedConstruction,
        IdentityInPropertyBag,
        ContextTypeMocked,
        PlaceholderIdentity,
        FallbackIdentity,
        CrossedIdentity,
        DuplicatedIdentity,
        LooselyTypedExecutionPath,
        OptionalContext,
        ForgeableContextType,
        ContextOutlivesRequest,
        MixedContexts,
        RivalContextType,
        InvalidConfiguration);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity, string category, string description) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description, s_pages is null ? null : s_pages + id + ".md");

    /// <summary>Where the rule pages of the built version stand, or null when the build names no repository: no address is invented.</summary>
    private static string? RulePages()
    {
        string? repository = null;
        foreach (var attribute in typeof(Descriptors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        {
            if (attribute.Key == "RepositoryUrl")
            {
                repository = attribute.Value;
            }
        }

        if (string.IsNullOrEmpty(repository))
        {
            return null;
        }

        // The informational version ends in "+<commit>", so that a page describes the version that is installed.
        var version = typeof(Descriptors).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var plus = version.IndexOf('+');
        var revision = plus < 0 ? "main" : version.Substring(plus + 1);
        return repository!.TrimEnd('/') + "/blob/" + revision + "/docs/rules/";
    }
}
