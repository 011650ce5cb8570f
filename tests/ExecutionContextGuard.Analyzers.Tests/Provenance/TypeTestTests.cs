using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>Code that asks for the type of what it hands over, and casts that only a context gets past.</summary>
public sealed class TypeTestTests : ShapeRows
{
    private const string Either = "object given = request.Text == \"\" ? new UserExecutionContext(\"u\", \"t\", \"r\", \"q\") : {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};";
    private const string Real = "object given = request.Text == \"\" ? new UserExecutionContext(\"u\", \"t\", \"r\", \"q\") : {|ECG1010:Mock.Of<IUserExecutionContext>()|};";

    private const string Driver = """
        public class AgentDriver
        {
            public Task RunAgentAsync(string text, object? context, CancellationToken token = default) => Task.CompletedTask;
        }
        """;

    [Theory]
    [InlineData("if (given is not UserExecutionContext) { return; }\nawait core.ExecuteAgentAsync(request, (IUserExecutionContext)given);")]
    [InlineData("if (!(given is UserExecutionContext)) { throw new InvalidOperationException(); }\nawait core.ExecuteAgentAsync(request, (IUserExecutionContext)given);")]
    [InlineData("if (request.Text == \"\" || given is not UserExecutionContext) { Assert.Fail(\"not real\"); }\nawait core.ExecuteAgentAsync(request, (IUserExecutionContext)given);")]
    [InlineData("if (given is UserExecutionContext { UserId: \"u\" } and not null) { await core.ExecuteAgentAsync(request, (IUserExecutionContext)given); }")]
    [InlineData("if (given is not UserExecutionContext) { } else { await core.ExecuteAgentAsync(request, (IUserExecutionContext)given); }")]
    [InlineData("if (given is UserExecutionContext && core.ExecuteAgentAsync(request, (IUserExecutionContext)given).IsCompleted) { }")]
    [InlineData("if (given is not UserExecutionContext || core.ExecuteAgentAsync(request, (IUserExecutionContext)given).IsCompleted) { }")]
    [InlineData("await (given is UserExecutionContext ? core.ExecuteAgentAsync(request, (IUserExecutionContext)given) : Task.CompletedTask);")]
    [InlineData("Assert.True(given is UserExecutionContext);\nawait core.ExecuteAgentAsync(request, (IUserExecutionContext)given);")]
    [InlineData("foreach (var text in new[] { \"a\" }) { if (given is not UserExecutionContext) { continue; } await core.ExecuteAgentAsync(request, (IUserExecutionContext)given); }")]
    public Task Past_a_test_for_the_real_type_a_variable_holds_nothing_else(string statements) => Body($"{Real}\n{statements}").Says(IsMocked("Moq"));

    [Theory]
    [InlineData("if (given is UserExecutionContext) { return; }\nawait core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|});")]
    [InlineData("if (given is not IUserExecutionContext) { return; }\nawait core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|});")]
    [InlineData("if (given is not UserExecutionContext) { core.ToString(); }\nawait core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|});")]
    [InlineData("if (given is UserExecutionContext || request.Text == \"\") { await core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|}); }")]
    [InlineData("var other = given;\nif (other is not UserExecutionContext) { return; }\nawait core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|});")]
    [InlineData("await core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|});\nif (given is not UserExecutionContext) { return; }")]
    public Task Where_a_double_still_gets_through_it_is_reported(string statements) => Body($"{Either}\n{statements}").Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task What_is_written_after_the_test_was_not_asked_about() => Body("""
        object given = new UserExecutionContext("u", "t", "r", "q");
        if (given is not UserExecutionContext) { return; }
        given = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)given|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    /// <summary>A helper that refuses what is not real is no offence, and what its callers give it neither.</summary>
    [Fact]
    public Task A_helper_that_lets_only_the_real_type_through() => Code("""
        class Tests
        {
            void Run(AgentExecutionCore core, AgentRequest request, object context)
            {
                if (context is not UserExecutionContext)
                {
                    throw new ArgumentException("no");
                }

                core.ExecuteAgentAsync(request, (IUserExecutionContext)context);
            }

            Task Drive(AgentDriver driver, object context)
            {
                if (context is not UserExecutionContext)
                {
                    return Task.CompletedTask;
                }

                return driver.RunAgentAsync("a", context);
            }

            void Test(AgentExecutionCore core, AgentRequest request) => Run(core, request, {|ECG1010:Mock.Of<IUserExecutionContext>()|});
        }
        """).And("AgentDriver.cs", Driver).Says(IsMocked("Moq"));

    [Theory, MemberData(nameof(Origins))]
    public Task A_pattern_with_braces_that_declares(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = DOUBLE;
                if (context is {|stored:{ } some|}) { await core.ExecuteAgentAsync(request, {|ECG1001:some|}); }
            }
        }
        """);

    [Theory]
    [InlineData("if (given is {|stored:IUserExecutionContext { UserId: \"u\" } some|}) { await core.ExecuteAgentAsync(request, {|ECG1001:some|}); }")]
    [InlineData("if (given is {|stored:IUserExecutionContext { UserId.Length: > 3 } some|} && some.RunId == \"r\") { await core.ExecuteAgentAsync(request, {|ECG1001:some|}); }")]
    [InlineData("if (given is not {|stored:IUserExecutionContext { } some|}) { return; }\nawait core.ExecuteAgentAsync(request, {|ECG1001:some|});")]
    [InlineData("if (given is not null and {|stored:IUserExecutionContext some|}) { await core.ExecuteAgentAsync(request, {|ECG1001:some|}); }")]
    [InlineData("switch (given) { case {|stored:IUserExecutionContext { RunId: \"r\" } some|}: await core.ExecuteAgentAsync(request, {|ECG1001:some|}); break; }")]
    [InlineData("await (given switch { {|stored:IUserExecutionContext { RunId: \"r\" } some|} => core.ExecuteAgentAsync(request, {|ECG1001:some|}), _ => Task.CompletedTask });")]
    public Task A_pattern_that_looks_into_it_and_declares(string statements) => Body($"{Either}\n{statements}").Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Theory]
    [InlineData("if (given is UserExecutionContext { UserId: \"u\" } some) { await core.ExecuteAgentAsync(request, some); }")]
    [InlineData("switch (given) { case UserExecutionContext { RunId: \"r\" } some: await core.ExecuteAgentAsync(request, some); break; }")]
    public Task A_pattern_that_declares_the_real_type(string statements) => Body($"{Real}\n{statements}").Says(IsMocked("Moq"));

    /// <summary>What a list pattern or a tuple pattern declares is nothing that is followed.</summary>
    [Theory]
    [InlineData("if (new[] { given } is [IUserExecutionContext first, ..]) { await core.ExecuteAgentAsync(request, first); }")]
    [InlineData("if ((given, 1) is (IUserExecutionContext first, 1)) { await core.ExecuteAgentAsync(request, first); }")]
    public Task A_pattern_of_parts(string statements) => Body($"{Real}\n{statements}").Says(IsMocked("Moq"));

    [Fact]
    public Task Elements_of_the_real_type() => Body("""
        var contexts = new IUserExecutionContext[] { new UserExecutionContext("u", "t", "r", "q"), {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|} };
        await core.ExecuteAgentAsync(request, contexts.OfType<UserExecutionContext>().First());
        await core.ExecuteAgentAsync(request, {|ECG1001:contexts.OfType<IUserExecutionContext>().First()|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    /// <summary>What a double of a delegate or of options gives is what it was set up with, not the double.</summary>
    [Theory]
    [InlineData("var make = new Mock<Func<string, IUserExecutionContext>>();\nmake.Setup(f => f(It.IsAny<string>())).Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));\nawait core.ExecuteAgentAsync(request, make.Object(\"u\"));")]
    [InlineData("var holder = new Mock<Holder<IUserExecutionContext>>();\nawait core.ExecuteAgentAsync(request, holder.Object.Value);")]
    public Task A_double_of_what_holds_contexts(string statements) => Body(statements).And("Holder.cs", "public interface Holder<T> { T Value { get; } }");

    [Fact]
    public Task A_substitute_of_what_holds_contexts() => Body("""
        var make = Substitute.For<Func<IUserExecutionContext>>();
        make().Returns(new UserExecutionContext("u", "t", "r", "q"));
        await core.ExecuteAgentAsync(request, make());
        """).With(Library.NSubstitute);

    [Theory, MemberData(nameof(Origins))]
    public Task A_query(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                foreach (var context in from user in new[] { "a", "b" } select (IUserExecutionContext)DOUBLE)
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """);

    /// <summary>A cast fails for everything but a context, so nothing that is none gets to a marked path that way; null does.</summary>
    [Fact]
    public Task What_a_cast_lets_through_is_a_context() => Code("""
        class Tests
        {
            static IUserExecutionContext Stored() => (IUserExecutionContext)AppDomain.CurrentDomain.GetData("context")!;
            static T Kept<T>(string key) => (T)AppDomain.CurrentDomain.GetData(key)!;
            static IUserExecutionContext Late(dynamic bag) { return bag.Context; }

            async Task Test(AgentDriver driver, object given)
            {
                await driver.RunAgentAsync("a", Stored());
                await driver.RunAgentAsync("b", (object)Stored());
                await driver.RunAgentAsync("c", Kept<IUserExecutionContext>("context"));
                await driver.RunAgentAsync("d", given as IUserExecutionContext ?? throw new ArgumentException("no"));
                await driver.RunAgentAsync("e", Late(given));
                await driver.RunAgentAsync("f", {|ECG1002:given|});
                await driver.RunAgentAsync("g", {|ECG1003:(IUserExecutionContext?)null|});
                await driver.RunAgentAsync("h", {|ECG1001:(IUserExecutionContext)(object)Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).And("AgentDriver.cs", Driver).Says(
            "'AgentDriver.RunAgentAsync' gets an object of unknown origin instead of a 'UserExecutionContext'",
            GetsNothing("null", "AgentDriver.RunAgentAsync"),
            GetsDouble("Moq", "AgentDriver.RunAgentAsync"));

    [Fact]
    public Task A_dynamic_argument_where_the_rest_is_optional() => Code("""
        class Tests
        {
            Task Test(AgentDriver driver, dynamic given) => driver.RunAgentAsync("a", {|ECG1002:given|});

            Task Real(AgentDriver driver)
            {
                dynamic context = new UserExecutionContext("u", "t", "r", "q");
                return driver.RunAgentAsync("a", context);
            }
        }
        """).And("AgentDriver.cs", Driver).Says("'AgentDriver.RunAgentAsync' gets a dynamic value instead of a 'UserExecutionContext'");
}
