namespace ExecutionContextGuard.Provenance;

/// <summary>Locals: one write, several, captured, aliased, patterns, tuples.</summary>
public sealed class LocalTests : ShapeRows
{
    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var context = DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_of_the_interface_type(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_assigned_later(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context;
                context = DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_assigned_in_one_branch(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = new UserExecutionContext("a", "b", "c", "d");
                if (request.Text == "")
                {
                    context = DOUBLE;
                }

                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_assigned_in_a_switch(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context;
                switch (request.Text)
                {
                    case "a":
                        context = new UserExecutionContext("a", "b", "c", "d");
                        break;
                    default:
                        context = DOUBLE;
                        break;
                }

                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_assigned_in_a_loop(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = new UserExecutionContext("a", "b", "c", "d");
                while (request.Text == "")
                {
                    context = DOUBLE;
                }

                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_assigned_before_a_try(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = DOUBLE;
                try
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
                finally
                {
                    await Task.Yield();
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_captured_local(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var context = DOUBLE;
                Func<Task> run = () => core.ExecuteAgentAsync(request, {|ECG1001:context|});
                await run();
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_captured_by_a_local_function(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var context = DOUBLE;
                await Run();

                Task Run() => core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Two_aliases(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var first = DOUBLE;
                var {|stored:second = first|};
                var {|stored:third = second|};
                await core.ExecuteAgentAsync(request, {|ECG1001:third|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_pattern_variable(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                object given = DOUBLE;
                if (given is {|stored:IUserExecutionContext context|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task As_and_a_cast(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                object given = DOUBLE;
                var {|stored:context = given as IUserExecutionContext|};
                await core.ExecuteAgentAsync(request, {|ECG1001:context!|});
                            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_coalescing_assignment(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext? context = null;
                context ??= DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_tuple_element(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var pair = (Text: "a", Context: DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:pair.Context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_unnamed_tuple_element(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var pair = ("a", DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:pair.Item2|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_deconstructed_tuple(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var (text, context) = ("a", DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_using_declaration_between(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var context = DOUBLE;
                using var source = new CancellationTokenSource();
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Fact]
    public Task A_deconstructed_record() => Code("""
        record Scenario(string Name, IUserExecutionContext Context)
        {
            public static Scenario Real { get; } = new("a", new UserExecutionContext("u", "t", "r", "q"));

            public static Scenario Fake { get; } = new("a", {|ECG1001:{|created:Mock.Of<IUserExecutionContext>()|}|});
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {|stored#2:var (name, context) = Scenario.Fake|};
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                (name, context) = Scenario.Real;
                await core.ExecuteAgentAsync(request, context);
                foreach (var (text, each) in new[] { Scenario.Real, Scenario.Real with { Name = "b" } })
                {
                    await core.ExecuteAgentAsync(request, each);
                }
            }
        }
        """).Says(GetsDouble("Moq", "new Scenario"), GetsDouble("Moq", created: ", created in 'Fake' (line 5),"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_foreach_that_deconstructs(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var rows = new List<(string Name, IUserExecutionContext Context, IUserExecutionContext Real)> { ("a", DOUBLE, new UserExecutionContext("u", "t", "r", "q")) };
                foreach (var (name, context, real) in {|stored:rows|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                    await core.ExecuteAgentAsync(request, real);
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_foreach_that_deconstructs_the_pairs_of_a_dictionary(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var byUser = new[] { "a", "b" }.ToDictionary(user => user, user => (IUserExecutionContext)DOUBLE);
                foreach (var (user, context) in {|stored:byUser|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_task_that_runs(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = await Task.Run(() => DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task All_of_several_tasks(string origin) => Shape(origin, """
        class Tests
        {
            static Task<IUserExecutionContext> MakeAsync() => Task.FromResult<IUserExecutionContext>(DOUBLE);

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var all = await Task.WhenAll({|returned:MakeAsync()|}, Task.FromResult<IUserExecutionContext>(new UserExecutionContext("u", "t", "r", "q")));
                foreach (var context in {|stored:all|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """, ", created in 'MakeAsync' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_completed_task_awaited(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var task = Task.FromResult<IUserExecutionContext>(DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:await task|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_value_task_awaited(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var task = new ValueTask<IUserExecutionContext>(DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:await task.ConfigureAwait(false)|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_result_of_a_task(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var task = Task.FromResult<IUserExecutionContext>(DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:task.Result|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_lazy(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var lazy = new Lazy<IUserExecutionContext>(() => DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:lazy.Value|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_delegate(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                Func<IUserExecutionContext> make = () => DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:make()|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_delegate_with_a_body(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                Func<string, IUserExecutionContext> make = text =>
                {
                    if (text == "")
                    {
                        return new UserExecutionContext("a", "b", "c", "d");
                    }

                    return DOUBLE;
                };
                await core.ExecuteAgentAsync(request, {|ECG1001:make("x")|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_conditional_in_a_local(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = request.Text == "" ? DOUBLE : new UserExecutionContext("a", "b", "c", "d");
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task The_other_arm_of_a_conditional_in_a_local(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = request.Text == "" ? new UserExecutionContext("a", "b", "c", "d") : DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);
}
