using System.Collections.Immutable;
using System.Text;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>Writes the construction of a real context in the style of the file.</summary>
internal sealed class ConstructionWriter(DocumentFacts document, INamedTypeSymbol real, ImmutableArray<IdentityValue> values, string? factoryCall, TypeNames names)
{
    /// <summary>The code that the construction takes over: comments in it are not lost with the statements that go.</summary>
    public ImmutableArray<TextSpan> Carried { get; } = values.Where(static value => value.Source is not null).Select(static value => value.Source!.Value).ToImmutableArray();

    public TextStyle Style => document.Style;

    public INamedTypeSymbol Real => real;

    /// <summary>A type as a declaration of any document says it.</summary>
    public string TypeName(DocumentFacts where, ITypeSymbol type, int position) =>
        SymbolEqualityComparer.Default.Equals(type, real) ? names.For(where).Name(real, position) : names.For(where).Existing(type, position);

    public string Name(ITypeSymbol type, int position) => names.For(document).Existing(type, position);

    private string RealName(int position) => names.For(document).Name(real, position);

    /// <summary>As the value of a statement: one argument a line, one level deeper than the statement.</summary>
    public string Statement(int statement, int position, bool isTargetTyped) =>
        factoryCall ?? "new" + (isTargetTyped ? "" : " " + RealName(position)) + Lines(Style.IndentAt(statement));

    /// <summary>In the place of an expression: on its line as long as that stays readable.</summary>
    public string Inline(TextSpan replaced, string prefix)
    {
        if (factoryCall is not null)
        {
            return prefix + factoryCall;
        }

        var start = prefix + "new " + RealName(replaced.Start);
        var oneLine = start + "(" + string.Join(", ", values.Select(Argument)) + ")";
        var line = document.Text.Lines.GetLineFromPosition(replaced.Start);
        var length = line.Span.Length - Math.Min(replaced.Length, line.End - replaced.Start) + oneLine.Length;
        return length <= TextStyle.MaxLineLength && oneLine.IndexOf('\n') < 0 ? oneLine : start + Lines(Style.IndentAt(replaced.Start));
    }

    private string Lines(string indent)
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(Style.NewLine).Append(indent).Append(Style.IndentUnit).Append(Argument(values[i])).Append(i == values.Length - 1 ? ')' : ',');
        }

        return text.ToString();
    }

    private static string Argument(IdentityValue value) => value.Parameter + ": " + value.Text;
}
