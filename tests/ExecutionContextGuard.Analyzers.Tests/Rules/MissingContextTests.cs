using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1003.</summary>
public sealed class MissingContextTests : RuleRows
{
    [Theory]
    [InlineData("null!", "null")]
    [InlineData("(IUserExecutionContext)null!", "null")]
    [InlineData("default!", "default")]
    [InlineData("default(IUserExecutionContext)!", "default")]
    [InlineData("It.IsAny<IUserExecutionContext>()", "matcher")]
    [InlineData("request.Text == \"\" ? null! : new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")", "null")]
    public Task Nothing_is_handed_over(string argument, string form) =>
        Body($$"""await core.ExecuteAgentAsync(request, {|ECG1003:{{argument}}|});""").Says(GetsNothing(form));

    [Fact]
    public Task A_matcher_of_NSubstitute_outside_a_set_up() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1003:Arg.Any<IUserExecutionContext>()|});").With(Library.NSubstitute).Says(GetsNothing("matcher"));

    [Fact]
    public Task A_matcher_of_FakeItEasy_outside_a_set_up() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1003:A<IUserExecutionContext>._|});").With(Library.FakeItEasy).Says(GetsNothing("matcher"));

    [Fact]
    public Task Null_by_way_of_a_local() => Body("""
        IUserExecutionContext userContext = {|created:null|}!;
        await core.ExecuteAgentAsync(request, {|ECG1003:userContext|});
        """).Says(GetsNothing("null"));

    [Fact]
    public Task What_replaces_null_counts() => Code("""
        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? given) =>
                core.ExecuteAgentAsync(request, given ?? new UserExecutionContext("u", "t", "r", "q"));

            Task Throws(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? given) =>
                core.ExecuteAgentAsync(request, given ?? throw new ArgumentNullException(nameof(given)));
        }
        """);

    [Fact]
    public Task A_parameter_that_is_declared_nullable_takes_null() => Code("""
        class Optional
        {
            public void Use(IUserExecutionContext? context = null) { }

            void Test()
            {
                Use(null);
                Use(default);
                Use();
            }
        }
        """);

    /// <summary>However it is assigned: an initialiser says nothing of nullability by itself.</summary>
    [Theory]
    [InlineData("box.Context = null;", "box.Must = {|ECG1003:null!|};")]
    [InlineData("box = new Box { Context = null };", "box = new Box { Must = {|ECG1003:null!|} };")]
    [InlineData("box = box with { Context = null, Field = null };", "box = box with { Must = {|ECG1003:null!|} };")]
    [InlineData("(box.Context, box.Field) = (null, null);", "(box.Must, box.Context) = ({|ECG1003:null!|}, null);")]
    [InlineData("box.Context ??= null;", "box.Must ??= {|ECG1003:null!|};")]
    [InlineData("new Of<IUserExecutionContext> { Maybe = null }.ToString();", "new Of<IUserExecutionContext> { Value = {|ECG1003:null!|} }.ToString();", "Of.Value")]
    [InlineData("void Fill(object? given) => box.Context = (IUserExecutionContext?)given; Fill(null);", "")]
    public Task A_member_that_is_declared_nullable_takes_null(string legal, string reported, string path = "Box.Must") => Code($$"""
        record Box
        {
            public IUserExecutionContext? Context { get; set; }
            public IUserExecutionContext Must { get; set; } = null!;
            public IUserExecutionContext? Field;
        }

        class Of<T> where T : class
        {
            public T? Maybe { get; set; }
            public T Value { get; set; } = null!;
        }

        class Tests
        {
            void Legal(Box box)
            {
                {{legal}}
            }

            void Reported(Box box)
            {
                {{reported}}
            }
        }
        """).Says(reported == "" ? [] : [GetsNothing("null", path)]);

    [Fact]
    public Task A_member_whose_type_argument_is_nullable_takes_null_too() => Code("""
        class Job
        {
            public UserExecutionContext? Context { get; set; }

            public IUserExecutionContext? Parent;

            public UserExecutionContext Owner { get; set; } = null!;
        }

        class Box<T>
        {
            public T Value { get; set; } = default!;
        }

        class Jobs
        {
            Job Make(string? user) => new Job { Context = user != null ? new UserExecutionContext(user, "t", "r", "q") : null, Parent = null };

            void Done(Job job, Box<UserExecutionContext?> box, Box<UserExecutionContext> full)
            {
                job.Context = null;
                (job.Parent, job.Context) = (null, default);
                job.Owner = {|ECG1003:null!|};
                box.Value = null;
                full.Value = {|ECG1003:null!|};
            }
        }
        """).Says(GetsNothing("null", "Job.Owner"), GetsNothing("null", "Box.Value"));

    [Fact]
    public Task A_nullable_parameter_that_is_marked_does_not() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        class Engine
        {
            public void Start([AgentExecutionPath] IUserExecutionContext? context = null) { }

            void Test(IUserExecutionContext? given)
            {
                Start({|ECG1003:null|});
                {|ECG1003:Start()|};
                Start(given);
            }
        }
        """).Says(GetsNothing("null", "Engine.Start"), GetsNothing("left out", "Engine.Start"));

    [Fact]
    public Task A_field_declared_with_null_for_its_set_up_is_storage() => Code("""
        class Tests
        {
            private IUserExecutionContext _context = null!;

            public void SetUp() => _context = new UserExecutionContext("u", "t", "r", "q");

            public void TearDown() => _context = null!;

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, _context);
        }
        """);

    [Fact]
    public Task Code_without_nullable_annotations_is_held_to_the_same() => Code("""
        #nullable disable
        class Tests
        {
            void Run(IUserExecutionContext context) { }

            void Test() => Run({|ECG1003:null|});
        }
        """).Says(GetsNothing("null", "Tests.Run"));

    [Fact]
    public Task Comparing_and_checking_execute_nothing() => Code("""
        class Service
        {
            bool Test(IUserExecutionContext context)
            {
                ArgumentNullException.ThrowIfNull(context);
                return context == null || Equals(context, null) || ReferenceEquals(context, null) || EqualityComparer<IUserExecutionContext>.Default.Equals(context, null!);
            }
        }
        """);
}
