using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1001, with the ECG1010 that stands at a creation outside its argument.</summary>
public sealed class MockedContextTests : RuleRows
{
    // ---- made in the argument: one finding, at the argument

    [Fact]
    public Task A_Moq_double_made_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:new Mock<IUserExecutionContext>().Object|});").Says(GetsDouble("Moq"));

    [Fact]
    public Task Mock_Of_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>(c => c.UserId == \"user-123\")|});").Says(GetsDouble("Moq"));

    [Fact]
    public Task A_repository_s_double_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:new MockRepository(MockBehavior.Loose).Create<IUserExecutionContext>().Object|});").Says(GetsDouble("Moq"));

    [Fact]
    public Task A_substitute_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:Substitute.For<IUserExecutionContext>()|});").With(Library.NSubstitute).Says(GetsDouble("NSubstitute"));

    [Fact]
    public Task A_substitute_for_several_types_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:Substitute.For<IUserExecutionContext, IDisposable>()|});").With(Library.NSubstitute).Says(GetsDouble("NSubstitute"));

    [Fact]
    public Task A_substitute_by_type_objects_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)Substitute.For(new[] { typeof(IUserExecutionContext) }, new object[0])|});").With(Library.NSubstitute).Says(GetsDouble("NSubstitute"));

    [Fact]
    public Task A_fake_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:A.Fake<IUserExecutionContext>()|});").With(Library.FakeItEasy).Says(GetsDouble("FakeItEasy"));

    [Fact]
    public Task A_dummy_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:A.Dummy<IUserExecutionContext>()|});").With(Library.FakeItEasy).Says(GetsDouble("FakeItEasy"));

    [Fact]
    public Task A_wrapped_fake_in_the_argument() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:new Fake<IUserExecutionContext>().FakedObject|});").With(Library.FakeItEasy).Says(GetsDouble("FakeItEasy"));

    [Fact]
    public Task Casts_parentheses_and_suppressions_hide_nothing() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:((IUserExecutionContext)(object)(new Mock<IUserExecutionContext>().Object))!|});").Says(GetsDouble("Moq"));

    [Fact]
    public Task A_named_and_reordered_argument() =>
        Body("await core.ExecuteAgentAsync(userContext: {|ECG1001:Mock.Of<IUserExecutionContext>()|}, request: request);").Says(GetsDouble("Moq"));

    [Fact]
    public Task An_awaited_completed_task() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:await Task.FromResult(Mock.Of<IUserExecutionContext>())|});").Says(GetsDouble("Moq"));

    [Fact]
    public Task An_assignment_inside_the_argument() => Body("""
        IUserExecutionContext context;
        await core.ExecuteAgentAsync(request, {|ECG1001:context = Mock.Of<IUserExecutionContext>()|});
        """).Says(GetsDouble("Moq"));

    // ---- made in a local

    [Fact]
    public Task A_Moq_double_in_a_local() => Body("""
        var userContext = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
        userContext.SetupGet(c => c.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext.Object|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_target_typed_double_in_a_local() => Body("""
        Mock<IUserExecutionContext> userContext = {|ECG1010:{|created:new()|}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext.Object|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task Mock_Of_in_a_local() => Body("""
        var userContext = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_substitute_in_a_local() => Body("""
        var userContext = {|ECG1010:{|created:Substitute.For<IUserExecutionContext>()|}|};
        userContext.UserId.Returns("user-123");
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).With(Library.NSubstitute).Says(IsMocked("NSubstitute"), GetsDouble("NSubstitute"));

    [Fact]
    public Task A_fake_in_a_local() => Body("""
        var userContext = {|ECG1010:{|created:A.Fake<IUserExecutionContext>()|}|};
        A.CallTo(() => userContext.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).With(Library.FakeItEasy).Says(IsMocked("FakeItEasy"), GetsDouble("FakeItEasy"));

    [Fact]
    public Task An_alias_is_a_step_of_the_trail() => Body("""
        var mock = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
        var {|stored:userContext = mock.Object|};
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task One_double_in_two_calls_is_reported_at_both() => Body("""
        var userContext = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_wrapper_from_somewhere_else_still_holds_a_double() => Code("""
        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request, Mock<IUserExecutionContext> given) =>
                core.ExecuteAgentAsync(request, {|ECG1001:given.Object|});
        }
        """).Says(GetsDouble("Moq"));

    // ---- what reaches the call counts

    [Fact]
    public Task A_local_that_is_reassigned_to_a_real_context_is_silent() => Body("""
        IUserExecutionContext userContext = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        userContext = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
        await core.ExecuteAgentAsync(request, userContext);
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task A_local_that_is_reassigned_to_a_double_is_reported() => Body("""
        IUserExecutionContext userContext = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
        await core.ExecuteAgentAsync(request, userContext);
        userContext = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task One_bad_branch_of_several_is_enough() => Body("""
        IUserExecutionContext userContext = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
        if (request.Text.Length > 3)
        {
            userContext = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        }

        await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_conditional_with_one_double() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:request.Text == \"\" ? new UserExecutionContext(\"u\", \"t\", \"r\", \"q\") : Mock.Of<IUserExecutionContext>()|});")
        .Says(GetsDouble("Moq"));

    [Fact]
    public Task A_switch_expression_with_one_double() => Body("""
        await core.ExecuteAgentAsync(request, {|ECG1001:request.Text switch
        {
            "real" => new UserExecutionContext("u", "t", "r", "q"),
            _ => Mock.Of<IUserExecutionContext>(),
        }|});
        """).Says(GetsDouble("Moq"));

    [Fact]
    public Task A_fallback_to_a_double() => Code("""
        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? given) =>
                core.ExecuteAgentAsync(request, {|ECG1001:given ?? Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq"));

    [Fact]
    public Task A_double_in_a_loop_that_comes_round_again() => Body("""
        IUserExecutionContext userContext = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
        for (var i = 0; i < 2; i++)
        {
            await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
            userContext = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        }
        """).Says(GetsDouble("Moq"), IsMocked("Moq"));

    [Fact]
    public Task A_local_of_a_lambda_is_judged_in_the_lambda() => Body("""
        Func<Task> run = async () =>
        {
            IUserExecutionContext userContext = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
            userContext = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
            await core.ExecuteAgentAsync(request, userContext);
        };
        await run();
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task A_local_that_a_lambda_writes_is_unknown_and_silent() => Body("""
        IUserExecutionContext userContext = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        Action replace = () => userContext = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
        replace();
        await core.ExecuteAgentAsync(request, userContext);
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task An_out_argument_makes_a_local_unknown_from_there_on() => Code("""
        class Tests
        {
            static void Create(out IUserExecutionContext context) => context = new UserExecutionContext("u", "t", "r", "q");

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var userContext = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
                Create(out userContext);
                await core.ExecuteAgentAsync(request, userContext);
            }
        }
        """).Says(IsMocked("Moq"));

    // ---- made in a field initialiser

    [Fact]
    public Task A_double_in_a_field_names_the_field_and_its_line() => Code("""
        class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext = {|ECG1010:{|created:new()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_userContext.Object|});
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in '_userContext' (line 3),"));

    [Fact]
    public Task A_substitute_in_a_static_field() => Code("""
        class Tests
        {
            private static readonly IUserExecutionContext s_context = {|ECG1010:{|created:Substitute.For<IUserExecutionContext>()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:s_context|});
        }
        """).With(Library.NSubstitute).Says(IsMocked("NSubstitute"), GetsDouble("NSubstitute", created: ", created in 's_context' (line 3),"));

    [Fact]
    public Task A_fake_in_a_get_only_property() => Code("""
        class Tests
        {
            private IUserExecutionContext Context { get; } = {|ECG1010:{|created:A.Fake<IUserExecutionContext>()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:this.Context|});
        }
        """).With(Library.FakeItEasy).Says(IsMocked("FakeItEasy"), GetsDouble("FakeItEasy", created: ", created in 'Context' (line 3),"));

    [Fact]
    public Task A_field_in_another_part_of_the_class() => Code("""
        partial class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_userContext.Object|});
        }
        """).And("Tests.Fields.cs", """
        partial class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in '_userContext' (line 3),"));

    [Fact]
    public Task A_field_that_a_set_up_fills_with_one_thing() => Code("""
        class Tests
        {
            private IUserExecutionContext _context = null!;

            public Tests() => _context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_context|});
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'new Tests' (line 5),"));

    [Fact]
    public Task A_field_with_several_writes_is_not_certain_and_silent() => Code("""
        class Tests
        {
            private IUserExecutionContext _context = {|ECG1010:Mock.Of<IUserExecutionContext>()|};

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                _context = new UserExecutionContext("u", "t", "r", "q");
                await core.ExecuteAgentAsync(request, _context);
            }
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task A_protected_field_may_be_filled_by_whoever_derives_but_need_not() => Code("""
        class Tests
        {
            protected IUserExecutionContext Context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Context|});
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'Context' (line 3),"));

    // ---- real contexts

    [Fact]
    public Task A_real_context_inline_in_a_local_and_in_a_field_is_silent() => Code("""
        class Tests
        {
            private readonly IUserExecutionContext _field = new UserExecutionContext("u", "t", "r", "q");

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var local = new UserExecutionContext("u-1", "t-1", "r-1", "q-1");
                await core.ExecuteAgentAsync(request, local);
                await core.ExecuteAgentAsync(request, _field);
                await core.ExecuteAgentAsync(request, new UserExecutionContext("u-2", "t-2", "r-2", "q-2"));
            }
        }
        """);

    [Fact]
    public Task A_parameter_is_unknown_and_silent() => Code("""
        class Service
        {
            Task Run(AgentExecutionCore core, AgentRequest request, IUserExecutionContext context) => core.ExecuteAgentAsync(request, context);
        }
        """);

    [Fact]
    public Task A_name_alone_is_no_origin() => Code("""
        class Tests
        {
            static IUserExecutionContext FakeContext() => new UserExecutionContext("u", "t", "r", "q");

            async Task Test(AgentExecutionCore core, AgentRequest request, IUserExecutionContext mockUserContext)
            {
                await core.ExecuteAgentAsync(request, mockUserContext);
                await core.ExecuteAgentAsync(request, FakeContext());
            }
        }
        """);

    [Fact]
    public Task A_double_of_something_else_is_nobody_s_context() => Code("""
        interface IClock { DateTime Now { get; } }

        class Tests
        {
            void Test()
            {
                var clock = new Mock<IClock>();
                Use(clock.Object);
                Use(Mock.Of<IClock>());
            }

            static void Use(IClock clock) { }
        }
        """);

    [Fact]
    public Task A_look_alike_of_Moq_in_another_namespace_is_not_Moq() => Code("""
        namespace Team.Fakes
        {
            class Mock<T> where T : class { public T Object { get; } = default!; }

            static class Substitute { public static T For<T>() where T : class => default!; }

            class Tests
            {
                async Task Test(AgentExecutionCore core, AgentRequest request)
                {
                    var mock = new Mock<IUserExecutionContext>();
                    await core.ExecuteAgentAsync(request, mock.Object);
                    await core.ExecuteAgentAsync(request, Substitute.For<IUserExecutionContext>());
                }
            }
        }
        """);

    [Fact]
    public Task A_double_that_derives_from_a_guarded_interface() => Code("""
        interface IAuditedContext : IUserExecutionContext { string Reason { get; } }

        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IAuditedContext>()|});
        }
        """).Says("'AgentExecutionCore.ExecuteAgentAsync' gets a Moq double of 'IAuditedContext' instead of a real 'IAuditedContext'");

    [Fact]
    public Task An_allowed_site_is_silent_when_a_reason_is_given() => Code("""
        [AttributeUsage(AttributeTargets.All)]
        class AllowContextDoubleAttribute : Attribute { public AllowContextDoubleAttribute(string reason) { } }

        class Tests
        {
            [AllowContextDouble("the transport never looks at the context")]
            Task Allowed(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());

            [{|ECG9001:AllowContextDouble(" ")|}]
            Task Refused(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says("'[AllowContextDouble]' without a reason allows nothing; say why this double may stay", GetsDouble("Moq"));

    [Fact]
    public Task Half_typed_code_is_silent_where_it_is_broken() => Body("""
        await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContex>());
        await core.ExecuteAgent(request, Mock.Of<IUserExecutionContext>());
        """).DoesNotCompile("CS0246", "CS1061");
}
