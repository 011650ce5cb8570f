using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>What members of doubles give while nothing sets them up: another double, where the library makes one by itself.</summary>
public sealed class UnsetMemberTests : ShapeRows
{
    private const string Platform = """
        public interface IOuter
        {
            IContextAccessor Accessor { get; }
        }

        public interface IContextFactory
        {
            IUserExecutionContext Create(string userId);
            Task<IUserExecutionContext> CreateAsync(string userId);
            ValueTask<IUserExecutionContext> CreateValueAsync(string userId);
            UserExecutionContext Sealed { get; }
        }

        public abstract class AbstractAccessor
        {
            public abstract IUserExecutionContext Current { get; }
        }

        public class VirtualAccessor
        {
            public virtual IUserExecutionContext Current => new UserExecutionContext("u", "t", "r", "q");
        }

        public class FixedAccessor
        {
            public IUserExecutionContext Current => new UserExecutionContext("u", "t", "r", "q");
        }
        """;

    [Theory]
    [InlineData("{|created:Substitute.For<IContextAccessor>()|}", "accessor.Current")]
    [InlineData("{|created:Substitute.For<IOuter>()|}", "accessor.Accessor.Current")]
    [InlineData("{|created:Substitute.For<IContextFactory>()|}", "accessor.Create(\"u\")")]
    [InlineData("{|created:Substitute.For<IContextFactory>()|}", "await accessor.CreateAsync(\"u\")")]
    [InlineData("{|created:Substitute.For<AbstractAccessor>()|}", "accessor.Current")]
    [InlineData("{|created:Substitute.For<VirtualAccessor>()|}", "accessor.Current")]
    [InlineData("{|created:Substitute.ForPartsOf<AbstractAccessor>()|}", "accessor.Current")]
    [InlineData("{|created:Substitute.For<IContextAccessor>()|}", "accessor?.Current!")]
    public Task NSubstitute_substitutes_members(string accessor, string read) => Body($$"""
        var accessor = {{accessor}};
        await core.ExecuteAgentAsync(request, {|ECG1001:{{read}}|});
        """).And("Platform.cs", Platform).With(Library.NSubstitute).Says(GetsDouble("NSubstitute")).OffersNoFix();

    [Theory]
    [InlineData("Substitute.For<IContextFactory>()", "await accessor.CreateValueAsync(\"u\")")]
    [InlineData("Substitute.For<IContextFactory>()", "accessor.Sealed")]
    [InlineData("Substitute.ForPartsOf<VirtualAccessor>()", "accessor.Current")]
    [InlineData("Substitute.For<FixedAccessor>()", "accessor.Current")]
    public Task NSubstitute_leaves_the_others_alone(string accessor, string read) => Body($$"""
        var accessor = {{accessor}};
        await core.ExecuteAgentAsync(request, {{read}});
        """).And("Platform.cs", Platform).With(Library.NSubstitute);

    [Theory]
    [InlineData("{|created:A.Fake<IContextAccessor>()|}", "accessor.Current")]
    [InlineData("{|created:A.Dummy<IContextAccessor>()|}", "accessor.Current")]
    [InlineData("{|created:new Fake<IContextAccessor>()|}", "accessor.FakedObject.Current")]
    [InlineData("{|created:A.Fake<IOuter>()|}", "accessor.Accessor.Current")]
    [InlineData("{|created:A.Fake<IContextFactory>()|}", "accessor.Create(\"u\")")]
    [InlineData("{|created:A.Fake<IContextFactory>()|}", "await accessor.CreateAsync(\"u\")")]
    [InlineData("{|created:A.Fake<IContextFactory>()|}", "await accessor.CreateValueAsync(\"u\")")]
    [InlineData("{|created:A.Fake<VirtualAccessor>()|}", "accessor.Current")]
    public Task FakeItEasy_fakes_members(string accessor, string read) => Body($$"""
        var accessor = {{accessor}};
        await core.ExecuteAgentAsync(request, {|ECG1001:{{read}}|});
        """).And("Platform.cs", Platform).With(Library.FakeItEasy).Says(GetsDouble("FakeItEasy")).OffersNoFix();

    [Theory]
    [InlineData("A.Fake<IContextFactory>()", "accessor.Sealed")]
    [InlineData("A.Fake<VirtualAccessor>(options => options.CallsBaseMethods())", "accessor.Current")]
    [InlineData("A.Fake<IContextAccessor>(options => options.Wrapping(Real))", "accessor.Current")]
    [InlineData("A.Fake<FixedAccessor>()", "accessor.Current")]
    public Task FakeItEasy_leaves_the_others_alone(string accessor, string read) => Code($$"""
        class Tests
        {
            static IContextAccessor Real => throw new NotSupportedException();

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = {{accessor}};
                await core.ExecuteAgentAsync(request, {{read}});
            }
        }
        """).And("Platform.cs", Platform).With(Library.FakeItEasy);

    [Theory]
    [InlineData("var accessor = {|created:new Mock<IContextAccessor> { DefaultValue = DefaultValue.Mock }|};", "accessor.Object.Current")]
    [InlineData("var accessor = {|created:new Mock<IContextAccessor>()|};\naccessor.DefaultValue = DefaultValue.Mock;", "accessor.Object.Current")]
    [InlineData("var accessor = {|created:new Mock<IContextFactory> { DefaultValue = DefaultValue.Mock }|};", "accessor.Object.Create(\"u\")")]
    [InlineData("var accessor = {|created:new Mock<IContextFactory> { DefaultValue = DefaultValue.Mock }|};", "await accessor.Object.CreateValueAsync(\"u\")")]
    [InlineData("var accessor = {|created:new Mock<IOuter> { DefaultValueProvider = DefaultValueProvider.Mock }|};", "accessor.Object.Accessor.Current")]
    [InlineData("var repository = new MockRepository(MockBehavior.Loose) { DefaultValue = DefaultValue.Mock };\nvar accessor = {|created:repository.Create<IContextAccessor>()|};", "accessor.Object.Current")]
    [InlineData("var repository = new MockRepository(MockBehavior.Loose);\nrepository.DefaultValue = DefaultValue.Mock;\nvar accessor = {|created:repository.Create<IContextAccessor>()|};", "accessor.Object.Current")]
    [InlineData("var repository = new MockRepository(MockBehavior.Loose) { DefaultValue = DefaultValue.Mock };\nvar accessor = {|created:repository.OneOf<IContextAccessor>()|};", "accessor.Current")]
    [InlineData("var accessor = {|created:Mock.Of<IContextAccessor>()|};\nMock.Get(accessor).DefaultValue = DefaultValue.Mock;", "accessor.Current")]
    [InlineData("var accessor = {|created:new Mock<IContextAccessor>()|};\naccessor.SetupGet(a => a.Current.UserId).Returns(\"u\");", "accessor.Object.Current")]
    [InlineData("var accessor = {|created:Mock.Of<IContextAccessor>(a => a.Current.UserId == \"u\")|};", "accessor.Current")]
    [InlineData("var accessor = {|created:Mock.Of<IContextAccessor>(a => a.Current.UserId == \"u\" && a.Current.RunId == \"r\")|};", "accessor.Current")]
    [InlineData("var accessor = {|created:new Mock<IOuter>()|};\naccessor.Setup(a => a.Accessor.Current.RunId).Returns(\"r\");", "accessor.Object.Accessor.Current")]
    public Task Moq_mocks_members_where_it_is_told_to(string arrange, string read) => Body($$"""
        {{arrange}}
        await core.ExecuteAgentAsync(request, {|ECG1001:{{read}}|});
        """).And("Platform.cs", Platform).Says(GetsDouble("Moq")).OffersNoFix();

    [Theory]
    [InlineData("var accessor = new Mock<IContextAccessor>();", "accessor.Object.Current")]
    [InlineData("var accessor = new Mock<IContextAccessor> { DefaultValue = DefaultValue.Empty };", "accessor.Object.Current")]
    [InlineData("var accessor = Mock.Of<IContextAccessor>();", "accessor.Current")]
    [InlineData("var repository = new MockRepository(MockBehavior.Loose);\nvar accessor = repository.Create<IContextAccessor>();", "accessor.Object.Current")]
    [InlineData("var accessor = new Mock<IContextFactory> { DefaultValue = DefaultValue.Mock };", "accessor.Object.Sealed")]
    [InlineData("var accessor = new Mock<FixedAccessor> { DefaultValue = DefaultValue.Mock };", "accessor.Object.Current")]
    [InlineData("var other = new Mock<IContextAccessor> { DefaultValue = DefaultValue.Mock };\nvar accessor = new Mock<IContextAccessor>();", "accessor.Object.Current")]
    [InlineData("var accessor = new Mock<IContextAccessor>();\naccessor.SetupGet(a => a.Current.UserId).Returns(\"u\");\naccessor.SetupGet(a => a.Current).Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));", "accessor.Object.Current")]
    [InlineData("var accessor = new Mock<IOuter>();\naccessor.Setup(a => a.Accessor.ToString()).Returns(\"a\");", "accessor.Object.Accessor.Current")]
    public Task Moq_gives_null_else_and_that_is_nothing_to_report(string arrange, string read) => Body($$"""
        {{arrange}}
        await core.ExecuteAgentAsync(request, {{read}});
        """).And("Platform.cs", Platform);

    [Theory]
    [InlineData("accessor.Current.Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("accessor.Current.Returns(_ => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("accessor.Configure().Current.Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("accessor.ReturnsForAll<IUserExecutionContext>(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("accessor.Current.Returns(Context);")]
    [InlineData("accessor.Current.ReturnsNull();")]
    [InlineData("accessor.Current.Throws(new InvalidOperationException());")]
    [InlineData("GivesReal(accessor);")]
    [InlineData("accessor.GivesRealToo();")]
    [InlineData("void Arrange() => accessor.Current.Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));\nArrange();")]
    [InlineData("if (Context.UserId == \"u\")\n{\n    accessor.Current.Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));\n}")]
    public Task A_substitute_that_is_set_up_gives_what_it_is_told(string arrange) => Code($$"""
        using NSubstitute.Extensions;
        using NSubstitute.ExceptionExtensions;
        using NSubstitute.ReturnsExtensions;

        static class Arranging
        {
            public static void GivesRealToo(this IContextAccessor accessor) => accessor.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
        }

        class Tests
        {
            static readonly IUserExecutionContext Context = new UserExecutionContext("u", "t", "r", "q");

            static void GivesReal(IContextAccessor given) => given.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = Substitute.For<IContextAccessor>();
                {{arrange}}
                await core.ExecuteAgentAsync(request, accessor.Current);
            }
        }
        """).With(Library.NSubstitute);

    [Theory]
    [InlineData("NSubstitute", "Substitute.For<IContextAccessor>()", "accessor.Current.Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    [InlineData("FakeItEasy", "A.Fake<IContextAccessor>()", "A.CallTo(() => accessor.Current).Returns(new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));")]
    public Task A_set_up_after_the_use_or_of_another_double_says_nothing(string library, string accessor, string setUp) => Body($$"""
        var used = {|created:{{accessor}}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:used.Current|});
        var accessor = {{accessor}};
        {{setUp}}
        await core.ExecuteAgentAsync(request, accessor.Current);
        """).With(library == "NSubstitute" ? Library.NSubstitute : Library.FakeItEasy).Says(GetsDouble(library)).OffersNoFix();

    [Fact]
    public Task A_substitute_in_a_field_is_set_up_where_its_class_sets_things_up() => Code("""
        class Tests
        {
            private readonly IContextAccessor _real = Substitute.For<IContextAccessor>();
            private readonly IContextAccessor _unset = {|created:Substitute.For<IContextAccessor>()|};

            public Tests()
            {
                _real.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, _real.Current);
                await core.ExecuteAgentAsync(request, {|ECG1001:_unset.Current|});
            }

            void Other() => _unset.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
        }
        """).With(Library.NSubstitute).Says(GetsDouble("NSubstitute", created: ", created in '_unset' (line 4),")).OffersNoFix();

    [Fact]
    public Task A_substitute_in_a_base_class_is_set_up_there_or_in_a_derived_one() => Code("""
        public abstract class TestBase
        {
            protected IContextAccessor First { get; } = Substitute.For<IContextAccessor>();
            protected IContextAccessor Second { get; } = Substitute.For<IContextAccessor>();

            protected TestBase() => First.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
        }

        public class Tests : TestBase
        {
            public Tests() => Second.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));

            internal async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, First.Current);
                await core.ExecuteAgentAsync(request, Second.Current);
            }
        }
        """).With(Library.NSubstitute);

    [Fact]
    public Task A_substitute_of_a_fixture() => Code("""
        public class Fixture
        {
            public IContextAccessor Unset { get; } = {|created:Substitute.For<IContextAccessor>()|};
            public IContextAccessor Real { get; } = Substitute.For<IContextAccessor>();

            public Fixture() => Real.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
        }

        public class Tests(Fixture fixture) : IClassFixture<Fixture>
        {
            internal async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:fixture.Unset.Current|});
                await core.ExecuteAgentAsync(request, fixture.Real.Current);
            }

            internal async Task Another(AgentExecutionCore core, AgentRequest request)
            {
                fixture.Unset.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
                await core.ExecuteAgentAsync(request, fixture.Unset.Current);
            }
        }
        """).With(Library.NSubstitute).Says(GetsDouble("NSubstitute", created: ", created in 'Unset' (line 3),")).OffersNoFix();

    [Fact]
    public Task A_helper_of_the_class_counts_where_it_is_called() => Code("""
        class Tests
        {
            private readonly IContextAccessor _accessor = {|created:Substitute.For<IContextAccessor>()|};

            private void GivenAUser() => _accessor.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));

            async Task Called(AgentExecutionCore core, AgentRequest request)
            {
                GivenAUser();
                await core.ExecuteAgentAsync(request, _accessor.Current);
            }

            async Task Not_called(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {|ECG1001:_accessor.Current|});
        }
        """).With(Library.NSubstitute).Says(GetsDouble("NSubstitute", created: ", created in '_accessor' (line 3),")).OffersNoFix();

    [Fact]
    public Task A_helper_of_another_assembly_may_set_up_what_it_is_given() => Body("""
        var accessor = Substitute.For<IContextAccessor>();
        accessor.GivesReal();
        await core.ExecuteAgentAsync(request, accessor.Current);
        """).References("Helpers", ("Arranging.cs", """
        public static class Arranging
        {
            public static void GivesReal(this IContextAccessor accessor) => accessor.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));
        }
        """)).With(Library.NSubstitute);

    [Fact]
    public Task A_helper_of_a_helper_sets_up_what_it_is_given() => Code("""
        class Tests
        {
            static void Outer(IContextAccessor outer) => Inner(outer);

            static void Inner(IContextAccessor inner) => inner.Current.Returns(new UserExecutionContext("u", "t", "r", "q"));

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = Substitute.For<IContextAccessor>();
                Outer(accessor);
                await core.ExecuteAgentAsync(request, accessor.Current);
            }
        }
        """).With(Library.NSubstitute);
}
