using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1003: null, default or an argument matcher reaches a path, or an optional context of a marked path is left out.</summary>
internal sealed class MissingContext : PathRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.MissingContext;

    public override Diagnostic? Judge(in PathArgument argument, GuardedCompilation compilation)
    {
        if (argument.Origin is not { Kind: OriginKind.Missing, Missing: { } form })
        {
            return null;
        }

        if (!argument.IsMarked)
        {
            // What a registration of anything is given for a context only the object tells, and null is none.
            // `AgentSession? session = null` is legal use of a type that says so; somebody must have marked it to mean otherwise.
            if (argument.IsLeftOut || !argument.IsTyped || argument.Type.NullableAnnotation == NullableAnnotation.Annotated)
            {
                return null;
            }
        }

        var wanted = compilation.Wanted(argument);
        return Report(
            argument,
            compilation,
            FindingKind.Missing,
            wanted,
            PathNames.Of(argument),
            argument.IsLeftOut ? "left out" : form,
            PathNames.Place(argument, closed: false),
            compilation.RealName(wanted));
    }
}
