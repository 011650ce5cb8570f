using System.Text.RegularExpressions;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Rows about the ways of a value. A shape is written once, with DOUBLE where the context is made: each library's double
/// must be found in it, with its trail, and a real context in the same shape must be silent.
/// </summary>
public abstract partial class ShapeRows : RuleRows
{
    private const string Real = "a real context";

    /// <summary>What can stand at DOUBLE.</summary>
    public static TheoryData<string> Origins => ["Moq", "Moq, by Mock.Of", "NSubstitute", "FakeItEasy", Real];

    /// <param name="origin">One of <see cref="Origins"/>.</param>
    /// <param name="code">The shape; markers of findings and trail are taken out where the context is real.</param>
    /// <param name="created">The member and line of the creation, where the message names them.</param>
    /// <param name="path">The path that is reached.</param>
    protected static Row Shape(string origin, string code, string created = "", string path = "AgentExecutionCore.ExecuteAgentAsync")
    {
        var (name, library, expression) = origin switch
        {
            "Moq" => ("Moq", Library.Moq, "{|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|}.Object"),
            "Moq, by Mock.Of" => ("Moq", Library.Moq, "{|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|}"),
            "NSubstitute" => ("NSubstitute", Library.NSubstitute, "{|ECG1010:{|created:Substitute.For<IUserExecutionContext>()|}|}"),
            "FakeItEasy" => ("FakeItEasy", Library.FakeItEasy, "{|ECG1010:{|created:A.Fake<IUserExecutionContext>()|}|}"),
            _ => ("", Library.Moq, "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")"),
        };
        if (origin == Real)
        {
            // Markers stand inside each other: the innermost first.
            while (Marker().IsMatch(code))
            {
                code = Marker().Replace(code, "$1");
            }

            return Code(code.Replace("DOUBLE", expression));
        }

        var source = code.Replace("DOUBLE", expression);
        var messages = Finding().Matches(source)
            .Select(finding => finding.Value.EndsWith("1010", StringComparison.Ordinal) ? IsMocked(name) : GetsDouble(name, path, created))
            .ToArray();
        return Code(source).With(library).Says(messages);
    }

    [GeneratedRegex(@"\{\|[^:|{}]+:((?:(?!\{\||\|\}).)*)\|\}", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\{\|ECG\d{4}")]
    private static partial Regex Finding();
}
