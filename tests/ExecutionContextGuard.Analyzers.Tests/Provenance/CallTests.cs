namespace ExecutionContextGuard.Provenance;

/// <summary>Helpers and factories in source.</summary>
public sealed class CallTests : ShapeRows
{
    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_static_helper(string origin) => Shape(origin, """
        class Tests
        {
            static IUserExecutionContext Make() => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make()|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_with_a_body(string origin) => Shape(origin, """
        class Tests
        {
            IUserExecutionContext Make()
            {
                var context = DOUBLE;
                return context;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make()|});
            }
        }
        """, ", created in 'Make' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task One_of_several_returns(string origin) => Shape(origin, """
        class Tests
        {
            IUserExecutionContext Make(bool real)
            {
                if (real)
                {
                    return new UserExecutionContext("a", "b", "c", "d");
                }

                return DOUBLE;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make(false)|});
            }
        }
        """, ", created in 'Make' (line 10),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_of_a_helper(string origin) => Shape(origin, """
        class Tests
        {
            static IUserExecutionContext Make() => {|returned:Inner()|};

            static IUserExecutionContext Inner() => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make()|});
            }
        }
        """, ", created in 'Inner' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Four_helpers_deep(string origin) => Shape(origin, """
        class Tests
        {
            static IUserExecutionContext A1() => {|returned:A2()|};
            static IUserExecutionContext A2() => {|returned:A3()|};
            static IUserExecutionContext A3() => {|returned:A4()|};
            static IUserExecutionContext A4() => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:A1()|});
            }
        }
        """, ", created in 'A4' (line 6),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_kept_in_a_local(string origin) => Shape(origin, """
        class Tests
        {
            static IUserExecutionContext Make() => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var context = {|returned:Make()|};
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_async_helper(string origin) => Shape(origin, """
        class Tests
        {
            static async Task<IUserExecutionContext> MakeAsync()
            {
                await Task.Yield();
                return DOUBLE;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:await MakeAsync()|});
            }
        }
        """, ", created in 'MakeAsync' (line 6),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_that_gives_a_task(string origin) => Shape(origin, """
        class Tests
        {
            static Task<IUserExecutionContext> MakeAsync() => Task.FromResult<IUserExecutionContext>(DOUBLE);

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:await MakeAsync()|});
            }
        }
        """, ", created in 'MakeAsync' (line 3),");

    [Fact]
    public Task A_helper_that_hands_its_parameter_back_is_seen_through() => Code("""
        class Tests
        {
            static object Same(object value) => value;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
                await core.ExecuteAgentAsync(request, {|ECG1001:(IUserExecutionContext)Same(made)|});
                await core.ExecuteAgentAsync(request, (IUserExecutionContext)Same(new UserExecutionContext("u", "t", "r", "q")));
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_generic_helper_is_judged_by_what_it_is_called_with() => Code("""
        static class Doubles
        {
            public static T Make<T>() where T : class => {|created:new Mock<T>()|}.Object;
        }

        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Doubles.Make<IUserExecutionContext>()|});

            IDisposable Other() => Doubles.Make<IDisposable>();
        }
        """).Says(GetsDouble("Moq", created: ", created in 'Make' (line 3),"));

    [Fact]
    public Task A_helper_in_another_file() => Code("""
        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Contexts.Make()|});
        }
        """).And("Contexts.cs", """
        static class Contexts
        {
            public static IUserExecutionContext Make()
            {
                var mock = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
                mock.SetupGet(c => c.UserId).Returns("u");
                return mock.Object;
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'Make' (line 5),"));

    [Fact]
    public Task A_helper_that_gives_the_wrapper() => Code("""
        class Tests
        {
            static Mock<IUserExecutionContext> Make() => {|ECG1010:{|created:new()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Make().Object|});
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'Make' (line 3),"));

    [Fact]
    public Task A_ring_of_helpers_ends() => Code("""
        class Tests
        {
            static IUserExecutionContext A(int i) => i > 0 ? B(i - 1) : B(i);
            static IUserExecutionContext B(int i) => i > 0 ? A(i - 1) : A(i);

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, A(3));
        }
        """);

    [Fact]
    public Task Null_from_a_helper_may_be_checked_for() => Code("""
        class Tests
        {
            static IUserExecutionContext? Find(string text) => text == "" ? null : new UserExecutionContext("u", "t", "r", "q");

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, Find("x")!);
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_function(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make()|});

                IUserExecutionContext Make() => DOUBLE;
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_computed_property(string origin) => Shape(origin, """
        class Tests
        {
            IUserExecutionContext Context => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Context|});
            }
        }
        """, ", created in 'Context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_getter_with_a_body(string origin) => Shape(origin, """
        class Tests
        {
            IUserExecutionContext Context
            {
                get
                {
                    return DOUBLE;
                }
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:this.Context|});
            }
        }
        """, ", created in 'Context' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_factory_class(string origin) => Shape(origin, """
        static class Contexts
        {
            public static IUserExecutionContext Make(string userId) => DOUBLE;
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Contexts.Make("u")|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_factory_object(string origin) => Shape(origin, """
        class Factory
        {
            public IUserExecutionContext Make() => DOUBLE;
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var factory = new Factory();
                await core.ExecuteAgentAsync(request, {|ECG1001:factory.Make()|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_nested_generic_factory(string origin) => Shape(origin, """
        class Factory<T> where T : class
        {
            public class Inner
            {
                public static IUserExecutionContext Make() => DOUBLE;
            }
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Factory<string>.Inner.Make()|});
            }
        }
        """, ", created in 'Make' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_method_group(string origin) => Shape(origin, """
        class Tests
        {
            static IUserExecutionContext Make() => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                Func<IUserExecutionContext> make = {|returned:Make|};
                await core.ExecuteAgentAsync(request, {|ECG1001:make()|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_tuple_from_a_helper(string origin) => Shape(origin, """
        class Tests
        {
            static (string Text, IUserExecutionContext Context) Make() => ("a", DOUBLE);

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make().Context|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_deconstructed_tuple_from_a_helper(string origin) => Shape(origin, """
        class Tests
        {
            static (string Text, IUserExecutionContext Context) Make() => ("a", DOUBLE);

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var (_, context) = {|returned:Make()|};
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """, ", created in 'Make' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_lazy_field(string origin) => Shape(origin, """
        class Tests
        {
            private readonly Lazy<IUserExecutionContext> _lazy = new(() => DOUBLE);

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_lazy.Value|});
            }
        }
        """, ", created in '_lazy' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_delegate_field(string origin) => Shape(origin, """
        class Tests
        {
            private readonly Func<IUserExecutionContext> _make = () => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_make()|});
            }
        }
        """, ", created in '_make' (line 3),");
}
