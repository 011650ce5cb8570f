using System.Text;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>
/// Rows about the fix. The findings are not what they are about, so marks are short: <c>«..»</c> is a creation with ECG1010,
/// <c>‹..›</c> an argument with ECG1001, <c>‹-..›</c> one with ECG1003. Of several creations, the first reaches the first argument, and so on.
/// </summary>
public abstract class FixRows : RuleRows
{
    /// <summary>A test method with these statements becomes one with those.</summary>
    protected static Row Fixes(Library library, string before, string after) =>
        Marked(library, Method(before)).FixedTo(Method(after));

    /// <summary>A whole file becomes another.</summary>
    protected static Row FixesFile(Library library, string before, string after) => Marked(library, before).FixedTo(after);

    /// <summary>No action is offered for anything in the method, and the planner's word for each finding is this one.</summary>
    protected static Task Declines(DeclineWord reason, Library library, string statements) => DeclinesFile(reason, library, Method(statements));

    /// <inheritdoc cref="Declines"/>
    protected static Task DeclinesFile(DeclineWord reason, Library library, string source) => DeclinesWith(reason, library, source, null);

    /// <summary>With other platform types.</summary>
    protected static async Task DeclinesWith(DeclineWord reason, Library library, string source, string? context)
    {
        // Without a real type in sight, the message has only the guarded one to name.
        var real = context?.Contains("class UserExecutionContext", StringComparison.Ordinal) == false ? "IUserExecutionContext" : "UserExecutionContext";
        var row = Marked(library, source, real).OffersNoFix();
        if (context is not null)
        {
            row.WithContext(context);
        }

        await IsDeclinedAsync(row, reason);
    }

    /// <summary>A whole file with this many findings, of which the row says no more, becomes another.</summary>
    protected static Row Mends(Library library, int findings, string before, string after) => Code(before).With(library).Finds(findings).FixedTo(after);

    /// <summary>A whole file with this many findings stays, and the planner's word for each is this one.</summary>
    protected static Task Leaves(DeclineWord reason, Library library, int findings, string source, params (string File, string Source)[] others)
    {
        var row = Code(source).With(library).Finds(findings).OffersNoFix();
        foreach (var (file, text) in others)
        {
            row.And(file, text);
        }

        return IsDeclinedAsync(row, reason);
    }

    /// <summary>The same with other platform types, and perhaps a line of an .editorconfig.</summary>
    protected static Task LeavesWith(DeclineWord reason, Library library, int findings, string source, string context, string? option = null)
    {
        var row = Code(source).With(library).Finds(findings).OffersNoFix().WithContext(context);
        return IsDeclinedAsync(option is null ? row : row.EditorConfig(option), reason);
    }

    /// <summary>A row that offers no fix, and the planner's word for each of its findings.</summary>
    protected static Task IsLeft(DeclineWord reason, Row row) => IsDeclinedAsync(row, reason);

    private static async Task IsDeclinedAsync(Row row, DeclineWord reason)
    {
        await (Task)row;
        var solution = RowSolution.Create(row);
        var findings = await AnalyzerRun.WholeAsync(solution, row.Tools);
        var plan = await Planner.PlanAsync(
            solution,
            [.. findings.Select(finding => (solution.GetDocument(finding.Diagnostic.Location.SourceTree)!, finding.Diagnostic))],
            CancellationToken.None);
        Assert.Empty(plan.Groups);
        Assert.All(plan.Declined, declined => Assert.Equal(reason.ToString(), declined.Why.Reason.ToString()));
        Assert.Equal(findings.Length, plan.Declined.Length);

        // Where the diagnostic gives a reason itself, it is the same one.
        Assert.All(findings, finding => Assert.Equal(reason.ToString(), finding.Diagnostic.Properties.GetValueOrDefault("Declined", reason.ToString())));
    }

    protected static string Method(string statements) => $$"""
        class Tests
        {
            async Task Streams_events(AgentExecutionCore core, AgentRequest request)
            {
                {{statements.ReplaceLineEndings("\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """;

    /// <summary>Expands the short marks, and says for each what its finding says.</summary>
    protected static Row Marked(Library library, string source, string real = "UserExecutionContext")
    {
        var name = library.Namespace;
        var messages = new List<string>();
        var text = new StringBuilder();
        var marks = source.Where(c => c is '«' or '‹').ToList();
        var created = 0;
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '«':
                    messages.Add(IsMocked(name));
                    text.Append("{|ECG1010:{|created").Append(marks.Count(mark => mark == '«') > 1 ? "#" + NumberOf(created++) : "").Append(':');
                    break;
                case '»':
                    text.Append("|}|}");
                    break;
                case '‹' when source[i + 1] == '-':
                    i++;
                    messages.Add(GetsNothing(source[i + 1] == 'd' ? "default" : source[i + 1] == 'I' ? "matcher" : "null"));
                    text.Append("{|ECG1003:");
                    break;
                case '‹':
                    messages.Add(GetsDouble(name));
                    text.Append("{|ECG1001:");
                    break;
                case '›':
                    text.Append("|}");
                    break;
                default:
                    text.Append(source[i]);
                    break;
            }
        }

        return Code(text.ToString()).With(library).Says([.. messages.Select(message => message.Replace("a real 'UserExecutionContext'", $"a real '{real}'", StringComparison.Ordinal))]);

        int NumberOf(int argument) => marks.Select((mark, index) => (mark, index)).Where(item => item.mark == '‹').ElementAt(argument).index + 1;
    }

    /// <summary>The words of the rule pages, spelled out: renaming one breaks what people have written down.</summary>
    protected enum DeclineWord
    {
        Verified,
        Behaviour,
        OtherMembers,
        LateSetup,
        Mutated,
        Escapes,
        EmptyIdentity,
        Conflicting,
        RefusedValue,
        NoRealType,
        NoConstructor,
        Reflection,
        Unsupported,
        Unmapped,
    }
}
