using System.Collections.Immutable;
using System.Text;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>Writes the construction of a real context in the style of the file. The values stand in the order of the constructor's parameters.</summary>
internal sealed class ConstructionWriter(DocumentFacts document, RealConstructor constructor, ImmutableArray<IdentityValue> values, string? factoryCall, TypeNames names)
{
    /// <summary>The code that the construction takes over: comments in it are not lost with the statements that go.</summary>
    public ImmutableArray<TextSpan> Carried { get; } = values.Where(static value => value.Source is not null).Select(static value => value.Source!.Value).ToImmutableArray();

    public TextStyle Style => document.Style;

    public INamedTypeSymbol Real => constructor.Type;

    /// <summary>A type as a declaration of any document says it.</summary>
    public string TypeName(DocumentFacts where, ITypeSymbol type, int position) => names.For(where).Any(type, position);

    public string Name(ITypeSymbol type, int position) => names.For(document).Any(type, position);

    /// <summary>As the value of a statement: one argument a line, one level deeper than the statement; a single one on the line of the statement.</summary>
    public string Statement(int statement, int position, bool isTargetTyped)
    {
        if (factoryCall is not null)
        {
            return factoryCall;
        }

        var oneLine = OnOneLine(isTargetTyped);
        return Start(position, isTargetTyped) + (values.Length == 1 && IsShort(oneLine) ? oneLine : Lines(document.IndentAt(statement), isTargetTyped));
    }

    /// <summary>In the place of an expression: on its line as long as that stays readable.</summary>
    /// <param name="replaced">What it takes the place of.</param>
    /// <param name="prefix">A cast, or the name of the parameter.</param>
    /// <param name="comments">Comments that stand before it, each on a line: then it is one level deeper, on a line of its own.</param>
    public string Inline(TextSpan replaced, string prefix, string comments = "")
    {
        if (factoryCall is not null)
        {
            return comments + prefix + factoryCall;
        }

        if (comments.Length != 0)
        {
            return comments + prefix + Start(replaced.Start, isTargetTyped: false) + Lines(IndentBelowComments(replaced.Start), isTargetTyped: false);
        }

        var start = prefix + Start(replaced.Start, isTargetTyped: false);
        var oneLine = start + OnOneLine(isTargetTyped: false);
        if (values.Length == 1 && IsShort(oneLine))
        {
            // A line of its own for a single value makes nothing more readable.
            return oneLine;
        }

        // Of two on a line, each has lines of its own: what fits would depend on which is written first.
        if (document.SharesLine(replaced))
        {
            return start + Lines(document.IndentAt(replaced.Start), isTargetTyped: false);
        }

        var line = document.Text.Lines.GetLineFromPosition(replaced.Start);
        var length = line.Span.Length - Math.Min(replaced.Length, line.End - replaced.Start) + oneLine.Length;
        return length <= TextStyle.MaxLineLength && oneLine.IndexOf('\n') < 0 ? oneLine : start + Lines(document.IndentAt(replaced.Start), isTargetTyped: false);
    }

    /// <summary>How deep a construction stands that has comments before it.</summary>
    public string IndentBelowComments(int replaced) => document.IndentAt(replaced) + (document.IsFirstOnLine(replaced) ? "" : Style.IndentUnit);

    /// <summary>What stands before the parentheses: `new UserExecutionContext`, `UserExecutionContext.Create`.</summary>
    private string Start(int position, bool isTargetTyped)
    {
        if (constructor.Factory is { } factory)
        {
            return names.For(document).Name(Real, position) + "." + factory.Name;
        }

        return isTargetTyped ? "new" : "new " + names.For(document).Name(Real, position);
    }

    /// <summary>Whether a single value leaves room for the declaration before it.</summary>
    private static bool IsShort(string value) => value.Length <= TextStyle.MaxLineLength / 2 && value.IndexOf('\n') < 0;

    private string OnOneLine(bool isTargetTyped)
    {
        var text = new StringBuilder();
        var (arguments, members) = (Arguments(), Members());
        if (arguments.Count != 0 || isTargetTyped)
        {
            text.Append('(').Append(string.Join(", ", arguments)).Append(')');
        }

        if (members.Count != 0)
        {
            text.Append(" { ").Append(string.Join(", ", members)).Append(" }");
        }

        return text.ToString();
    }

    private string Lines(string indent, bool isTargetTyped)
    {
        var text = new StringBuilder();
        var (arguments, members) = (Arguments(), Members());
        if (arguments.Count != 0 || isTargetTyped)
        {
            Append(text.Append('('), arguments, indent).Append(')');
        }

        if (members.Count != 0)
        {
            Append(text.Append(Style.NewLine).Append(indent).Append('{'), members, indent).Append(Style.NewLine).Append(indent).Append('}');
        }

        return text.ToString();
    }

    private StringBuilder Append(StringBuilder text, List<string> items, string indent)
    {
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(Style.NewLine).Append(indent).Append(Style.IndentUnit).Append(items[i]).Append(i == items.Count - 1 ? "" : ",");
        }

        return text;
    }

    private List<string> Arguments() => [.. values.Where((_, i) => !constructor.Parameters[i].IsMember).Select(static value => value.Parameter + ": " + value.Text)];

    private List<string> Members() => [.. values.Where((_, i) => constructor.Parameters[i].IsMember).Select(static value => value.Parameter + " = " + value.Text)];
}
