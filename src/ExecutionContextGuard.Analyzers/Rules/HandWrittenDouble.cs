using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1004: an instance of a class that somebody wrote to stand in for the real one reaches a path.</summary>
internal sealed class HandWrittenDouble : PathRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.HandWrittenDouble;

    public override Diagnostic? Judge(in PathArgument argument, GuardedCompilation compilation)
    {
        if (argument.Origin is not { Kind: OriginKind.HandWrittenDouble, Type: { } type })
        {
            return null;
        }

        // `class TestSession : AgentSession`, where the framework has no session that can be constructed, is how it is meant to be tested.
        var wanted = compilation.Wanted(argument);
        return !compilation.Reals.AreInSightOf(wanted)
            ? null
            : Report(
                argument,
                compilation,
                FindingKind.HandWritten,
                wanted,
                PathNames.Of(argument),
                compilation.Texts.NameOf(type),
                PathNames.Place(argument),
                compilation.RealName(wanted));
    }
}
