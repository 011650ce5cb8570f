using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>The parts of a partial type.</summary>
internal static class TypeParts
{
    /// <summary>The place of the part whose file comes first by its path: that in which the compiler happens to be given the files is no order to be found again.</summary>
    public static Location First(INamedTypeSymbol type)
    {
        var first = type.Locations[0];
        for (var i = 1; i < type.Locations.Length; i++)
        {
            var other = type.Locations[i];
            var order = string.CompareOrdinal(other.SourceTree?.FilePath, first.SourceTree?.FilePath);
            if (order < 0 || (order == 0 && other.SourceSpan.Start < first.SourceSpan.Start))
            {
                first = other;
            }
        }

        return first;
    }
}
