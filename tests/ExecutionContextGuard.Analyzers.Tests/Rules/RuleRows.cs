using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>Rows about rules: short bodies in a test method, and the sentences that findings are made of.</summary>
public abstract class RuleRows : RowTests
{
    /// <summary>The body of a test method that has an execution core and a request.</summary>
    protected static Row Body(string statements) => Code($$"""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """);

    protected static string GetsDouble(string library, string path = "AgentExecutionCore.ExecuteAgentAsync", string created = "", string type = "IUserExecutionContext") =>
        $"'{path}' gets a {library} double of '{type}'{created} instead of a real 'UserExecutionContext'";

    protected static string GetsNothing(string form, string path = "AgentExecutionCore.ExecuteAgentAsync", string created = "") =>
        $"'{path}' gets no context ({form}){created}; pass a real 'UserExecutionContext'";

    protected static string IsMocked(string library, string type = "IUserExecutionContext") =>
        $"'{type}' is mocked with {library}; construct a real 'UserExecutionContext'";
}
