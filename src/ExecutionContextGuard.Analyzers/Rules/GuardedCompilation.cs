using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Reporting;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>What is known of one compilation in which something is guarded: the rooms that the rules ask.</summary>
internal sealed class GuardedCompilation
{
    public GuardedCompilation(Compilation compilation, GuardOptions options, GuardedTypes guarded, PathMarks marks, bool isTestProject)
    {
        Compilation = compilation;
        Options = options;
        Guarded = guarded;
        IsTestProject = isTestProject;
        var scopes = new PathScopes(guarded);
        Identities = new IdentityRoom(compilation, guarded, scopes, options);
        Rivals = new RivalTypes(compilation, guarded);
        Bags = PropertyBags.Find(compilation, options);
        Doubles = new DoubleCatalogue(compilation, options);
        Paths = new ExecutionPaths(guarded, marks, scopes);
        Methods = new CalledMethods(this);
        Reals = new RealTypes(compilation, guarded, options, isTestProject);
        HandWritten = new HandWrittenDoubles(compilation, guarded, Reals, isTestProject);
        Origins = new OriginResolver(compilation, guarded, Doubles, HandWritten, Paths.OpenTypes);
        Handing = new HandingOn(compilation, guarded, Doubles, Paths, Origins);
    }

    private GuardedCompilation(GuardedCompilation other, FindingReports reports)
    {
        Compilation = other.Compilation;
        Options = other.Options;
        Guarded = other.Guarded;
        IsTestProject = other.IsTestProject;
        Identities = other.Identities;
        Doubles = other.Doubles;
        Paths = other.Paths;
        Methods = other.Methods;
        Reals = other.Reals;
        HandWritten = other.HandWritten;
        Origins = other.Origins;
        Handing = other.Handing;
        Refusals = other.Refusals;
        Texts = other.Texts;
        Rivals = other.Rivals;
        Bags = other.Bags;
        Reports = reports;
    }

    public Compilation Compilation { get; }

    public GuardOptions Options { get; }

    public GuardedTypes Guarded { get; }

    public bool IsTestProject { get; }

    public IdentityRoom Identities { get; }

    public DoubleCatalogue Doubles { get; }

    public ExecutionPaths Paths { get; }

    public CalledMethods Methods { get; }

    public RealTypes Reals { get; }

    public HandWrittenDoubles HandWritten { get; }

    public OriginResolver Origins { get; }

    public HandingOn Handing { get; }

    public KnownRefusals Refusals { get; } = new();

    /// <summary>What findings call types and members.</summary>
    public FindingTexts Texts { get; } = new();

    public RivalTypes Rivals { get; }

    /// <summary>What carries anything under string keys along with a run; null where no framework is switched on.</summary>
    public PropertyBags? Bags { get; }

    /// <summary>What the real context is called in a message about code that names none: the team's own, else ours.</summary>
    public string ContextName => Guarded.Preferred is { } preferred && !Guarded.IsOfFramework(preferred) ? RealName(preferred) : "UserExecutionContext";

    /// <summary>The guarded type that the argument should be of. A marked path of type object does not say; the type that the compilation knows does.</summary>
    public ITypeSymbol Wanted(in PathArgument argument) => argument.IsTyped ? argument.Type : Guarded.Preferred ?? argument.Type;

    /// <summary>The door that findings leave by.</summary>
    public FindingReports Reports { get; } = FindingReports.All;

    /// <summary>The same rooms with another door.</summary>
    public GuardedCompilation ReportingBy(FindingReports reports) => new(this, reports);

    /// <summary>The name to use for the real type of a guarded one in a message.</summary>
    public string RealName(ITypeSymbol type) => Texts.NameOf(Reals.Of(type) ?? type);
}
