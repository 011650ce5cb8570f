using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1005: an object whose constructor did not run reaches a path: it has the exact type and no identity.</summary>
internal sealed class BypassedConstruction : PathRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.BypassedConstruction;

    public override Diagnostic? Judge(in PathArgument argument, GuardedCompilation compilation)
    {
        if (argument.Origin.Kind != OriginKind.BypassedConstruction)
        {
            return null;
        }

        var wanted = compilation.Wanted(argument);
        var type = argument.Origin.Type is { } made && compilation.Guarded.IsGuarded(made) ? made : wanted;
        return Report(
            argument,
            compilation,
            FindingKind.Bypassed,
            wanted,
            PathNames.Of(argument.Member),
            PathNames.Of(type),
            PathNames.CreatedElsewhere(argument),
            compilation.RealName(wanted));
    }
}
