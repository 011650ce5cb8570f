using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Doubles;
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
        Doubles = new DoubleCatalogue(compilation, options);
        Paths = new ExecutionPaths(guarded, marks);
        Methods = new CalledMethods(this);
        Reals = new RealTypes(compilation, guarded, options, isTestProject);
        Origins = new OriginResolver(compilation, guarded, Doubles, new HandWrittenDoubles(compilation, guarded, Reals, isTestProject));
        Handing = new HandingOn(compilation, guarded, Doubles, Paths, Origins);
    }

    private GuardedCompilation(GuardedCompilation other, FindingReports reports)
    {
        Compilation = other.Compilation;
        Options = other.Options;
        Guarded = other.Guarded;
        Doubles = other.Doubles;
        Paths = other.Paths;
        Methods = other.Methods;
        Reals = other.Reals;
        Origins = other.Origins;
        Handing = other.Handing;
        Refusals = other.Refusals;
        Reports = reports;
    }

    public Compilation Compilation { get; }

    public GuardOptions Options { get; }

    public GuardedTypes Guarded { get; }

    public DoubleCatalogue Doubles { get; }

    public ExecutionPaths Paths { get; }

    public CalledMethods Methods { get; }

    public RealTypes Reals { get; }

    public OriginResolver Origins { get; }

    public HandingOn Handing { get; }

    public KnownRefusals Refusals { get; } = new();

    /// <summary>The guarded type that the argument should be of. A marked path of type object does not say; the type that the compilation knows does.</summary>
    public ITypeSymbol Wanted(in PathArgument argument) => argument.IsTyped ? argument.Type : Guarded.Preferred ?? argument.Type;

    /// <summary>The door that findings leave by.</summary>
    public FindingReports Reports { get; } = FindingReports.All;

    /// <summary>The same rooms with another door.</summary>
    public GuardedCompilation ReportingBy(FindingReports reports) => new(this, reports);

    /// <summary>The name to use for the real type of a guarded one in a message.</summary>
    public string RealName(ITypeSymbol type) => (Reals.Of(type) ?? type).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
