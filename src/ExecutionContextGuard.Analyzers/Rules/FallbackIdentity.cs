using System.Threading;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2002: where an ID is missing, a constant takes its place.</summary>
internal sealed class FallbackIdentity : IdentityRule
{
    public override Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation)
    {
        if (compilation.IsTestProject || argument.Trace is not { Constants: not null } trace || FindIn(argument.Call, argument.Slot, trace, compilation) is not { } fallback)
        {
            return null;
        }

        var constant = fallback.Operation.Syntax;
        var call = argument.Call;
        var role = Word(argument.Slot.Role);
        if (fallback.Elsewhere is null && argument.Slot.Value.Syntax.Span.Contains(constant.Span))
        {
            return Report(Descriptors.FallbackIdentity, constant, call, argument.Slot.Role, elsewhere: null, PathNames.Of(call.Member), Quoted(fallback.Text), role, "", role);
        }

        // `userId ??= "anonymous"; .. new Context(userId)`: what stands outside of the call is told where the call is. An editor that looks at the
        // call hears of nothing beside it, and of two contexts that share a fallback each is wrong.
        var place = PathArgument.Written(argument.Slot.Value.Syntax);
        return fallback.Elsewhere is { } member
            ? Report(Descriptors.FallbackIdentity, place, call, argument.Slot.Role, constant, PathNames.Of(call.Member), Quoted(fallback.Text), role, $", the default of '{PathNames.Of(member)}'", role)
            : Report(Descriptors.FallbackIdentity, place, call, argument.Slot.Role, constant, partner: constant, [PathNames.Of(call.Member), Quoted(fallback.Text), role, $" (line {LineOf(constant)})", role]);
    }

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>An optional parameter: `Start(string userId = "anonymous")`. It is said at the declaration, where somebody decided it.</summary>
    public static void AnalyzeParameter(OperationAnalysisContext context, GuardedCompilation compilation, IParameterInitializerOperation initializer)
    {
        var parameter = initializer.Parameter;
        var room = compilation.Identities;
        if (compilation.IsTestProject
            || !IdentitySignatures.IsIdType(parameter.Type)
            || !IdentityConstants.TryRead(initializer.Value, out var text, out _) || text is null
            || RoleOf(parameter, room.Signatures) is var role && role == IdentityRole.None
            || room.Placeholders.IsAllowed(text, initializer.Syntax.SyntaxTree)
            || parameter.ContainingSymbol is not IMethodSymbol method
            || Receiver(method, parameter, text, compilation, context.CancellationToken) is not { } made
            || (compilation.Guarded.SeesAllowances && SiteAllowances.Cover(initializer, context.ContainingSymbol)))
        {
            return;
        }

        var call = new IdentityCall(initializer, method, null);
        compilation.Reports.Report(context, Report(
            Descriptors.FallbackIdentity, initializer.Value.Syntax, call, role, elsewhere: null, PathNames.Of(made), Quoted(text), Word(role), "", Word(role)));
    }

    private static IdentityRole RoleOf(IParameterSymbol parameter, IdentitySignatures signatures)
    {
        var role = signatures.RoleOf(parameter.Name);
        return role != IdentityRole.None ? role : signatures.RoleOf(parameter.Name + "Id");
    }

    /// <summary>What takes the default as an ID: the context's own constructor, a factory without a body, or a construction in the body; null where nothing does.</summary>
    private static ISymbol? Receiver(IMethodSymbol method, IParameterSymbol parameter, string text, GuardedCompilation compilation, CancellationToken cancellationToken)
    {
        var makes = compilation.Identities.Signatures.Of(method) is { IsNone: false, Constructed: not null } signature && signature.RoleOf(parameter.Ordinal) != IdentityRole.None;
        // A blank default of a constructor that checks its IDs says that they must be given.
        if (makes && !string.IsNullOrWhiteSpace(text) && (method.MethodKind == MethodKind.Constructor || method.IsAbstract))
        {
            return method;
        }

        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            var syntax = declaration.GetSyntax(cancellationToken);
            if (compilation.Identities.Tracer.BodyOf(syntax, cancellationToken) is not { } body)
            {
                continue;
            }

            foreach (var operation in body.DescendantsAndSelf())
            {
                if (compilation.Identities.Calls.Read(operation) is { Constructed: not null } call && Takes(call, parameter, body, compilation, cancellationToken))
                {
                    return call.Member;
                }
            }
        }

        return null;
    }

    private static bool Takes(IdentityCall call, IParameterSymbol parameter, IOperation body, GuardedCompilation compilation, CancellationToken cancellationToken)
    {
        foreach (var slot in call.Slots)
        {
            if (compilation.Identities.Tracer.Trace(slot.Value, cancellationToken).Variables is not { } variables)
            {
                continue;
            }

            foreach (var variable in variables)
            {
                if (SymbolEqualityComparer.Default.Equals(variable, parameter)
                    && !compilation.Identities.Tracer.Checked.Contain(parameter, IdentityTracer.RootOf(body), after: body.Syntax.SpanStart, before: slot.Value.Syntax.SpanStart))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IdentityLeaf? FindIn(IdentityCall call, in IdentitySlot slot, IdentityTrace trace, GuardedCompilation compilation)
    {
        foreach (var constant in trace.Constants!)
        {
            if (constant.Text is null || compilation.Identities.Placeholders.IsAllowed(constant.Text, slot.Value.Syntax.SyntaxTree))
            {
                continue;
            }

            if (constant.IsFallback ? !IsChecked(constant, slot, compilation.Identities.Tracer.Checked) : IsOwnDefault(call, constant))
            {
                return constant;
            }
        }

        return trace.Constant is { Text: { } text, IsNumber: false, Elsewhere: null } only
            && !compilation.Identities.Placeholders.IsAllowed(text, slot.Value.Syntax.SyntaxTree)
            && FallbackConstruction.Makes(call, slot, compilation)
                ? only
                : null;
    }

    /// <summary>`public string UserId { get; init; } = "anonymous";` of a context. A get-only one is what the type always is, a blank one only says that nothing is there yet.</summary>
    private static bool IsOwnDefault(IdentityCall call, IdentityLeaf constant) =>
        !PlaceholderPolicy.IsNothing(constant.Text)
        && call.Operation is ISymbolInitializerOperation
        && call.Member is IPropertySymbol { SetMethod: not null, IsRequired: false } or IFieldSymbol { IsReadOnly: false, IsConst: false, IsRequired: false, DeclaredAccessibility: not Accessibility.Private };

    private static bool IsChecked(IdentityLeaf constant, in IdentitySlot slot, CheckedVariables checks)
    {
        var root = IdentityTracer.RootOf(slot.Value);
        var after = constant.Elsewhere is null ? constant.Operation.Syntax.Span.End : root.Syntax.SpanStart;
        for (var passed = constant.Passed; passed is not null; passed = passed.Next)
        {
            if (checks.Contain(passed.Variable, root, after, slot.Value.Syntax.SpanStart))
            {
                return true;
            }
        }

        return false;
    }
}
