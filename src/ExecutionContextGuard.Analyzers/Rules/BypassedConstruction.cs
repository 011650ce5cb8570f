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
        if (argument.Origin is not { Kind: OriginKind.BypassedConstruction, Type: { } type })
        {
            return null;
        }

        var wanted = compilation.Wanted(argument);
        return Report(
            argument,
            compilation,
            FindingKind.Bypassed,
            wanted,
            PathNames.Of(argument),
            PathNames.Of(type),
            PathNames.Place(argument, closed: false),
            compilation.RealName(wanted));
    }
}
