namespace ExecutionContextGuard.Configuration;

/// <summary>A baseline silences exactly its entries: so many findings of a rule, a member and a path, the first of them by position.</summary>
public sealed class BaselineTests : ConfigurationRows
{
    private const string Path = "M:Acme.AgentExecutionCore.ExecuteAgentAsync(Acme.AgentRequest,Acme.IUserExecutionContext)";
    private const string Member = "M:Tests.Test(Acme.AgentExecutionCore,Acme.AgentRequest)";
    private const string Call = "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());";
    private const string Found = "await core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});";

    [Fact]
    public Task An_entry_silences_its_finding() => Body(Call).AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 1));

    [Fact]
    public Task One_more_than_the_count_is_reported() => Body(Call + "\n" + Call + "\n" + Found)
        .AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 2)).Says(GetsDouble("Moq"));

    [Fact]
    public Task Fewer_than_the_count_are_all_silent() => Body(Call).AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 5));

    [Theory]
    [InlineData("ECG1003", Member, Path)]
    [InlineData("ECG1001", "M:Tests.Other(Acme.AgentExecutionCore,Acme.AgentRequest)", Path)]
    [InlineData("ECG1001", Member, "M:Acme.AgentExecutionCore.OtherAsync(Acme.AgentRequest,Acme.IUserExecutionContext)")]
    [InlineData("ECG1001", Member, "T:Acme.IUserExecutionContext")]
    public Task Another_rule_member_or_path_is_not_covered(string rule, string member, string path) => Body(Found)
        .AdditionalFile(BaselineFile, Entry(rule, member, path, 9)).Says(GetsDouble("Moq"));

    [Fact]
    public Task Findings_about_declarations_are_accepted_one_by_one() => Code("""
        public class Cache
        {
            private static IUserExecutionContext? s_accepted;
            private static IUserExecutionContext? {|ECG3004:s_new|};
            public object? Both => s_accepted ?? s_new;
            public void Send(IUserExecutionContext? accepted = null, IUserExecutionContext? {|ECG3002:added|} = null) { }
        }
        """).InProduction()
        .AdditionalFile(BaselineFile, Entry("ECG3004", "F:Cache.s_accepted", "T:Acme.IUserExecutionContext", 1) + "\n"
            + Entry("ECG3002", "M:Cache.Send(Acme.IUserExecutionContext,Acme.IUserExecutionContext)", "L:accepted", 1))
        .Says(
            "'Cache.s_new' keeps a 'IUserExecutionContext' beyond its request; hold one for each request",
            "'Cache.Send' lets its callers leave 'added' out; require a real 'UserExecutionContext'");

    [Fact]
    public Task Edits_above_and_moved_code_change_nothing() => Code($$"""
        // A new comment.
        class Above { }

        class Tests
        {
            void New() { }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var unrelated = 1;
                if (unrelated > 0)
                {
                    {{Call}}
                }
            }
        }
        """).AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 1));

    [Fact]
    public Task A_finding_that_a_pragma_suppresses_does_not_use_up_an_entry() => Body("#pragma warning disable ECG1001\n" + Call + "\n#pragma warning restore ECG1001\n" + Call)
        .AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 1));

    [Fact]
    public Task A_finding_in_an_expected_failure_does_not_use_up_an_entry() => Body($"await Assert.ThrowsAsync<ArgumentException>(() => core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>()));\n{Call}\n{Found}")
        .AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 1)).Says(GetsDouble("Moq"));

    [Fact]
    public Task Several_rules_and_paths_of_one_member_are_counted_apart() => Code($$"""
        class Tests
        {
            void Run(IUserExecutionContext context) { }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {{Call}}
                Run({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                await core.ExecuteAgentAsync(request, {|ECG1003:null!|});
                {{Found}}
                Run(null!);
            }
        }
        """).AdditionalFile(BaselineFile, string.Join("\n", Entry("ECG1001", Member, Path, 1), Entry("ECG1003", Member, "M:Tests.Run(Acme.IUserExecutionContext)", 1)))
        .Says(GetsDouble("Moq", "Tests.Run"), GetsNothing("null"), GetsDouble("Moq"));

    [Fact]
    public Task A_creation_is_covered_by_the_type_that_it_doubles() => Body("""
        var accepted = Mock.Of<IUserExecutionContext>();
        var another = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        await Task.CompletedTask;
        """).AdditionalFile(BaselineFile, Entry("ECG1010", Member, "T:Acme.IUserExecutionContext", 1)).Says(IsMocked("Moq"));

    [Fact]
    public Task Lambdas_and_local_functions_belong_to_their_member() => Code($$"""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                Func<Task> lambda = async () => {{Call}}
                await Local();
                await lambda();
                {{Call}}

                async Task Local() => {{Found}}
            }
        }
        """)
        .AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 2)).Says(GetsDouble("Moq"));

    [Fact]
    public Task A_local_function_is_a_path_by_its_name() => Body("""
        Run(Mock.Of<IUserExecutionContext>());
        Run({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        await Task.CompletedTask;

        void Run(IUserExecutionContext context) { }
        """).AdditionalFile(BaselineFile, Entry("ECG1001", Member, "L:Run", 1)).Says(GetsDouble("Moq", "Run"));

    [Fact]
    public Task Fields_properties_constructors_and_accessors_are_members() => Code("""
        class Hub { public Hub(IUserExecutionContext context) { } }

        class Base { public Base(IUserExecutionContext context) { } }

        class Tests : Base
        {
            private readonly Hub _hub = new(Mock.Of<IUserExecutionContext>()), _other = new({|ECG1001:Mock.Of<IUserExecutionContext>()|});

            public Tests() : base(Mock.Of<IUserExecutionContext>()) { }

            public Hub Initialised { get; } = new(Mock.Of<IUserExecutionContext>());

            public Hub Computed => new(Mock.Of<IUserExecutionContext>());

            public Hub Both
            {
                get => new(Mock.Of<IUserExecutionContext>());
                set => _ = new Hub({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).AdditionalFile(BaselineFile, string.Join(
            "\n",
            Entry("ECG1001", "F:Tests._hub", Hub, 1),
            Entry("ECG1001", "M:Tests.#ctor", "M:Base.#ctor(Acme.IUserExecutionContext)", 1),
            Entry("ECG1001", "P:Tests.Initialised", Hub, 1),
            Entry("ECG1001", "P:Tests.Computed", Hub, 1),
            Entry("ECG1001", "P:Tests.Both", Hub, 1)))
        .Says(GetsDouble("Moq", "new Hub"));

    [Fact]
    public Task A_primary_constructor_and_its_partial_type() => Code("""
        class Base { public Base(IUserExecutionContext context) { } }

        partial class Tests(int number) : Base(Mock.Of<IUserExecutionContext>())
        {
            public int Number => number;

            void Run() => _ = new Base({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).And("Part.cs", "partial class Tests { void Other() => _ = new Base({|ECG1001:Mock.Of<IUserExecutionContext>()|}); }")
        .AdditionalFile(BaselineFile, Entry("ECG1001", "M:Tests.#ctor(System.Int32)", "M:Base.#ctor(Acme.IUserExecutionContext)", 4))
        .Says(GetsDouble("Moq", "new Base"));

    [Fact]
    public Task A_generic_member_by_its_definition() => Code("""
        class Tests<T>
        {
            void Run<U>(U value, IUserExecutionContext context) { }

            void Test<V>(V value) => Run(value, Mock.Of<IUserExecutionContext>());
        }
        """).AdditionalFile(BaselineFile, Entry("ECG1001", "M:Tests`1.Test``1(``0)", "M:Tests`1.Run``1(``0,Acme.IUserExecutionContext)", 1));

    [Fact]
    public Task Assignments_are_covered_by_the_property() => Code("""
        class Hub { public IUserExecutionContext? Context { get; set; } }

        class Tests
        {
            void Test(Hub hub)
            {
                hub.Context = Mock.Of<IUserExecutionContext>();
                _ = new Hub { Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|} };
            }
        }
        """).AdditionalFile(BaselineFile, Entry("ECG1001", "M:Tests.Test(Hub)", "P:Hub.Context", 1)).Says(GetsDouble("Moq", "Hub.Context"));

    [Fact]
    public Task Of_two_baselines_the_larger_count_holds() => Body(Call + "\n" + Call + "\n" + Found)
        .AdditionalFile(BaselineFile, Entry("ECG1001", Member, Path, 2)).AdditionalFile("tests/" + BaselineFile, Entry("ECG1001", Member, Path, 1))
        .Says(GetsDouble("Moq"));

    [Fact]
    public Task A_malformed_entry_covers_nothing_and_the_rest_does() => Code($$"""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {{Call}}
            }

            async Task Other(AgentExecutionCore core, AgentRequest request)
            {
                {{Found}}
            }
        }
        """).AdditionalFile(BaselineFile, "{|ECG9001:ECG1001 M:Tests.Other(Acme.AgentExecutionCore,Acme.AgentRequest) " + Path + " all|}\n" + Entry("ECG1001", Member, Path, 1))
        .Says(GetsDouble("Moq"), "'all' is no count: write how many findings are accepted, at least 1; the line is left out, and what it meant is reported");

    [Fact]
    public Task Members_of_many_files_are_counted_each_for_itself() => Code($$"""
        partial class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {{Call}}
                {{Found}}
            }
        }
        """).And("Second.cs", $$"""
        partial class Tests
        {
            async Task Second(AgentExecutionCore core, AgentRequest request)
            {
                {{Call}}
                {{Found}}
            }
        }
        """).AdditionalFile(BaselineFile, string.Join("\n", Entry("ECG1001", Member, Path, 1), Entry("ECG1001", Member.Replace("Test(", "Second(", StringComparison.Ordinal), Path, 1)))
        .Says(GetsDouble("Moq"));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var key = new BaselineKey("ECG1001", Member, Path);
        var text = Microsoft.CodeAnalysis.Text.SourceText.From(BaselineLine.Write(key, 7));

        Assert.True(BaselineLine.TryRead(text, text.Lines[0], out var read));
        Assert.Null(read.Complaint);
        Assert.Equal((key, 7), (read.Key, read.Count));
    }

    private const string Hub = "M:Hub.#ctor(Acme.IUserExecutionContext)";

    private static string Entry(string rule, string member, string path, int count) => $"{rule}\t{member}\t{path}\t{count}";
}
