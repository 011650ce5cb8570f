namespace ExecutionContextGuard.Provenance;

/// <summary>Arrays, lists, dictionaries, collection expressions, LINQ, iterators, member data.</summary>
public sealed class CollectionTests : ShapeRows
{
    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_array_element(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new IUserExecutionContext[] { DOUBLE };
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts[0]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_list_element(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new List<IUserExecutionContext> { DOUBLE };
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts[0]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_list_that_grows(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new List<IUserExecutionContext>();
                var made = DOUBLE;
                contexts.Add({|stored:made|});
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts[0]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_dictionary_value(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new Dictionary<string, IUserExecutionContext> { ["u"] = DOUBLE };
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts["u"]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_dictionary_initialised_by_Add(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new Dictionary<string, IUserExecutionContext> { { "u", DOUBLE } };
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts["u"]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_collection_expression(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext[] contexts = [DOUBLE];
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts[0]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_foreach(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new[] { (IUserExecutionContext)DOUBLE };
                foreach (var context in {|stored:contexts|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_foreach_over_values(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new Dictionary<string, IUserExecutionContext> { ["u"] = DOUBLE };
                foreach (var pair in {|stored:contexts|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:pair.Value|});
                }
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task First(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new List<IUserExecutionContext> { DOUBLE };
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts.First()|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Where_and_Single(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new List<IUserExecutionContext> { DOUBLE };
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts.Where(c => c.UserId == "u").ToList().Single()|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Select(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var contexts = new[] { "a", "b" }.Select(text => (IUserExecutionContext)DOUBLE).ToArray();
                await core.ExecuteAgentAsync(request, {|ECG1001:contexts[0]|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_iterator(string origin) => Shape(origin, """
        class Tests
        {
            static IEnumerable<IUserExecutionContext> Make()
            {
                yield return DOUBLE;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Make().First()|});
            }
        }
        """, ", created in 'Make' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_foreach_over_an_iterator(string origin) => Shape(origin, """
        class Tests
        {
            static IEnumerable<IUserExecutionContext> Make()
            {
                yield return DOUBLE;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                foreach (var context in {|returned:Make()|})
                {
                    await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                }
            }
        }
        """, ", created in 'Make' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Member_data(string origin) => Shape(origin, """
        public class Tests
        {
            public static IEnumerable<object[]> Cases()
            {
                yield return new object[] { "a", DOUBLE };
            }

            [Theory]
            [MemberData(nameof(Cases))]
            public Task Test(string text, IUserExecutionContext context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", text), {|ECG1001:context|});
        }
        """, ", created in 'Cases' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Member_data_in_a_property(string origin) => Shape(origin, """
        public class Tests
        {
            public static IEnumerable<object[]> Cases => new[] { new object[] { "a", DOUBLE } };

            [Theory]
            [MemberData(nameof(Cases))]
            public Task Test(string text, IUserExecutionContext context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", text), {|ECG1001:context|});
        }
        """, ", created in 'Cases' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Theory_data(string origin) => Shape(origin, """
        public class Tests
        {
            public static TheoryData<string, IUserExecutionContext> Cases { get; } = new TheoryData<string, IUserExecutionContext> { { "a", DOUBLE } };

            [Theory]
            [MemberData(nameof(Cases))]
            public Task Test(string text, IUserExecutionContext context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", text), {|ECG1001:context|});
        }
        """, ", created in 'Cases' (line 3),");
}
