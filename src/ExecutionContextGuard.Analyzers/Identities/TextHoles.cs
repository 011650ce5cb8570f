using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Text that is put together of constants and of one value: `$"user-{id}"`, `"user-" + id`, `string.Concat("user-", id)`, `string.Format("user-{0}", id)`.</summary>
internal static class TextHoles
{
    /// <summary>The one value; null where there are several: `$"{name ?? "run"}-{Guid.NewGuid()}"` is another ID each time.</summary>
    public static IOperation? TheOneIn(IOperation text)
    {
        IOperation? hole = null;
        return text switch
        {
            IBinaryOperation joined => joined.LeftOperand.ConstantValue.HasValue ? joined.RightOperand : joined.RightOperand.ConstantValue.HasValue ? joined.LeftOperand : null,
            IInterpolatedStringOperation interpolated => TakeAll(interpolated, ref hole) ? hole : null,
            IInvocationOperation call when Joins(call.TargetMethod) => TakeAll(call, ref hole) ? hole : null,
            _ => null,
        };
    }

    private static bool Joins(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String, Name: "Concat" or "Format" or "Join" };

    private static bool TakeAll(IInterpolatedStringOperation text, ref IOperation? hole)
    {
        foreach (var part in text.Parts)
        {
            if (part is IInterpolationOperation interpolation && !Take(interpolation.Expression, ref hole))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TakeAll(IInvocationOperation call, ref IOperation? hole)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } initializer } })
            {
                foreach (var element in initializer.ElementValues)
                {
                    if (!Take(element, ref hole))
                    {
                        return false;
                    }
                }
            }
            else if (!Take(argument.Value, ref hole))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Take(IOperation part, ref IOperation? hole)
    {
        // `string.Format` takes objects.
        while (part is IConversionOperation { OperatorMethod: null } conversion)
        {
            part = conversion.Operand;
        }

        if (part.ConstantValue.HasValue)
        {
            return true;
        }

        if (hole is not null)
        {
            return false;
        }

        hole = part;
        return true;
    }
}
