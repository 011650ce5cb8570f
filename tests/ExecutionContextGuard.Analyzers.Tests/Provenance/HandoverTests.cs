using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>What doubles are set up to return, and what containers are given to hand out.</summary>
public sealed class HandoverTests : ShapeRows
{
    [Fact]
    public Task A_set_up_of_Moq_that_returns_a_double() => Body("""
        var accessor = new Mock<IContextAccessor>();
        var context = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
        accessor.SetupGet(a => a.Current).Returns({|ECG1001:context.Object|});
        accessor.Setup(a => a.Current).Returns({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "IContextAccessor.Current"), GetsDouble("Moq", "IContextAccessor.Current"));

    [Fact]
    public Task A_set_up_of_Moq_that_returns_a_task_of_a_double() => Code("""
        public interface ISource { Task<IUserExecutionContext> GetAsync(string id); }

        class Tests
        {
            void Test()
            {
                var source = new Mock<ISource>();
                source.Setup(s => s.GetAsync(It.IsAny<string>())).ReturnsAsync({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).Says(GetsDouble("Moq", "ISource.GetAsync"));

    /// <summary>The property, field or helper that holds the mock is not what is set up.</summary>
    [Theory]
    [InlineData("Source")]
    [InlineData("MakeSource()")]
    [InlineData("new Tests().Source")]
    [InlineData("_own")]
    public Task A_set_up_on_a_mock_that_a_member_holds(string mock) => Code($$"""
        public interface ISource { Task<IUserExecutionContext> GetAsync(string id); }

        class SourceMock : Mock<ISource> { }

        class Tests
        {
            private readonly SourceMock _own = new();

            Mock<ISource> Source { get; } = new();

            static Mock<ISource> MakeSource() => new();

            void Test() => {{mock}}.Setup(s => s.GetAsync(It.IsAny<string>())).ReturnsAsync({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", "ISource.GetAsync"));

    [Fact]
    public Task A_set_up_of_NSubstitute_that_returns_a_double() => Body("""
        var accessor = Substitute.For<IContextAccessor>();
        accessor.Current.Returns({|ECG1001:Substitute.For<IUserExecutionContext>()|});
        """).With(Library.NSubstitute).Says(GetsDouble("NSubstitute", "IContextAccessor.Current"));

    [Fact]
    public Task A_set_up_of_FakeItEasy_that_returns_a_double() => Body("""
        var accessor = A.Fake<IContextAccessor>();
        A.CallTo(() => accessor.Current).Returns({|ECG1001:A.Fake<IUserExecutionContext>()|});
        """).With(Library.FakeItEasy).Says(GetsDouble("FakeItEasy", "IContextAccessor.Current"));

    [Theory]
    [InlineData("Moq", "var accessor = new Mock<IContextAccessor>();\naccessor.SetupGet(a => a.Current).Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("NSubstitute", "var accessor = Substitute.For<IContextAccessor>();\naccessor.Current.Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("FakeItEasy", "var accessor = A.Fake<IContextAccessor>();\nA.CallTo(() => accessor.Current).Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    public Task An_accessor_that_returns_a_real_context_is_good_practice(string library, string statements) =>
        Body(statements).With(library switch { "Moq" => Library.Moq, "NSubstitute" => Library.NSubstitute, _ => Library.FakeItEasy });

    private const string Source = "public interface ISource { IUserExecutionContext Now { get; } Task<IUserExecutionContext> GetAsync(string id); ValueTask<IUserExecutionContext> FindAsync(string id); }";

    /// <summary>A set-up with CONTEXT for what it hands over, the member that is set up, and which part of the statement is said.</summary>
    public static TheoryData<string, string, string> OtherSetUps => new()
    {
        { "Moq", "source.SetupGet(s => s.Now).Returns([|() => CONTEXT|]);", "ISource.Now" },
        { "Moq", "source.Setup(s => s.GetAsync(\"a\")).Returns([|Task.FromResult(CONTEXT)|]);", "ISource.GetAsync" },
        { "Moq", "source.Setup(s => s.GetAsync(It.IsAny<string>())).Returns([|(string id) => Task.FromResult(CONTEXT)|]);", "ISource.GetAsync" },
        { "Moq", "source.Setup(s => s.GetAsync(\"a\")).ReturnsAsync([|() => CONTEXT|]);", "ISource.GetAsync" },
        { "Moq", "source.Setup(s => s.FindAsync(\"a\")).Returns([|new ValueTask<IUserExecutionContext>(CONTEXT)|]);", "ISource.FindAsync" },
        { "Moq", "source.SetupSequence(s => s.Now).Returns([|CONTEXT|]);", "ISource.Now" },
        { "NSubstitute", "source.Now.Returns([|_ => CONTEXT|]);", "ISource.Now" },
        { "NSubstitute", "source.GetAsync(Arg.Any<string>()).Returns([|CONTEXT|]);", "ISource.GetAsync" },
        { "NSubstitute", "source.GetAsync(\"a\").Returns([|Task.FromResult(CONTEXT)|]);", "ISource.GetAsync" },
        { "NSubstitute", "source.GetAsync(default!).ReturnsForAnyArgs([|Task.FromResult(CONTEXT)|]);", "ISource.GetAsync" },
        { "NSubstitute", "source.FindAsync(\"a\").Returns([|new ValueTask<IUserExecutionContext>(CONTEXT)|]);", "ISource.FindAsync" },
        { "FakeItEasy", "A.CallTo(() => source.Now).ReturnsLazily([|() => CONTEXT|]);", "ISource.Now" },
        { "FakeItEasy", "A.CallTo(() => source.GetAsync(A<string>._)).Returns([|CONTEXT|]);", "ISource.GetAsync" },
        { "FakeItEasy", "A.CallTo(() => source.GetAsync(\"a\")).Returns([|Task.FromResult(CONTEXT)|]);", "ISource.GetAsync" },
        { "FakeItEasy", "A.CallTo(() => source.GetAsync(\"a\")).ReturnsLazily([|() => Task.FromResult(CONTEXT)|]);", "ISource.GetAsync" },
        { "FakeItEasy", "A.CallTo(() => source.Now).ReturnsNextFromSequence([|CONTEXT|]);", "ISource.Now" },
    };

    [Theory]
    [MemberData(nameof(OtherSetUps))]
    public Task Other_ways_to_set_up_what_is_returned(string library, string setUp, string path) => SetUp(
        library,
        "{|ECG1010:{|created:" + library switch { "Moq" => "Mock.Of", "NSubstitute" => "Substitute.For", _ => "A.Fake" } + "<IUserExecutionContext>()|}|}",
        setUp.Replace("[|", "{|ECG1001:").Replace("|]", "|}")).Says(IsMocked(library), GetsDouble(library, path));

    [Theory]
    [MemberData(nameof(OtherSetUps))]
    public Task Other_ways_to_set_up_a_real_context(string library, string setUp, string path) =>
        SetUp(library, "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")", setUp.Replace("[|", "").Replace("|]", "") + " // " + path);

    private static Row SetUp(string library, string context, string setUp) => Body($$"""
        IUserExecutionContext context = {{context}};
        var source = {{library switch { "Moq" => "new Mock<ISource>()", "NSubstitute" => "Substitute.For<ISource>()", _ => "A.Fake<ISource>()" }}};
        {{setUp.Replace("CONTEXT", "context")}}
        await Task.Yield();
        """).And("Source.cs", Source).With(library switch { "Moq" => Library.Moq, "NSubstitute" => Library.NSubstitute, _ => Library.FakeItEasy });

    [Fact]
    public Task An_instance_in_a_service_collection() => Body("""
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        services.AddSingleton<IUserExecutionContext>({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        services.AddSingleton({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        services.AddSingleton<IUserExecutionContext>(new UserExecutionContext("u", "t", "r", "q"));
        services.AddSingleton<IUserExecutionContext, UserExecutionContext>();
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;").WithAspNet()
        .Says(GetsDouble("Moq", "IServiceCollection.AddSingleton"));

    [Fact]
    public Task A_factory_in_a_service_collection() => Body("""
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        var context = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
        services.AddScoped({|ECG1001:_ => context.Object|});
        services.AddTransient<IUserExecutionContext>(_ => new UserExecutionContext("u", "t", "r", "q"));
        services.Replace(ServiceDescriptor.Scoped<IUserExecutionContext>({|ECG1001:provider => context.Object|}));
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;\nglobal using Microsoft.Extensions.DependencyInjection.Extensions;").WithAspNet()
        .Says(IsMocked("Moq"), GetsDouble("Moq", "IServiceCollection.AddScoped"), GetsDouble("Moq", "ServiceDescriptor.Scoped"));

    [Fact]
    public Task Something_else_in_a_service_collection_is_nobody_s_context() => Body("""
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        services.AddSingleton(Mock.Of<IDisposable>());
        services.AddScoped(_ => Mock.Of<IContextAccessor>());
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;").WithAspNet();

    [Theory]
    [InlineData("services.AddSingleton(typeof(IUserExecutionContext), CONTEXT);", "IServiceCollection.AddSingleton")]
    [InlineData("services.AddSingleton<object>(CONTEXT);", "IServiceCollection.AddSingleton")]
    [InlineData("services.TryAddSingleton<IUserExecutionContext>(CONTEXT);", "IServiceCollection.TryAddSingleton")]
    [InlineData("services.TryAddSingleton(CONTEXT);", "IServiceCollection.TryAddSingleton")]
    [InlineData("services.Add(ServiceDescriptor.Singleton<IUserExecutionContext>(CONTEXT));", "ServiceDescriptor.Singleton")]
    [InlineData("services.Add(ServiceDescriptor.Singleton(typeof(IUserExecutionContext), CONTEXT));", "ServiceDescriptor.Singleton")]
    [InlineData("services.Replace(ServiceDescriptor.Singleton(typeof(IUserExecutionContext), CONTEXT));", "ServiceDescriptor.Singleton")]
    [InlineData("services.Replace(new ServiceDescriptor(typeof(IUserExecutionContext), CONTEXT));", "new ServiceDescriptor")]
    [InlineData("services.AddKeyedSingleton<IUserExecutionContext>(\"key\", CONTEXT);", "IServiceCollection.AddKeyedSingleton")]
    public Task An_instance_that_is_registered(string registration, string path) => Body($$"""
        IUserExecutionContext fake = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        IUserExecutionContext real = new UserExecutionContext("u", "t", "r", "q");
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        {{registration.Replace("CONTEXT", "{|ECG1001:fake|}")}}
        {{registration.Replace("CONTEXT", "real")}}
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;\nglobal using Microsoft.Extensions.DependencyInjection.Extensions;").WithAspNet()
        .Says(IsMocked("Moq"), GetsDouble("Moq", path));

    [Theory]
    [InlineData("services.AddScoped(_ => CONTEXT);", "IServiceCollection.AddScoped")]
    [InlineData("services.AddTransient<IUserExecutionContext>(_ => CONTEXT);", "IServiceCollection.AddTransient")]
    [InlineData("services.AddScoped(typeof(IUserExecutionContext), _ => CONTEXT);", "IServiceCollection.AddScoped")]
    [InlineData("services.TryAddScoped(_ => CONTEXT);", "IServiceCollection.TryAddScoped")]
    [InlineData("services.TryAddTransient(typeof(IUserExecutionContext), provider => CONTEXT);", "IServiceCollection.TryAddTransient")]
    [InlineData("services.Replace(ServiceDescriptor.Scoped(typeof(IUserExecutionContext), _ => CONTEXT));", "ServiceDescriptor.Scoped")]
    [InlineData("services.Replace(new ServiceDescriptor(typeof(IUserExecutionContext), _ => CONTEXT, ServiceLifetime.Scoped));", "new ServiceDescriptor")]
    public Task A_factory_that_is_registered(string registration, string path) => Body($$"""
        IUserExecutionContext fake = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        IUserExecutionContext real = new UserExecutionContext("u", "t", "r", "q");
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        {{Marked(registration)}}
        {{registration.Replace("CONTEXT", "real")}}
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;\nglobal using Microsoft.Extensions.DependencyInjection.Extensions;").WithAspNet()
        .Says(IsMocked("Moq"), GetsDouble("Moq", path));

    [Theory]
    [InlineData("services.AddSingleton(typeof(IDisposable), Mock.Of<IDisposable>());")]
    [InlineData("services.AddSingleton(typeof(IUserExecutionContext), (object)null!);")]
    [InlineData("services.AddSingleton<object>(new Dictionary<string, string>());")]
    [InlineData("services.AddScoped(typeof(IContextAccessor), _ => Mock.Of<IContextAccessor>());")]
    [InlineData("services.AddKeyedSingleton<IDisposable>(\"key\", Mock.Of<IDisposable>());")]
    public Task Anything_else_that_is_registered_says_nothing(string registration) => Body($$"""
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        {{registration}}
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;").WithAspNet();

    private static string Marked(string registration)
    {
        var start = registration.IndexOf("=> CONTEXT", StringComparison.Ordinal);
        var lambda = registration.LastIndexOf(registration[start - 2] == '_' ? "_" : "provider", start, StringComparison.Ordinal);
        return registration[..lambda] + "{|ECG1001:" + registration[lambda..(start + 3)] + "fake|}" + registration[(start + "=> CONTEXT".Length)..];
    }
}
