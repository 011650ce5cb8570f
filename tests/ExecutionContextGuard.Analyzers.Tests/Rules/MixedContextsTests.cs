namespace ExecutionContextGuard.Rules;

/// <summary>ECG3005.</summary>
public sealed class MixedContextsTests : IdentityRows
{
    [Theory]
    [InlineData("mine.UserId, {|ECG3005:theirs.ThreadId|}, mine.RunId, mine.RequestId", "thread")]
    [InlineData("mine.UserId, mine.ThreadId, {|ECG3005:theirs.RunId|}, Guid.NewGuid().ToString()", "run")]
    [InlineData("requestId: {|ECG3005:theirs.RequestId|}, userId: mine.UserId, threadId: mine.ThreadId, runId: mine.RunId", "request")]
    public Task A_construction_takes_IDs_of_two(string ids, string role) => Code($$"""
        class Service
        {
            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs) => new({{ids}});
        }
        """).InProduction().Says(Mixes(role, "theirs", "mine"));

    [Fact]
    public Task Each_ID_that_is_not_of_the_user_s_context() => Code("""
        class Service
        {
            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs) =>
                new(theirs.UserId, {|ECG3005:mine.ThreadId|}, {|ECG3005:mine.RunId|}, {|ECG3005:mine.RequestId|});
        }
        """).InProduction()
        .Says(Mixes("thread", "mine", "theirs"), Mixes("run", "mine", "theirs"), Mixes("request", "mine", "theirs"));

    [Theory]
    [InlineData("_first.UserId, {|ECG3005:_second.ThreadId|}, \"r-1\", \"q-1\"", "_second", "_first")]
    [InlineData("accessor.Current.UserId, {|ECG3005:mine.ThreadId|}, \"r-1\", \"q-1\"", "mine", "accessor.Current")]
    [InlineData("mine.UserId, {|ECG3005:theirs.ThreadId.ToString()|}, \"r-1\", \"q-1\"", "theirs", "mine")]
    [InlineData("mine.UserId, {|ECG3005:_second.ThreadId|}, \"r-1\", \"q-1\"", "_second", "mine")]
    public Task Whatever_holds_the_contexts(string ids, string own, string users) => Code($$"""
        class Service
        {
            private readonly UserExecutionContext _first;
            private readonly UserExecutionContext _second;

            Service(UserExecutionContext first, UserExecutionContext second)
            {
                _first = first;
                _second = second;
            }

            UserExecutionContext Make(IContextAccessor accessor, UserExecutionContext mine, UserExecutionContext theirs) => new({{ids}});
        }
        """).InProduction().Says(Mixes("thread", own, users));

    [Theory]
    [InlineData("var thread = theirs.ThreadId; return new(mine.UserId, {|ECG3005:thread|}, mine.RunId, mine.RequestId);")]
    [InlineData("var user = mine.UserId; var thread = theirs.ThreadId; var id = thread; return new(user, {|ECG3005:id|}, mine.RunId, mine.RequestId);")]
    public Task By_way_of_locals(string statements) => Code($$"""
        class Service
        {
            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs) { {{statements}} }
        }
        """).InProduction().Says(Mixes("thread", "theirs", "mine"));

    [Fact]
    public Task A_copy_and_an_initialiser_take_IDs_of_two() => Code("""
        public sealed record UserExecutionContext(Guid user_id)
        {
            public required Guid thread_id { get; init; }
        }

        class Service
        {
            UserExecutionContext Copy(UserExecutionContext mine, UserExecutionContext theirs) => mine with { thread_id = {|ECG3005:theirs.thread_id|} };

            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs) => new(mine.user_id) { thread_id = {|ECG3005:theirs.thread_id|} };

            // All of it is of one, or nothing tells whose the user is.
            UserExecutionContext Own(UserExecutionContext mine, UserExecutionContext theirs) => mine with { user_id = theirs.user_id, thread_id = theirs.thread_id };

            UserExecutionContext Same(UserExecutionContext mine) => mine with { thread_id = mine.thread_id };

            UserExecutionContext Given(UserExecutionContext mine, UserExecutionContext theirs, Guid userId) => mine with { user_id = userId, thread_id = theirs.thread_id };
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration)
        .Says(Mixes("thread", "theirs", "mine", "UserExecutionContext"), Mixes("thread", "theirs", "mine"));

    [Fact]
    public Task A_call_of_a_path_takes_an_ID_beside_the_context() => Code("""
        class Runner
        {
            public void Run(IUserExecutionContext context, string threadId) { }
        }

        class Service
        {
            void Test(Runner runner, UserExecutionContext mine, UserExecutionContext theirs)
            {
                runner.Run(mine, mine.ThreadId);
                runner.Run(mine, {|ECG3005:theirs.ThreadId|});
            }
        }
        """).InProduction().Says(Mixes("thread", "theirs", "mine", "Runner.Run"));

    [Fact]
    public Task Two_locals_that_were_made_apart() => Code("""
        class Service
        {
            UserExecutionContext Load(string key) => new(key, "t-1", "r-1", "q-1");

            UserExecutionContext Make()
            {
                var mine = Load("alice-1");
                var theirs = Load("bob-1");
                return new UserExecutionContext(mine.UserId, {|ECG3005:theirs.ThreadId|}, "r-2", "q-2");
            }
        }
        """).InProduction().Says(Mixes("thread", "theirs", "mine"));

    [Theory]
    [InlineData("var child = mine;")]
    [InlineData("var child = mine.CreateChild(\"search\");")]
    [InlineData("var child = new UserExecutionContext(mine.UserId, mine.ThreadId, mine.RunId, Guid.NewGuid().ToString());")]
    [InlineData("var child = Derive(mine);")]
    [InlineData("var child = DeriveFor(mine.UserId);")]
    [InlineData("var child = await DeriveAsync(mine);")]
    [InlineData("var first = mine.CreateChild(\"search\");\n        var child = first.CreateChild(\"rank\");")]
    [InlineData("var child = accessor.Get();\n        mine = accessor.Get();")]
    public Task A_child_of_the_parent_is_of_the_family(string statements) => Code($$"""
        public sealed class UserExecutionContext
        {
            public UserExecutionContext(string userId, string threadId, string runId, string requestId)
            {
                UserId = userId;
                ThreadId = threadId;
                RunId = runId;
                RequestId = requestId;
            }

            public string UserId { get; }

            public string ThreadId { get; }

            public string RunId { get; }

            public string RequestId { get; }

            public UserExecutionContext CreateChild(string operation) => new(UserId, ThreadId, RunId, Guid.NewGuid().ToString());
        }

        class Accessor
        {
            public UserExecutionContext Get() => throw new InvalidOperationException();
        }

        class Service
        {
            UserExecutionContext Derive(UserExecutionContext parent) => parent.CreateChild("derived");

            UserExecutionContext DeriveFor(string userId) => throw new InvalidOperationException();

            Task<UserExecutionContext> DeriveAsync(UserExecutionContext parent) => Task.FromResult(parent);

            async Task<UserExecutionContext> Make(UserExecutionContext mine, Accessor accessor)
            {
                await Task.Yield();
                {{statements.ReplaceLineEndings("\n")}}
                return new UserExecutionContext(mine.UserId, mine.ThreadId, child.RunId, child.RequestId);
            }
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    [Theory]
    [InlineData("new(mine.UserId, mine.ThreadId, mine.RunId, Guid.NewGuid().ToString())")]
    [InlineData("new(userId, theirs.ThreadId, mine.RunId, mine.RequestId)")]
    [InlineData("new(Current().UserId, mine.ThreadId, mine.RunId, mine.RequestId)")]
    [InlineData("new(mine.UserId, inbound.ThreadId!, inbound.RunId!, \"q-1\")")]
    public Task What_is_of_one_context_or_of_none_in_sight(string made) => Code($$"""
        class Service
        {
            UserExecutionContext Current() => throw new InvalidOperationException();

            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs, string userId, Inbound inbound) => {{made}};
        }
        """).And("Inbound.cs", Inbound).InProduction();

    [Fact]
    public Task Calls_that_execute_nothing_compare_whom_they_like() => Code("""
        class Audit
        {
            public void Compare(string userId, string threadId) { }

            public void Impersonate(UserExecutionContext context, string adminUserId) { }

            public void Merge(UserExecutionContext one, UserExecutionContext other, string threadId) { }
        }

        class Service
        {
            bool Run(Audit audit, UserExecutionContext mine, UserExecutionContext theirs)
            {
                audit.Compare(mine.UserId, theirs.ThreadId);
                audit.Impersonate(mine, theirs.UserId);
                audit.Merge(mine, theirs, theirs.ThreadId);
                return mine.UserId == theirs.UserId && string.Equals(mine.ThreadId, theirs.ThreadId);
            }
        }
        """).InProduction();

    [Fact]
    public Task A_question_is_asked_about_two() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        class Threads
        {
            public bool BelongsTo(UserExecutionContext owner, string userId) => owner.UserId == userId;

            public Task<bool> MayReadAsync(UserExecutionContext owner, string userId) => Task.FromResult(owner.UserId == userId);

            public Task<bool> RunAsync([AgentExecutionPath] UserExecutionContext context, string threadId) => Task.FromResult(true);
        }

        class Service
        {
            async Task<bool> Run(Threads threads, UserExecutionContext mine, UserExecutionContext theirs) =>
                threads.BelongsTo(theirs, mine.UserId)
                && await threads.MayReadAsync(theirs, mine.UserId)
                // What is marked runs, whatever it answers.
                && await threads.RunAsync(mine, {|ECG3005:theirs.ThreadId|});
        }
        """).InProduction().Says(Mixes("thread", "theirs", "mine", "Threads.RunAsync"));

    [Fact]
    public Task Tests_mix_contexts_on_purpose() => Code("""
        class Tests
        {
            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs) => new(mine.UserId, theirs.ThreadId, mine.RunId, mine.RequestId);
        }
        """);

    [Fact]
    public Task A_crossed_ID_of_another_context_is_said_to_be_crossed() => Code("""
        class Service
        {
            UserExecutionContext Make(UserExecutionContext mine, UserExecutionContext theirs) => new(mine.UserId, {|ECG2003:theirs.RunId|}, mine.RunId, mine.RequestId);
        }
        """).InProduction().Says(Crosses("RunId", "run", "thread"));
}
