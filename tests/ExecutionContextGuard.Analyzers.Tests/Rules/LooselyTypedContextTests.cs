namespace ExecutionContextGuard.Rules;

/// <summary>ECG1002.</summary>
public sealed class LooselyTypedContextTests : RuleRows
{
    private const string Driver = """
        public class AgentDriver
        {
            public Task RunAgentAsync(string text, object? context) => Task.CompletedTask;
        }
        """;

    private static string Gets(string kind, string path = "AgentDriver.RunAgentAsync", string created = "") => $"'{path}' gets {kind}{created} instead of a 'UserExecutionContext'";

    [Theory]
    [InlineData("new { UserId = \"u\" }", "an anonymous object")]
    [InlineData("new Dictionary<string, object> { [\"user_id\"] = \"u\" }", "a dictionary")]
    [InlineData("(\"u\", \"t\")", "a tuple")]
    [InlineData("\"user-123\"", "a string")]
    [InlineData("new System.Dynamic.ExpandoObject()", "an ExpandoObject")]
    [InlineData("new System.Text.Json.Nodes.JsonObject()", "a JSON value")]
    [InlineData("request", "a value of type 'AgentRequest'")]
    [InlineData("new Version(1, 0)", "a value of type 'Version'")]
    [InlineData("Mock.Of<IDisposable>()", "a Moq double of 'IDisposable'")]
    public Task A_marked_path_gets_no_context(string argument, string kind) =>
        Body($$"""await new AgentDriver().RunAgentAsync("a", {|ECG1002:{{argument}}|});""").And("AgentDriver.cs", Driver).Says(Gets(kind));

    [Fact]
    public Task By_way_of_a_local_and_a_helper() => Code("""
        class Tests
        {
            static object Make() => {|created#2:new { UserId = "u" }|};

            async Task Test(AgentDriver driver)
            {
                var values = {|created#1:new Dictionary<string, object>()|};
                await driver.RunAgentAsync("a", {|ECG1002:values|});
                await driver.RunAgentAsync("b", {|ECG1002:Make()|});
            }
        }
        """).And("AgentDriver.cs", Driver).Says(Gets("a dictionary"), Gets("an anonymous object", created: ", created in 'Make' (line 3),"));

    [Fact]
    public Task A_real_context_by_way_of_object_is_silent() => Body("""
        object context = new UserExecutionContext("u", "t", "r", "q");
        await new AgentDriver().RunAgentAsync("a", context);
        await new AgentDriver().RunAgentAsync("b", (object)new UserExecutionContext("u", "t", "r", "q"));
        """).And("AgentDriver.cs", Driver);

    [Fact]
    public Task A_parameter_of_the_guarded_type_is_unknown_and_silent() => Code("""
        class Service
        {
            Task Run(AgentDriver driver, IUserExecutionContext context) => driver.RunAgentAsync("a", context);
        }
        """).And("AgentDriver.cs", Driver);

    [Fact]
    public Task A_forward_is_reported_unless_the_parameter_is_a_path_itself() => Code("""
        class Service
        {
            Task Forward(AgentDriver driver, object state) => driver.RunAgentAsync("a", {|ECG1002:state|});

            Task RunMyAgent(AgentDriver driver, object context) => driver.RunAgentAsync("a", context);
        }
        """).And("AgentDriver.cs", Driver).Says(Gets("an object of unknown origin"));

    [Fact]
    public Task Null_is_another_rule_s() =>
        Body("await new AgentDriver().RunAgentAsync(\"a\", {|ECG1003:null|});").And("AgentDriver.cs", Driver).Says(GetsNothing("null", "AgentDriver.RunAgentAsync"));

    [Fact]
    public Task Logging_scopes_and_payloads_are_no_paths() => Code("""
        class Logger { public void BeginScope(object state) { } }

        class Tests
        {
            void Test(Logger logger) => logger.BeginScope(new { UserId = "u" });
        }
        """);
}
