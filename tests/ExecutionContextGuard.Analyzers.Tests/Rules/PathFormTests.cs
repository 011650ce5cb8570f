using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Rules;

/// <summary>The forms in which a value enters a path beside an argument, and calls that only look as if they took a context.</summary>
public sealed class PathFormTests : RuleRows
{
    // C# 13 where the host has it; an older one gets the arrays that are special cases of it.
    private static readonly bool s_hasParamsCollections = LanguageVersionFacts.TryParse("13.0", out s_csharp13);

    private static readonly LanguageVersion s_csharp13;

    private const string Hub = """
        public class Hub
        {
            public IUserExecutionContext? Context { get; set; }
            public IUserExecutionContext Field = null!;
            public Hub Inner { get; set; } = null!;
            public string Text { get; set; } = "";
            public static Hub operator +(Hub hub, IUserExecutionContext context) => hub;
            public static Hub operator -(IUserExecutionContext context, Hub hub) => hub;
        }
        """;

    [Fact]
    public Task Operands_of_an_operator() => Code("""
        class Tests
        {
            void Test(Hub hub, IUserExecutionContext given)
            {
                var one = hub + {|ECG1001:Mock.Of<IUserExecutionContext>()|};
                var two = {|ECG1001:Mock.Of<IUserExecutionContext>()|} - hub;
                hub += {|ECG1003:null!|};
                hub += new UserExecutionContext("u", "t", "r", "q");
                var three = given - hub;
                var compared = {|ECG1010:Mock.Of<IUserExecutionContext>()|} == given;
                var text = "context: " + {|ECG1010:Mock.Of<IUserExecutionContext>()|};
            }
        }
        """).And("Hub.cs", Hub)
        .Says(GetsDouble("Moq", "Hub.op_Addition"), GetsDouble("Moq", "Hub.op_Subtraction"), GetsNothing("null", "Hub.op_Addition"), IsMocked("Moq"), IsMocked("Moq"));

    [Fact]
    public Task Assigned_only_where_there_is_none() => Code("""
        class Tests
        {
            private IUserExecutionContext? _context;

            void Test(Hub hub)
            {
                hub.Context ??= {|ECG1001:Mock.Of<IUserExecutionContext>()|};
                hub.Inner.Context ??= new UserExecutionContext("u", "t", "r", "q");
                _context ??= {|ECG1010:Mock.Of<IUserExecutionContext>()|};
            }
        }
        """).And("Hub.cs", Hub).Says(GetsDouble("Moq", "Hub.Context"), IsMocked("Moq"));

    [Fact]
    public Task Assigned_by_a_deconstruction() => Code("""
        class Tests
        {
            static (IUserExecutionContext, string) Make() => ({|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|}, "a");

            static (IUserExecutionContext, string) MakeReal() => (new UserExecutionContext("u", "t", "r", "q"), "a");

            void Test(Hub hub, string text)
            {
                (hub.Context, text) = ({|ECG1001:Mock.Of<IUserExecutionContext>()|}, "a");
                (text, hub.Field) = ("a", {|ECG1003:null!|});
                (hub.Context, text) = (new UserExecutionContext("u", "t", "r", "q"), "a");
                (hub.Context, hub.Text) = {|ECG1001:Make()|};
                (hub.Context, hub.Text) = MakeReal();
                (hub.Context, hub.Inner.Field) = (hub.Inner.Field, hub.Context!);
            }
        }
        """).And("Hub.cs", Hub)
        .Says(IsMocked("Moq"), GetsDouble("Moq", "Hub.Context"), GetsNothing("null", "Hub.Field"), GetsDouble("Moq", "Hub.Context", ", created in 'Make' (line 3),"));

    [Fact]
    public Task Initialisers_inside_initialisers() => Code("""
        class Tests
        {
            Hub Test() => new Hub { Inner = { Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|}, Field = new UserExecutionContext("u", "t", "r", "q") } };

            Hub Made() => new Hub { Inner = new() { Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|} } };
        }
        """).And("Hub.cs", Hub).Says(GetsDouble("Moq", "Hub.Context"));

    private const string Broadcast = """
        public class Broadcast
        {
            public void ToEach(IEnumerable<IUserExecutionContext> contexts) { }
            public void ToList(IReadOnlyList<IUserExecutionContext> contexts) { }
            public void ToSpan(ReadOnlySpan<IUserExecutionContext> contexts) { }
            public void ToImmutable(System.Collections.Immutable.ImmutableArray<IUserExecutionContext> contexts) { }
            public static UserExecutionContext Real => new("u", "t", "r", "q");
        }
        """;

    [Fact]
    public Task Elements_of_a_collection_expression_each_at_its_place() => Code("""
        class Tests
        {
            void Test(Broadcast all, IUserExecutionContext[] others)
            {
                all.ToEach([{|ECG1001:Mock.Of<IUserExecutionContext>()|}]);
                all.ToList([Broadcast.Real, {|ECG1001:Mock.Of<IUserExecutionContext>()|}, {|ECG1003:null!|}]);
                all.ToSpan([Broadcast.Real, {|ECG1001:Mock.Of<IUserExecutionContext>()|}]);
                all.ToEach([Broadcast.Real, .. others]);
                all.ToEach([]);
            }
        }
        """).And("Broadcast.cs", Broadcast)
        .Says(GetsDouble("Moq", "Broadcast.ToEach"), GetsDouble("Moq", "Broadcast.ToList"), GetsNothing("null", "Broadcast.ToList"), GetsDouble("Moq", "Broadcast.ToSpan"));

    [Fact]
    public Task What_a_collection_expression_spreads() => Code("""
        class Tests
        {
            void Test(Broadcast all)
            {
                var fakes = new List<IUserExecutionContext> { {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|} };
                var reals = new[] { Broadcast.Real };
                all.ToEach([Broadcast.Real, .. {|ECG1001:fakes|}]);
                all.ToEach([.. reals]);
            }
        }
        """).And("Broadcast.cs", Broadcast).Says(IsMocked("Moq"), GetsDouble("Moq", "Broadcast.ToEach"));

    [Theory]
    [InlineData("all.ToImmutable({0}System.Collections.Immutable.ImmutableArray.Create<IUserExecutionContext>({1}){2});")]
    [InlineData("all.ToImmutable({0}System.Collections.Immutable.ImmutableArray.Create<IUserExecutionContext>(Broadcast.Real, {1}){2});")]
    [InlineData("all.ToEach({0}System.Collections.Immutable.ImmutableList.Create<IUserExecutionContext>({1}){2});")]
    [InlineData("all.ToEach({0}Enumerable.Repeat<IUserExecutionContext>({1}, 3){2});")]
    [InlineData("all.ToEach({0}new HashSet<IUserExecutionContext> {{ {1} }}{2});")]
    [InlineData("all.ToEach({0}new[] {{ new[] {{ Broadcast.Real, {1} }} }}.SelectMany(many => many){2});")]
    [InlineData("all.ToEach({0}new List<IUserExecutionContext> {{ {1} }}.SkipWhile(one => one.UserId == \"\").DistinctBy(one => one.UserId){2});")]
    public Task A_collection_that_is_made_in_the_argument(string call) => Code($$"""
        class Tests
        {
            void Test(Broadcast all)
            {
                IUserExecutionContext fake = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
                {{string.Format(System.Globalization.CultureInfo.InvariantCulture, call, "{|ECG1001:", "fake", "|}")}}
                {{string.Format(System.Globalization.CultureInfo.InvariantCulture, call, "", "Broadcast.Real", "")}}
            }
        }
        """).And("Broadcast.cs", Broadcast).Says(IsMocked("Moq"), GetsDouble("Moq", call.Contains("ToEach", StringComparison.Ordinal) ? "Broadcast.ToEach" : "Broadcast.ToImmutable"));

    [Fact]
    public Task The_contexts_of_a_collection_that_a_path_takes_by_params() => Code($$"""
        class Tests
        {
            void ToEach(params {{(s_hasParamsCollections ? "IEnumerable<IUserExecutionContext>" : "IUserExecutionContext[]")}} contexts) { }

            void ToSpan(params {{(s_hasParamsCollections ? "ReadOnlySpan<IUserExecutionContext>" : "IUserExecutionContext[]")}} contexts) { }

            void Test()
            {
                ToEach({|ECG1001:Mock.Of<IUserExecutionContext>()|}, Broadcast.Real);
                ToSpan(Broadcast.Real, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
                ToEach(Broadcast.Real);
                ToSpan();
            }
        }
        """).And("Broadcast.cs", Broadcast).Language(s_hasParamsCollections ? s_csharp13 : LanguageVersion.CSharp12)
        .Says(GetsDouble("Moq", "Tests.ToEach"), GetsDouble("Moq", "Tests.ToSpan"));

    private const string Guards = """
        public static class Guard
        {
            public static T NotNull<T>(T value) => value;
            public static T Known<T>(T value, string name) where T : class => value ?? throw new ArgumentNullException(name);
            public static void IsNotNull<T>(T value) { }
            public static void ThrowIfNull(IUserExecutionContext context) { }
            public static T Context<T>(T context) where T : IUserExecutionContext => context;
            public static void Take<T>(T context) { }
        }
        """;

    [Fact]
    public Task What_only_checks_or_gives_back_is_no_path() => Body("""
        IUserExecutionContext fake = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        Guard.IsNotNull(fake);
        Guard.ThrowIfNull(fake);
        var known = {|returned:Guard.Known(fake, "fake")|};
        await core.ExecuteAgentAsync(request, {|ECG1001:known|});
        await core.ExecuteAgentAsync(request, Guard.NotNull(new UserExecutionContext("u", "t", "r", "q")));
        """).And("Guard.cs", Guards).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_double_that_is_checked_on_the_way_into_the_argument_is_reported_once() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1001:Guard.NotNull(Mock.Of<IUserExecutionContext>())|});")
        .And("Guard.cs", Guards).Says(GetsDouble("Moq"));

    [Fact]
    public Task What_asks_for_a_context_or_takes_it_for_good_is_a_path_all_the_same() => Body("""
        Guard.Context({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        Guard.Take({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        await Task.Yield();
        """).And("Guard.cs", Guards).Says(GetsDouble("Moq", "Guard.Context"), GetsDouble("Moq", "Guard.Take"));
}
