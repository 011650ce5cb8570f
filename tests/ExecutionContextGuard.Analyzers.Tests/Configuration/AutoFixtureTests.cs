using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Configuration;

/// <summary>AutoFixture constructs real objects, unless it is seen to be customised to make doubles.</summary>
public sealed class AutoFixtureTests : ConfigurationRows
{
    private const string Library = """
        namespace AutoFixture
        {
            namespace Kernel { public interface ISpecimenBuilder { } }
            public interface ICustomization { }
            public interface IFixture : Kernel.ISpecimenBuilder { IFixture Customize(ICustomization customization); }
            public class Fixture : IFixture { public IFixture Customize(ICustomization customization) => this; }
            public static class SpecimenFactory { public static T Create<T>(this Kernel.ISpecimenBuilder builder) => throw null!; }
            public static class FixtureFreezer { public static T Freeze<T>(this IFixture fixture) => throw null!; }
            public class MultipleCustomization : ICustomization { }
            public class CompositeCustomization : ICustomization { public CompositeCustomization(params ICustomization[] customizations) { } }
            public static class FixtureRegistrar
            {
                public static void Inject<T>(this IFixture fixture, T item) { }
                public static void Register<T>(this IFixture fixture, Func<T> creator) { }
            }
        }
        namespace AutoFixture.AutoMoq { public class AutoMoqCustomization : ICustomization { public bool ConfigureMembers { get; set; } } }
        namespace AutoFixture.AutoNSubstitute { public class AutoNSubstituteCustomization : ICustomization { } }
        namespace AutoFixture.AutoFakeItEasy { public class AutoFakeItEasyCustomization : ICustomization { } }
        """;

    [Theory]
    [InlineData("AutoMoqCustomization()")]
    [InlineData("AutoFixture.AutoMoq.AutoMoqCustomization { ConfigureMembers = true }")]
    [InlineData("AutoNSubstituteCustomization()")]
    [InlineData("AutoFakeItEasyCustomization()")]
    public Task A_customised_fixture_makes_doubles(string customization) => Fixture($$"""
        var fixture = new Fixture().Customize(new {{customization}});
        await core.ExecuteAgentAsync(request, {|ECG1001:fixture.Create<IUserExecutionContext>()|});
        """).Says(GetsDouble("AutoFixture")).OffersNoFix();

    [Fact]
    public Task Customised_in_a_statement_of_its_own() => Fixture("""
        IFixture fixture = new Fixture();
        fixture.Customize(new AutoMoqCustomization());
        await core.ExecuteAgentAsync(request, {|ECG1001:fixture.Freeze<IUserExecutionContext>()|});
        """).Says(GetsDouble("AutoFixture"));

    /// <summary>What a fixture is told to give is nothing that it makes.</summary>
    [Theory]
    [InlineData("fixture.Inject<IUserExecutionContext>(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("fixture.Register<IUserExecutionContext>(() => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("fixture.Customize(new ContextCustomization());")]
    [InlineData("fixture.Customize(new CompositeCustomization(new AutoMoqCustomization(), new ContextCustomization()));")]
    public Task A_fixture_that_is_told_what_to_give(string lesson) => Fixture($$"""
        var fixture = new Fixture().Customize(new AutoMoqCustomization());
        {{lesson}}
        await core.ExecuteAgentAsync(request, fixture.Create<IUserExecutionContext>());
        """).And("ContextCustomization.cs", "class ContextCustomization : AutoFixture.ICustomization { }");

    [Theory]
    [InlineData("fixture.Inject<IDisposable>(new System.IO.StringReader(\"\"));", "")]
    [InlineData("fixture.Customize(new CompositeCustomization(new AutoMoqCustomization()));", "")]
    [InlineData("", "fixture.Inject<IUserExecutionContext>(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    public Task A_fixture_that_is_told_something_else_or_too_late(string before, string after) => Fixture($$"""
        var fixture = new Fixture().Customize(new AutoMoqCustomization());
        {{before}}
        await core.ExecuteAgentAsync(request, {|ECG1001:fixture.Create<IUserExecutionContext>()|});
        {{after}}
        """).Says(GetsDouble("AutoFixture")).OffersNoFix();

    [Fact]
    public Task Customised_in_the_call_itself() => Fixture("""
        await core.ExecuteAgentAsync(request, {|ECG1001:new Fixture().Customize(new AutoMoqCustomization()).Create<IUserExecutionContext>()|});
        """).Says(GetsDouble("AutoFixture"));

    private const string Helpers = """
        static class Fixtures
        {
            public static IFixture WithDoubles(this IFixture fixture) => fixture.Customize(new AutoMoqCustomization());

            public static IFixture WithNumbers(this IFixture fixture) => fixture.Customize(new NumbersCustomization());

            public static string Describe(IFixture fixture) => new AutoMoqCustomization().ToString() + fixture;
        }

        class NumbersCustomization : ICustomization { }
        """;

    [Fact]
    public Task Customised_by_a_helper_of_the_team_s_own() => Fixture("""
        var fixture = new Fixture().WithDoubles();
        var plain = new Fixture().WithNumbers();
        Fixtures.Describe(plain);
        await core.ExecuteAgentAsync(request, {|ECG1001:fixture.Create<IUserExecutionContext>()|});
        await core.ExecuteAgentAsync(request, {|ECG1001:new Fixture().WithDoubles().Create<IUserExecutionContext>()|});
        await core.ExecuteAgentAsync(request, plain.Create<IUserExecutionContext>());
        await core.ExecuteAgentAsync(request, new Fixture().WithNumbers().Create<IUserExecutionContext>());
        """).And("Fixtures.cs", Helpers).Says(GetsDouble("AutoFixture"), GetsDouble("AutoFixture")).OffersNoFix();

    [Fact]
    public Task A_field_customised_by_a_helper_in_one_file_of_a_partial_class() => Code("""
        partial class Tests
        {
            private readonly IFixture _fixture = new Fixture().WithDoubles();

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_fixture.Create<IUserExecutionContext>()|});
        }
        """).And("AutoFixture.cs", Library).And("FixtureUsings.cs", Usings).And("Fixtures.cs", Helpers).And("Tests.More.cs", """
        partial class Tests
        {
            Task More(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, _fixture.Create<IUserExecutionContext>());
        }
        """).Says(GetsDouble("AutoFixture"));

    [Theory]
    [InlineData("private readonly IFixture _fixture = new Fixture().Customize(new AutoMoqCustomization());", "", true)]
    [InlineData("private readonly IFixture _fixture = new Fixture();", "_fixture.Customize(new AutoMoqCustomization());", true)]
    [InlineData("private readonly IFixture _fixture = new Fixture();", "_other.Customize(new AutoMoqCustomization());", false)]
    [InlineData("private readonly IFixture _fixture = new Fixture();", "_fixture.Customize(new MultipleCustomization());", false)]
    public Task A_field_is_customised_in_its_class(string field, string constructor, bool isDouble) => Field(field, constructor, isDouble);

    [Theory]
    [InlineData("fixture.Create<UserExecutionContext>()")]
    [InlineData("fixture.Freeze<UserExecutionContext>()")]
    public Task A_class_that_can_be_constructed_is_real(string creation) => Fixture($$"""
        var fixture = new Fixture().Customize(new AutoMoqCustomization());
        await core.ExecuteAgentAsync(request, {{creation}});
        """);

    [Fact]
    public Task Nothing_is_known_of_a_fixture_that_is_not_customised() => Fixture("""
        var fixture = new Fixture();
        var other = new Fixture().Customize(new AutoMoqCustomization());
        await core.ExecuteAgentAsync(request, fixture.Create<IUserExecutionContext>());
        """);

    [Fact]
    public Task A_frozen_wrapper_holds_a_double_whatever_the_fixture() => Fixture("""
        var fixture = new Fixture();
        var mock = {|ECG1010:fixture.Freeze<Mock<IUserExecutionContext>>()|};
        mock.Setup(c => c.UserId).Returns("u");
        await core.ExecuteAgentAsync(request, {|ECG1001:mock.Object|});
        """).Says(IsMocked("AutoFixture"), GetsDouble("AutoFixture")).OffersNoFix();

    private static Row Field(string field, string constructor, bool isDouble)
    {
        var row = Code($$"""
            class Tests
            {
                {{field}}
                private readonly IFixture _other = new Fixture();

                public Tests() { {{constructor}} }

                Task Test(AgentExecutionCore core, AgentRequest request) =>
                    core.ExecuteAgentAsync(request, {{(isDouble ? "{|ECG1001:_fixture.Create<IUserExecutionContext>()|}" : "_fixture.Create<IUserExecutionContext>()")}});
            }
            """).And("AutoFixture.cs", Library).And("FixtureUsings.cs", Usings);
        return isDouble ? row.Says(GetsDouble("AutoFixture")) : row;
    }

    private static Row Fixture(string statements) => Body(statements).And("AutoFixture.cs", Library).And("FixtureUsings.cs", Usings);

    private const string Usings = "global using AutoFixture;\nglobal using AutoFixture.AutoMoq;\nglobal using AutoFixture.AutoNSubstitute;\nglobal using AutoFixture.AutoFakeItEasy;\n";
}
