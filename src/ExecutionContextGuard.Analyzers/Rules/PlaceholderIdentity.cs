using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2001: a constant that names nobody is used as an ID.</summary>
internal sealed class PlaceholderIdentity : IdentityRule
{
    public override bool MayBeExpectedToFail => true;

    public override Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation)
    {
        // `private Context() { UserId = ""; }` for a serializer: what a type keeps in itself is not handed to anybody.
        if (argument.Trace?.Constants is not { } constants || argument.Call is { IsOwnStorage: true } or { Constructed: null })
        {
            return null;
        }

        var slot = argument.Slot;
        foreach (var constant in constants)
        {
            if (constant.IsFallback || constant.IsNumber || !IsBad(constant, argument, compilation, out var what))
            {
                continue;
            }

            var place = PathArgument.Written(slot.Value.Syntax);
            var written = constant.Operation.Syntax;
            return Report(
                Descriptors.PlaceholderIdentity,
                place,
                argument.Call,
                slot.Role,
                place.SyntaxTree == written.SyntaxTree && place.Span.Contains(written.Span) ? null : written,
                PathNames.Of(argument.Call.Member),
                what,
                Word(slot.Role),
                Word(slot.Role));
        }

        return null;
    }

    private static bool IsBad(IdentityLeaf constant, in IdentityArgument argument, GuardedCompilation compilation, out string what)
    {
        var text = constant.Text;
        var tree = argument.Call.Operation.Syntax.SyntaxTree;
        what = "";
        if (text is null && (argument.Slot.TakesNull || argument.Trace!.HasOther))
        {
            // `string? userId = null; if (claim is not null) { userId = claim.Value; }`: the compiler speaks of null.
            return false;
        }

        if (compilation.Identities.Placeholders.IsAllowed(text, tree))
        {
            return false;
        }

        if (PlaceholderPolicy.IsBlank(text))
        {
            // In a test project a stub's own members refuse nothing; a double that reaches a path is another rule's.
            what = text is not null && !string.IsNullOrWhiteSpace(text) && PlaceholderIds.IsPadded(text) ? "the padded text '" + text + "'" : Quoted(text);
            return !compilation.IsTestProject || compilation.Guarded.IsGuardedItself(argument.Call.Constructed!);
        }

        what = "the placeholder " + Quoted(text);
        return compilation.Identities.Placeholders.IsPlaceholder(text!, tree)
            && (!compilation.IsTestProject || compilation.Identities.Placeholders.IsRefusedBy(argument.Call.Constructed!, text!));
    }
}
