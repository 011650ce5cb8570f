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
}
