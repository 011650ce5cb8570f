using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Casts and tests that only a context, or only a real one, gets past.</content>
internal sealed partial class OriginResolver
{
    /// <summary>Where it is asked what a method hands on: `given as UserExecutionContext` hands no double on.</summary>
    private bool IsForRealOnly(IConversionOperation conversion, in Walk walk) =>
        walk.Parameters is not null && conversion is { IsTryCast: true, Type: { } type } && IsReal(type);

    /// <summary>Whether the conversion fails for everything but a context. A dynamic argument is converted by the call: that is what makes it one to be told of.</summary>
    private bool MakesContextOf(IConversionOperation conversion, in Pending pending) =>
        conversion is { Type: { } type, Operand.Type: { } operand }
        && (!conversion.IsImplicit || (operand.TypeKind == TypeKind.Dynamic && conversion.Parent is not IArgumentOperation))
        && guarded.IsGuarded(Frame.Substitute(type, pending.Frame));

    /// <summary>`if (given is not UserExecutionContext) { return; }`: past it, the variable holds nothing else.</summary>
    private bool IsLetThrough(IOperation operation, in Walk walk, out Origin origin)
    {
        origin = Origin.Unknown;
        if (Variables.Of(operation) is not { } variable || (operation is IParameterReferenceOperation parameter && !HasOtherSource(parameter, walk)))
        {
            return false;
        }

        var known = _localWrites.Of(Root(operation));
        if (known.TypeTestsOf(variable) is not { } tests)
        {
            return false;
        }

        foreach (var test in tests)
        {
            if (TypeTests.TypeLetThrough(test, operation) is { } type && IsReal(type) && !IsWrittenBetween(known.To(variable), test.Syntax.Span.End, operation.Syntax.SpanStart))
            {
                origin = Origin.Real;
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the type only deals with contexts: a delegate, options, a sequence.</summary>
    private bool HoldsContexts(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } || guarded.IsGuarded(type))
        {
            return false;
        }

        foreach (var argument in arguments)
        {
            if (guarded.IsGuarded(argument))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWrittenBetween(List<LocalWrite>? writes, int from, int to)
    {
        if (writes is not null)
        {
            foreach (var write in writes)
            {
                if (write.Operation.Syntax.SpanStart >= from && write.Operation.Syntax.SpanStart < to)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether every object of the type is a real context: nothing can derive from it.</summary>
    private bool IsReal(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsSealed: true } named && guarded.IsGuarded(named) && !handWritten.Contains(named);
}
