using System.Globalization;
using System.Text;
using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Provenance;

/// <summary>What the rules about IDs may cost in one large body of production code: twice the code allocates about twice as much.</summary>
public sealed class IdentityBudgetTests
{
    // What a run allocates beside its code.
    private const long Fixed = 1_000_000;

    private const string Platform = """
        public sealed class UserExecutionContext
        {
            public UserExecutionContext(string userId, string threadId) { UserId = userId; ThreadId = threadId; }

            public string UserId { get; }

            public string ThreadId { get; }
        }

        """;

    [Theory]
    // Each context of a constant asks whether the body makes one of an ID that it was given.
    [InlineData("if (n == {0}) {{ if (given == null) {{ return new UserExecutionContext(\"user-{0}\", \"thread-{0}\"); }} return new UserExecutionContext(given, \"thread-{0}\"); }}")]
    [InlineData("if (n == {0}) {{ return new UserExecutionContext(given ?? \"user-{0}\", given == null ? \"thread-{0}\" : given); }}")]
    [InlineData("if (n == {0}) {{ user = given ?? \"user-{0}\"; }}")]
    [InlineData("var pair{0} = (User: given ?? \"user-{0}\", n); Func<string, string> or{0} = other => given ?? other; if (n == {0}) {{ return new UserExecutionContext(pair{0}.User, or{0}(\"thread-{0}\")); }}")]
    [InlineData("if (n == {0}) {{ return new UserExecutionContext(Or(given, \"user-{0}\"), mine.ThreadId + theirs.ThreadId); }}")]
    public async Task Twice_the_code(string statement)
    {
        var once = await BytesAsync(statement, 500);
        var twice = await BytesAsync(statement, 1_000);

        Assert.InRange(twice, 0, (once * 5 / 2) + Fixed);
    }

    private static async Task<long> BytesAsync(string statement, int count)
    {
        var body = new StringBuilder();
        for (var i = 1; i <= count; i++)
        {
            body.AppendLine(string.Format(CultureInfo.InvariantCulture, statement, i));
        }

        var code = $$"""
            using System;

            {{Platform}}
            public class Service
            {
                static string Or(string given, string other) => given ?? other;

                public UserExecutionContext Make(string given, int n, UserExecutionContext mine, UserExecutionContext theirs)
                {
                    string user = given;
                    {{body}}
                    return new UserExecutionContext(user, given);
                }
            }
            """;
        var compilation = CSharpCompilation.Create("Service", [CSharpSyntaxTree.ParseText(code)], References.Net8, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        await Measurement.MeterAsync(compilation);
        return (await Measurement.MeterAsync(compilation)).Operations.Bytes;
    }
}
