using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1001: a mocking library's double, or the wrapper that holds one, reaches a path.</summary>
internal sealed class MockedContext : PathRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.MockedContext;

    public override Diagnostic? Judge(in PathArgument argument, GuardedCompilation compilation)
    {
        if (argument.Origin is not { Kind: OriginKind.Mock, Library: { } library, Type: { } doubled })
        {
            return null;
        }

        // On a marked path only a double of a context is a context's double: `Run(context: new Mock<IClock>().Object)` is some other mistake.
        var guarded = compilation.Guarded.IsGuarded(doubled) ? doubled : argument.IsTyped ? argument.Type : null;
        return guarded is null
            ? null
            : Report(
                argument,
                compilation,
                FindingKind.Mock,
                guarded,
                PathNames.Of(argument),
                library.Name,
                compilation.Texts.NameOf(doubled),
                PathNames.Place(argument),
                compilation.RealName(guarded));
    }
}
