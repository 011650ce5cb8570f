using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>Calls that are meant to fail, and calls that are only described to a mocking library.</summary>
public sealed class SilentScopeTests : RuleRows
{
    [Theory]
    [InlineData("await Assert.ThrowsAsync<ArgumentNullException>(() => core.ExecuteAgentAsync(request, null!));")]
    [InlineData("await Assert.ThrowsAnyAsync<Exception>(async () => await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>()));")]
    [InlineData("var error = await Record.ExceptionAsync(() => core.ExecuteAgentAsync(request, null!));")]
    [InlineData("Func<Task> act = () => core.ExecuteAgentAsync(request, null!);\nawait Assert.ThrowsAsync<ArgumentNullException>(act);")]
    [InlineData("var act = () => core.ExecuteAgentAsync(request, null!);\nawait Assert.ThrowsAsync<ArgumentNullException>(act);")]
    [InlineData("Task Act() => core.ExecuteAgentAsync(request, null!);\nawait Assert.ThrowsAsync<ArgumentNullException>(Act);")]
    [InlineData("Func<Task> act = Act;\nawait Assert.ThrowsAsync<ArgumentNullException>(act);\nTask Act() => core.ExecuteAgentAsync(request, null!);")]
    [InlineData("await Assert.ThrowsAsync<ArgumentNullException>(async () => await Act(\"u\"));\nawait Assert.ThrowsAsync<ArgumentNullException>(() => Act(\"v\"));\nTask Act(string user) => core.ExecuteAgentAsync(request, null!);")]
    public Task Expected_to_throw_with_xunit(string statements) => Body(statements);

    /// <summary>A task throws where it is awaited, not where it is made.</summary>
    [Theory]
    [InlineData("var running = core.ExecuteAgentAsync(request, null!);\nawait Assert.ThrowsAsync<ArgumentNullException>(() => running);")]
    [InlineData("Task running;\nrunning = core.ExecuteAgentAsync(request, null!);\nawait Assert.ThrowsAsync<ArgumentNullException>(async () => await running);")]
    public Task Expected_to_throw_where_it_is_awaited(string statements) => Body(statements);

    [Theory]
    [InlineData("var running = core.ExecuteAgentAsync(request, {|ECG1003:null!|});\nawait running;")]
    [InlineData("var running = core.ExecuteAgentAsync(request, {|ECG1003:null!|});\nvar other = Task.CompletedTask;\nawait Assert.ThrowsAsync<ArgumentNullException>(() => other);\nawait running;")]
    [InlineData("var text = core.ExecuteAgentAsync(request, {|ECG1003:null!|}).ToString();\nAssert.Throws<ArgumentNullException>(() => text.Length);")]
    public Task Made_elsewhere_and_not_expected_to_throw(string statements) => Body(statements).Says(GetsNothing("null"));

    [Theory]
    [InlineData("Func<Task>[] calls = { () => core.ExecuteAgentAsync(request, null!), () => core.ExecuteAgentAsync(null!, null!) };\nforeach (var call in calls) { await Assert.ThrowsAsync<ArgumentNullException>(call); }")]
    [InlineData("Func<Task>[] calls = [() => core.ExecuteAgentAsync(request, null!)];\nforeach (var call in calls) { await Assert.ThrowsAsync<ArgumentNullException>(async () => await call()); }")]
    [InlineData("var calls = new List<Func<Task>> { () => core.ExecuteAgentAsync(request, null!) };\nforeach (var call in calls) { await Assert.ThrowsAsync<ArgumentNullException>(call); }")]
    public Task Each_of_a_list_is_expected_to_throw(string statements) => Body(statements);

    [Theory]
    [InlineData("Func<Task>[] calls = { () => core.ExecuteAgentAsync(request, {|ECG1003:null!|}) };\nforeach (var call in calls) { await call(); }")]
    [InlineData("Func<Task>[] calls = { () => core.ExecuteAgentAsync(request, {|ECG1003:null!|}) };\nFunc<Task>[] others = { () => Task.CompletedTask };\nawait calls[0]();\nforeach (var call in others) { await Assert.ThrowsAsync<ArgumentNullException>(call); }")]
    public Task A_list_that_is_not_expected_to_throw(string statements) => Body(statements).Says(GetsNothing("null"));

    [Theory]
    [InlineData("public static IEnumerable<object[]> Calls() { yield return new object[] { (Func<AgentExecutionCore, Task>)(core => core.ExecuteAgentAsync(null!, null!)) }; }")]
    [InlineData("public static IEnumerable<object[]> Calls => new[] { new object[] { (Func<AgentExecutionCore, Task>)(core => core.ExecuteAgentAsync(null!, null!)) } };")]
    [InlineData("public static readonly TheoryData<Func<AgentExecutionCore, Task>> Calls = new() { core => core.ExecuteAgentAsync(null!, null!) };")]
    public Task Each_of_the_data_is_expected_to_throw(string data) => Code($$"""
        public class Tests
        {
            {{data}}

            [Theory, MemberData(nameof(Calls))]
            public Task Throws(Func<AgentExecutionCore, Task> call) => Assert.ThrowsAsync<ArgumentNullException>(() => call(new AgentExecutionCore()));
        }
        """);

    [Fact]
    public Task Data_of_a_test_that_expects_nothing_to_throw() => Code("""
        public class Tests
        {
            public static readonly TheoryData<Func<AgentExecutionCore, Task>> Calls = new() { core => core.ExecuteAgentAsync(null!, {|ECG1003:null!|}) };

            [Theory, MemberData(nameof(Calls))]
            public Task Runs(Func<AgentExecutionCore, Task> call) => call(new AgentExecutionCore());
        }
        """).Says(GetsNothing("null"));

    [Theory]
    [InlineData("Assert.ThrowsAsync<ArgumentNullException>(() => core.ExecuteAgentAsync(request, null!)); await Task.Yield();")]
    [InlineData("Assert.CatchAsync(() => core.ExecuteAgentAsync(request, null!)); await Task.Yield();")]
    [InlineData("Assert.That(() => core.ExecuteAgentAsync(request, null!), Throws.ArgumentNullException); await Task.Yield();")]
    [InlineData("Assert.That(async () => await core.ExecuteAgentAsync(request, null!), Throws.InstanceOf<ArgumentException>().With.Message.Contains(\"x\")); await Task.Yield();")]
    [InlineData("try { await core.ExecuteAgentAsync(request, null!); Assert.Fail(\"refused\"); } catch (ArgumentNullException) { }")]
    public Task Expected_to_throw_with_NUnit(string statements) => Body(statements).With(Library.NUnit);

    [Fact]
    public Task A_local_function_that_is_called_elsewhere_too_is_no_such_scope() => Body("""
        await Assert.ThrowsAsync<ArgumentNullException>(() => Act("u"));
        await Act("v");
        Task Act(string user) => core.ExecuteAgentAsync(request, {|ECG1003:null!|});
        """).Says(GetsNothing("null"));

    [Fact]
    public Task Expected_not_to_throw_is_no_such_scope() => Body("""
        Assert.DoesNotThrowAsync(() => core.ExecuteAgentAsync(request, {|ECG1003:null!|}));
        Assert.That(() => core.ExecuteAgentAsync(request, {|ECG1003:null!|}), Throws.Nothing);
        await Task.Yield();
        """).With(Library.NUnit).Says(GetsNothing("null"));

    [Fact]
    public Task Expected_to_throw_with_MSTest() => Code("""
        class Tests
        {
            void Test(AgentExecutionCore core, AgentRequest request) =>
                Assert.ThrowsExceptionAsync<ArgumentNullException>(() => core.ExecuteAgentAsync(request, null!)).Wait();

            [ExpectedException(typeof(ArgumentNullException))]
            Task Attributed(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, null!);
        }
        """).With(Library.MSTest.Only("3.8.3"));

    [Theory]
    [InlineData("await core.Invoking(c => c.ExecuteAgentAsync(request, null!)).Should().ThrowAsync<ArgumentNullException>();")]
    [InlineData("await FluentActions.Invoking(() => core.ExecuteAgentAsync(request, null!)).Should().ThrowAsync<ArgumentNullException>();")]
    [InlineData("await FluentActions.Awaiting(() => core.ExecuteAgentAsync(request, null!)).Should().ThrowExactlyAsync<ArgumentNullException>();")]
    [InlineData("var act = () => core.ExecuteAgentAsync(request, null!);\nawait act.Should().ThrowAsync<ArgumentNullException>();")]
    public Task Expected_to_throw_with_FluentAssertions(string statements) => Body(statements).With(Library.FluentAssertions);

    [Fact]
    public Task NotThrow_is_no_such_scope() => Body("""
        var act = () => core.ExecuteAgentAsync(request, {|ECG1003:null!|});
        await act.Should().NotThrowAsync();
        """).With(Library.FluentAssertions).Says(GetsNothing("null"));

    [Theory]
    [InlineData("await Should.ThrowAsync<ArgumentNullException>(() => core.ExecuteAgentAsync(request, null!));")]
    [InlineData("Func<Task> act = () => core.ExecuteAgentAsync(request, null!);\nawait act.ShouldThrowAsync<ArgumentNullException>();")]
    public Task Expected_to_throw_with_Shouldly(string statements) => Body(statements).With(Library.Shouldly);

    private const string TUnit = """
        namespace TUnit.Assertions
        {
            public static class Assert { public static Delegated That(Func<Task> action) => new(); public static Delegated That(Action action) => new(); }

            public class Delegated { public Task Throws<T>() => Task.CompletedTask; public Task ThrowsExactly<T>() => Task.CompletedTask; public Task ThrowsNothing() => Task.CompletedTask; }
        }
        """;

    [Theory]
    [InlineData("await TUnit.Assertions.Assert.That(() => core.ExecuteAgentAsync(request, null!)).Throws<ArgumentNullException>();")]
    [InlineData("await TUnit.Assertions.Assert.That(async () => { await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>()); }).ThrowsExactly<ArgumentNullException>();")]
    [InlineData("await TUnit.Assertions.Assert.That(() => core.ExecuteAgentAsync(request, {|ECG1003:null!|})).ThrowsNothing();")]
    public Task Expected_to_throw_with_TUnit(string statements)
    {
        var row = Body(statements).And("TUnit.cs", TUnit);
        return statements.Contains("ECG", StringComparison.Ordinal) ? row.Says(GetsNothing("null")) : row;
    }

    /// <summary>What any rule about a context would say of the call, were it not expected to fail.</summary>
    [Theory]
    [InlineData("Mock.Of<IUserExecutionContext>()")]
    [InlineData("new Mock<IUserExecutionContext>().Object")]
    [InlineData("new { UserId = \"u\" }")]
    [InlineData("null!")]
    [InlineData("It.IsAny<IUserExecutionContext>()")]
    [InlineData("new FakeContext()")]
    [InlineData("System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext))")]
    public Task Every_rule_is_silent_about_what_is_expected_to_fail(string context) => Code($$"""
        class AgentExecutionPathAttribute : Attribute { }

        class Engine { public void Start([AgentExecutionPath] object context) { } }

        class FakeContext : IUserExecutionContext
        {
            public string UserId => "u"; public string ThreadId => "t"; public string RunId => "r"; public string RequestId => "q";
        }

        class Tests
        {
            void Lambda(Engine engine) => Assert.Throws<ArgumentException>(() => engine.Start({{context}}));

            void Block(Engine engine) => Assert.Throws<ArgumentException>(() =>
            {
                var wrong = (object){{context}};
                engine.Start(wrong);
            });

            void Delegate(Engine engine)
            {
                Action act = () => engine.Start({{context}});
                Assert.ThrowsAny<Exception>(act);
            }

            void Function(Engine engine)
            {
                Assert.Throws<ArgumentException>(Act);

                void Act() => engine.Start({{context}});
            }
        }
        """);

    [Fact]
    public Task A_double_in_a_verification_of_a_call_is_what_was_expected_to_arrive() => Code("""
        public interface IRunner { void Run(IUserExecutionContext context); IUserExecutionContext? Last { get; set; } }

        class Tests
        {
            void Test(IRunner runner)
            {
                var context = {|ECG1010:Substitute.For<IUserExecutionContext>()|};
                runner.Received().Run(context);
                runner.Received(Quantity.AtLeastOne()).Run(context);
                runner.DidNotReceive().Run(context);
                runner.ReceivedWithAnyArgs().Run(default!);
                runner.DidNotReceiveWithAnyArgs().Run(null!);
                runner.Received().Last = context;
                runner.When(r => r.Run(context)).Do(_ => { });
                runner.WhenForAnyArgs(r => r.Run(null!)).Do(_ => { });
            }
        }
        """).With(Library.NSubstitute).And("Usings2.cs", "global using NSubstitute.ReceivedExtensions;").Says(IsMocked("NSubstitute"));

    [Fact]
    public Task A_handler_of_a_try_is_not_what_is_expected_to_throw() => Body("""
        try
        {
            await Task.Yield();
            Assert.Fail("refused");
        }
        catch (InvalidOperationException)
        {
            await core.ExecuteAgentAsync(request, {|ECG1003:null!|});
        }
        """).With(Library.NUnit).Says(GetsNothing("null"));

    // ---- set-ups and verifications

    [Fact]
    public Task Set_ups_and_verifications_of_Moq() => Code("""
        public interface IRunner { Task<int> RunAsync(IUserExecutionContext context); }

        class Tests
        {
            void Test()
            {
                var runner = new Mock<IRunner>();
                runner.Setup(r => r.RunAsync(It.IsAny<IUserExecutionContext>())).ReturnsAsync(1);
                runner.Setup(r => r.RunAsync(null!)).ReturnsAsync(2);
                runner.Verify(r => r.RunAsync(It.Is<IUserExecutionContext>(c => c.UserId == "u")), Times.Once());
                var other = Mock.Of<IRunner>(r => r.RunAsync(It.IsAny<IUserExecutionContext>()) == Task.FromResult(3));
            }
        }
        """);

    [Fact]
    public Task Set_ups_and_verifications_of_NSubstitute() => Code("""
        public interface IRunner { Task<int> RunAsync(IUserExecutionContext context); void Run(IUserExecutionContext context); }

        class Tests
        {
            async Task Test()
            {
                var runner = Substitute.For<IRunner>();
                runner.RunAsync(Arg.Any<IUserExecutionContext>()).Returns(1);
                runner.RunAsync(default!).ReturnsForAnyArgs(Task.FromResult(1));
                runner.When(r => r.Run(Arg.Any<IUserExecutionContext>())).Do(_ => { });
                await runner.Received().RunAsync(Arg.Any<IUserExecutionContext>());
                runner.ReceivedWithAnyArgs(2).Run(default!);
                runner.DidNotReceive().Run(null!);
                Received.InOrder(() => runner.Run(Arg.Any<IUserExecutionContext>()));
            }
        }
        """).With(Library.NSubstitute);

    [Fact]
    public Task Set_ups_and_verifications_of_FakeItEasy() => Code("""
        public interface IRunner { Task<int> RunAsync(IUserExecutionContext context); void Run(IUserExecutionContext context); }

        class Tests
        {
            void Test()
            {
                var runner = A.Fake<IRunner>();
                A.CallTo(() => runner.RunAsync(A<IUserExecutionContext>._)).Returns(1);
                A.CallTo(() => runner.Run(A<IUserExecutionContext>.That.Matches(c => c.UserId == "u"))).MustHaveHappened();
                A.CallTo(() => runner.Run(null!)).WithAnyArguments().MustNotHaveHappened();
            }
        }
        """).With(Library.FakeItEasy);

    [Fact]
    public Task A_real_call_on_a_double_is_a_path_all_the_same() => Code("""
        public interface IRunner { Task<int> RunAsync(IUserExecutionContext context); }

        class Tests
        {
            async Task Test()
            {
                var runner = Substitute.For<IRunner>();
                await runner.RunAsync({|ECG1003:null!|});
            }
        }
        """).With(Library.NSubstitute).Says(GetsNothing("null", "IRunner.RunAsync"));
}
