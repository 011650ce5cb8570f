using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

public sealed class ContextOutlivesRequestTests : RuleRows
{
    [Theory]
    [InlineData("private static IUserExecutionContext? {|ECG3004:s_it|};", "s_it", "IUserExecutionContext")]
    [InlineData("public static readonly UserExecutionContext {|ECG3004:System|} = new(\"u\", \"t\", \"r\", \"q\");", "System", "UserExecutionContext")]
    [InlineData("public static IUserExecutionContext? {|ECG3004:Current|} { get; set; }", "Current", "IUserExecutionContext")]
    [InlineData("[ThreadStatic] private static IUserExecutionContext? {|ECG3004:s_it|};", "s_it", "IUserExecutionContext")]
    [InlineData("private static readonly Dictionary<string, IUserExecutionContext> {|ECG3004:s_all|} = new();", "s_all", "IUserExecutionContext")]
    [InlineData("private static IReadOnlyList<IUserExecutionContext> {|ECG3004:s_all|} = Array.Empty<IUserExecutionContext>();", "s_all", "IUserExecutionContext")]
    [InlineData("private static readonly IReadOnlyList<IUserExecutionContext> {|ECG3004:s_all|} = new[] { new UserExecutionContext(\"u\", \"t\", \"r\", \"q\") };", "s_all", "IUserExecutionContext")]
    [InlineData("private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, List<IUserExecutionContext>> {|ECG3004:s_all|} = new();", "s_all", "IUserExecutionContext")]
    [InlineData("private static readonly IUserExecutionContext[] {|ECG3004:s_all|} = new IUserExecutionContext[4];", "s_all", "IUserExecutionContext")]
    [InlineData("private static Lazy<IUserExecutionContext>? {|ECG3004:s_it|};", "s_it", "IUserExecutionContext")]
    [InlineData("private static Task<IUserExecutionContext>? {|ECG3004:s_it|};", "s_it", "IUserExecutionContext")]
    [InlineData("private static (int Count, IUserExecutionContext Last) {|ECG3004:s_it|};", "s_it", "IUserExecutionContext")]
    public Task A_static_member(string member, string name, string type) =>
        Production("public class Cache { " + member + " }").Says($"'Cache.{name}' keeps a '{type}' beyond its request; hold one for each request").OffersNoFix();

    [Theory]
    // `AsyncLocal` has a value for each flow of a request.
    [InlineData("private static readonly AsyncLocal<IUserExecutionContext?> s_current = new(); public static IUserExecutionContext? Current { get => s_current.Value; set => s_current.Value = value; }")]
    [InlineData("private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, IUserExecutionContext> s_all = new();")]
    // Nothing is in it, and nothing can be put there.
    [InlineData("private static readonly IReadOnlyDictionary<string, IUserExecutionContext> s_none = new Dictionary<string, IUserExecutionContext>();")]
    [InlineData("private static readonly IUserExecutionContext[] s_none = Array.Empty<IUserExecutionContext>(), s_also = new IUserExecutionContext[0];")]
    [InlineData("public static IReadOnlyList<IUserExecutionContext> None { get; } = []; private static readonly System.Collections.Immutable.ImmutableArray<IUserExecutionContext> s_none = System.Collections.Immutable.ImmutableArray<IUserExecutionContext>.Empty;")]
    // Nothing is kept: it makes a new one each time.
    [InlineData("public static IUserExecutionContext New => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\");")]
    [InlineData("public static readonly Func<IUserExecutionContext> Make = () => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\");")]
    [InlineData("public static readonly IEqualityComparer<IUserExecutionContext> Comparer = EqualityComparer<IUserExecutionContext>.Default;")]
    [InlineData("private readonly IUserExecutionContext? _mine = null; public IUserExecutionContext? Mine => _mine;")]
    [InlineData("private static readonly IReadOnlyList<string> s_words = new[] { \"a\" }; private static readonly System.DayOfWeek s_day; private const string Name = \"n\";")]
    [InlineData("public static event Action<IUserExecutionContext>? Changed; public void Raise(IUserExecutionContext it) => Changed?.Invoke(it);")]
    public Task What_keeps_no_context_is_silent(string members) => Production("public class Cache { " + members + " }");

    [Fact]
    public Task A_collection_of_itself_comes_to_an_end() => Production("""
        public class Node<T> : List<Node<Node<T>>> { }
        public class Cache { private static readonly Node<int>? s_node; public object? Node => s_node; }
        """);

    [Fact]
    public Task A_test_project_may_share_one() => Code("public static class Cache { public static readonly UserExecutionContext It = new(\"u\", \"t\", \"r\", \"q\"); }");

    [Fact]
    public Task An_allowed_one_is_silent() => Production("""
        public static class Jobs
        {
            [AllowContextDouble("The nightly clean-up runs for nobody.")]
            public static readonly UserExecutionContext System = new("u", "t", "r", "q");
        }
        """);

    [Theory]
    [InlineData("services.{|ECG3004:AddSingleton<IUserExecutionContext, UserContext>|}();", "services.AddScoped<IUserExecutionContext, UserContext>();", "IServiceCollection.AddSingleton")]
    [InlineData("services.{|ECG3004:AddSingleton<IUserExecutionContext>|}(_ => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));", "services.AddScoped<IUserExecutionContext>(_ => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));", "IServiceCollection.AddSingleton")]
    [InlineData("services.{|ECG3004:AddSingleton|}(typeof(IUserExecutionContext), typeof(UserContext));", "services.AddScoped(typeof(IUserExecutionContext), typeof(UserContext));", "IServiceCollection.AddSingleton")]
    [InlineData("services.{|ECG3004:TryAddSingleton<IUserExecutionContext, UserContext>|}();", "services.TryAddScoped<IUserExecutionContext, UserContext>();", "IServiceCollection.TryAddSingleton")]
    [InlineData("services.{|ECG3004:AddKeyedSingleton<IUserExecutionContext, UserContext>|}(\"it\");", "services.AddKeyedScoped<IUserExecutionContext, UserContext>(\"it\");", "IServiceCollection.AddKeyedSingleton")]
    [InlineData("services.Add(ServiceDescriptor.{|ECG3004:Singleton<IUserExecutionContext, UserContext>|}());", "services.Add(ServiceDescriptor.Scoped<IUserExecutionContext, UserContext>());", "ServiceDescriptor.Singleton")]
    public Task A_singleton_registration_is_made_scoped(string statement, string mended, string path) => Registration(statement)
        .Says($"'{path}' keeps a 'IUserExecutionContext' beyond its request; hold one for each request")
        .Titled("Register 'IUserExecutionContext' per scope").FixedTo(Source(mended));

    [Theory]
    [InlineData("services.{|ECG3004:AddSingleton<IUserExecutionContext>|}(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));", "IServiceCollection.AddSingleton")]
    [InlineData("services.{|ECG3004:AddSingleton|}(new Lazy<IUserExecutionContext>(() => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")));", "IServiceCollection.AddSingleton")]
    [InlineData("services.Add(new {|ECG3004:ServiceDescriptor|}(typeof(IUserExecutionContext), typeof(UserContext), ServiceLifetime.Singleton));", "new ServiceDescriptor")]
    [InlineData("services.Add(ServiceDescriptor.{|ECG3004:Describe|}(typeof(IUserExecutionContext), typeof(UserContext), ServiceLifetime.Singleton));", "ServiceDescriptor.Describe")]
    public Task A_registration_without_a_scoped_form_has_no_fix(string statement, string path) => Registration(statement)
        .Says($"'{path}' keeps a 'IUserExecutionContext' beyond its request; hold one for each request").OffersNoFix();

    [Theory]
    [InlineData("services.AddScoped<IUserExecutionContext, UserContext>();")]
    [InlineData("services.AddTransient<IUserExecutionContext, UserContext>();")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(IUserExecutionContext), typeof(UserContext), ServiceLifetime.Scoped));")]
    [InlineData("services.Add(ServiceDescriptor.Describe(typeof(IUserExecutionContext), typeof(UserContext), ServiceLifetime.Transient));")]
    [InlineData("services.AddSingleton<IContextAccessor, ContextAccessor>();")]
    [InlineData("services.AddSingleton<Microsoft.AspNetCore.Http.IHttpContextAccessor, Microsoft.AspNetCore.Http.HttpContextAccessor>();")]
    [InlineData("services.AddSingleton<Func<IUserExecutionContext>>(() => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    // It asks for the identity of the request each time: an accessor in the dress of a context.
    [InlineData("services.AddSingleton<IUserExecutionContext, CurrentUser>();")]
    [InlineData("services.AddSingleton(typeof(IUserExecutionContext), typeof(CurrentUser));")]
    public Task Other_lifetimes_and_accessors_are_silent(string statement) => Registration(statement);

    /// <summary>Made for one call, whose context it is: the container lives no longer.</summary>
    [Theory]
    [InlineData("var services = new ServiceCollection(); services.AddSingleton<IUserExecutionContext>(context);")]
    [InlineData("ServiceCollection services = new(); services.AddSingleton(typeof(IUserExecutionContext), context);")]
    [InlineData("var services = new ServiceCollection(); services.Add(new ServiceDescriptor(typeof(IUserExecutionContext), context));")]
    [InlineData("var services = new ServiceCollection(); services.Add(ServiceDescriptor.Singleton<IUserExecutionContext>(context));")]
    [InlineData("IServiceCollection services = new ServiceCollection { new ServiceDescriptor(typeof(IUserExecutionContext), context) };")]
    [InlineData("ServiceCollection services = [new ServiceDescriptor(typeof(IUserExecutionContext), context)];")]
    [InlineData("new ServiceCollection().AddOptions().AddSingleton<IUserExecutionContext>(context);")]
    public Task A_container_of_its_own_for_one_context_is_silent(string statement) => Turn(statement);

    [Theory]
    [InlineData("shared.{|ECG3004:AddSingleton<IUserExecutionContext>|}(context);", "IServiceCollection.AddSingleton")]
    [InlineData("shared.Add(new {|ECG3004:ServiceDescriptor|}(typeof(IUserExecutionContext), context));", "new ServiceDescriptor")]
    [InlineData("var services = shared; services.{|ECG3004:AddSingleton<IUserExecutionContext>|}(context);", "IServiceCollection.AddSingleton")]
    [InlineData("var services = new ServiceCollection(); services.{|ECG3004:AddSingleton<IUserExecutionContext>|}(new UserContext(\"u\"));", "IServiceCollection.AddSingleton")]
    public Task A_container_of_others_is_reported(string statement, string path) =>
        Turn(statement).Says($"'{path}' keeps a 'IUserExecutionContext' beyond its request; hold one for each request").OffersNoFix();

    private static Row Turn(string statement) => Registration("").And("Turns.cs", $$"""
        public static class Turns
        {
            public static void On(IServiceCollection shared, IUserExecutionContext context)
            {
                {{statement}}
            }
        }
        """);

    /// <summary>It stands for nobody: there is nothing in it that one request could leave to the next.</summary>
    [Theory]
    [InlineData("public static IUserExecutionContext Instance { get; } = new NoContext();")]
    [InlineData("public static readonly NoContext Instance = new();")]
    public Task A_context_without_state_is_silent(string instance) => Nobody(instance, "public string UserId => throw new InvalidOperationException();");

    [Theory]
    [InlineData("public static IUserExecutionContext {|ECG3004:Instance|} { get; set; } = new NoContext();", "public string UserId => throw new InvalidOperationException();", "IUserExecutionContext")]
    [InlineData("public static readonly NoContext {|ECG3004:Instance|} = new();", "public string UserId { get; } = Guid.NewGuid().ToString();", "NoContext")]
    public Task A_context_with_state_is_reported(string instance, string userId, string type) =>
        Nobody(instance, userId).Says($"'NoContext.Instance' keeps a '{type}' beyond its request; hold one for each request").OffersNoFix();

    private static Row Nobody(string instance, string userId) => Production($$"""
        public sealed class NoContext : IUserExecutionContext
        {
            private NoContext() { }
            {{instance}}
            {{userId}}
            public string ThreadId => throw new InvalidOperationException();
            public string RunId => throw new InvalidOperationException();
            public string RequestId => throw new InvalidOperationException();
        }
        """);

    [Fact]
    public Task A_member_of_the_same_name_elsewhere_is_silent() => Production("""
        public class Registry { public void AddSingleton<T>() { } }
        public class Startup { public void Go(Registry registry) => registry.AddSingleton<IUserExecutionContext>(); }
        """);

    private static Row Registration(string statement) => Production(Source(statement)).WithAspNet().And("Types.cs", """
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.DependencyInjection.Extensions;

        public sealed class UserContext : IUserExecutionContext
        {
            public UserContext(string userId) => UserId = userId;
            public string UserId { get; }
            public string ThreadId => UserId;
            public string RunId => UserId;
            public string RequestId => UserId;
        }

        public sealed class CurrentUser : IUserExecutionContext
        {
            private readonly Microsoft.AspNetCore.Http.IHttpContextAccessor _accessor;
            public CurrentUser(Microsoft.AspNetCore.Http.IHttpContextAccessor accessor) => _accessor = accessor;
            public string UserId => _accessor.HttpContext!.User.Identity!.Name!;
            public string ThreadId => UserId;
            public string RunId => UserId;
            public string RequestId => UserId;
        }

        public sealed class ContextAccessor : IContextAccessor
        {
            private static readonly AsyncLocal<IUserExecutionContext?> s_current = new();
            public IUserExecutionContext Current => s_current.Value!;
        }
        """);

    private static string Source(string statement) => $$"""
        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                {{statement}}
            }
        }
        """;

    private static Row Production(string source) => Code(source).InProduction()
        .And("Allowance.cs", "namespace Acme { [System.AttributeUsage(System.AttributeTargets.All)] public sealed class AllowContextDoubleAttribute : System.Attribute { public AllowContextDoubleAttribute(string reason) { } } }");
}
