using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>An element that is read by a constant: only what stands there counts.</summary>
public sealed class ElementTests : ShapeRows
{
    [Fact]
    public Task Of_a_collection_that_a_library_makes() => Code("""
        class Broadcast { public void ToAll(IEnumerable<IUserExecutionContext> contexts) { } }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var fakes = {|ECG1010:{|created:A.CollectionOfFake<IUserExecutionContext>(3)|}|};
                await core.ExecuteAgentAsync(request, {|ECG1001:fakes[1]|});
                await core.ExecuteAgentAsync(request, {|ECG1001:fakes.First()|});
                foreach (var fake in {|stored#4:fakes|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:fake|});
                }

                new Broadcast().ToAll({|ECG1001:fakes|});
            }
        }
        """).With(Library.FakeItEasy).Says(
            IsMocked("FakeItEasy"), GetsDouble("FakeItEasy"), GetsDouble("FakeItEasy"), GetsDouble("FakeItEasy"), GetsDouble("FakeItEasy", "Broadcast.ToAll"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Of_a_cache_that_makes_what_it_lacks(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var cache = new System.Collections.Concurrent.ConcurrentDictionary<string, IUserExecutionContext>();
                var context = cache.GetOrAdd("u", _ => DOUBLE);
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task The_second_of_an_array(string origin) => Shape(origin, Run("IUserExecutionContext[] contexts = { Make(), DOUBLE };", "contexts[0]", "contexts[1]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task The_second_of_a_collection_expression(string origin) => Shape(origin, Run("IUserExecutionContext[] contexts = [Make(), DOUBLE];", "contexts[0]", "contexts[1]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task The_second_of_a_list(string origin) => Shape(origin, Run("var contexts = new List<IUserExecutionContext> { Make(), DOUBLE };", "contexts[0]", "contexts[1]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task One_key_of_a_dictionary(string origin) => Shape(
        origin, Run("var contexts = new Dictionary<string, IUserExecutionContext> { [\"a\"] = Make(), [\"b\"] = DOUBLE };", "contexts[\"a\"]", "contexts[\"b\"]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task One_key_of_a_dictionary_that_is_added(string origin) => Shape(
        origin, Run("var contexts = new Dictionary<string, IUserExecutionContext> { { \"a\", Make() } }; contexts.Add(\"b\", DOUBLE); contexts[\"c\"] = Make();", "contexts[\"a\"]", "contexts[\"b\"]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_key_that_is_not_constant_may_be_any(string origin) => Shape(
        origin, Run("var contexts = new Dictionary<string, IUserExecutionContext> { [\"a\"] = Make(), [\"b\"] = DOUBLE };", "Make()", "contexts[request.Text]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task What_LINQ_leaves_may_stand_anywhere(string origin) => Shape(
        origin, Run("IUserExecutionContext[] contexts = { Make(), DOUBLE };", "contexts[0]", "contexts.Where(c => c.UserId == \"u\").ToList()[0]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task After_others_are_spread(string origin) => Shape(
        origin, Run("IUserExecutionContext[] others = [Make()]; IUserExecutionContext[] contexts = [..others, DOUBLE];", "Make()", "contexts[0]"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Tried_for(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new Dictionary<string, IUserExecutionContext> { ["u"] = DOUBLE };
                if ({|stored:contexts|}.TryGetValue("u", out var context))
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Tried_for_in_a_queue(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new Queue<IUserExecutionContext>();
                contexts.Enqueue(DOUBLE);
                IUserExecutionContext? context;
                while ({|stored:contexts|}.TryDequeue(out context))
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """);

    /// <summary>A method of the team's own of that name hands out what it likes.</summary>
    [Fact]
    public Task Tried_for_in_a_type_of_the_teams_own() => Code("""
        class Store
        {
            public Store(object given) { }

            public bool TryGetValue(string user, out IUserExecutionContext context)
            {
                context = new UserExecutionContext(user, "t", "r", "q");
                return true;
            }
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                if (new Store({|ECG1010:Mock.Of<IUserExecutionContext>()|}).TryGetValue("u", out var context))
                {
                    await core.ExecuteAgentAsync(request, context);
                }
            }
        }
        """).Says(IsMocked("Moq"));

    private static string Run(string before, string real, string doubled) => $$"""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {{before}}
                await core.ExecuteAgentAsync(request, {{real}});
                await core.ExecuteAgentAsync(request, {|ECG1001:{{doubled}}|});
            }

            static IUserExecutionContext Make() => new UserExecutionContext("u", "t", "r", "q");
        }
        """;
}
