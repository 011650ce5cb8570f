namespace ExecutionContextGuard.Configuration;

/// <summary>Mocking libraries that are lines and not code: those that ship, and those that a team adds. They are declared in the row, under their real metadata names.</summary>
public sealed class MockingLibraryTests : ConfigurationRows
{
    private const string Rhino = """
        namespace Rhino.Mocks
        {
            public class MockRepository
            {
                public static T GenerateMock<T>(params object[] args) where T : class => throw null!;
                public static T GenerateStub<T>(params object[] args) where T : class => throw null!;
                public static object GenerateMock(System.Type type) => throw null!;
                public T StrictMock<T>(params object[] args) => throw null!;
                public T DynamicMock<T>(params object[] args) => throw null!;
                public T PartialMock<T>(params object[] args) => throw null!;
                public T Stub<T>(params object[] args) => throw null!;
                public void ReplayAll() { }
                public T Playback<T>(T of) => of;
            }

            public static class Arg<T>
            {
                public static Constraints.IsArg<T> Is => throw null!;
                public static T Matches(System.Linq.Expressions.Expression<System.Predicate<T>> predicate) => throw null!;
            }

            public static class RhinoMocksExtensions
            {
                public static void Stub<T>(this T mock, System.Action<T> action) => throw null!;
            }
        }

        namespace Rhino.Mocks.Constraints
        {
            public class IsArg<T> { public T Anything => throw null!; public T NotNull => throw null!; }
        }
        """;

    private const string JustMock = """
        namespace Telerik.JustMock
        {
            public static class Mock
            {
                public static T Create<T>(params object[] args) => throw null!;
                public static T CreateLike<T>(System.Linq.Expressions.Expression<System.Func<T, bool>> expression) => throw null!;
                public static object Create(System.Type target, params object[] args) => throw null!;
                public static void Arrange(System.Linq.Expressions.Expression<System.Action> expression) => throw null!;
            }

            public static class Arg
            {
                public static T IsAny<T>() => throw null!;
                public static T Matches<T>(System.Linq.Expressions.Expression<System.Predicate<T>> predicate) => throw null!;
                public static object AnyObject => throw null!;
            }
        }
        """;

    private const string Rocks = """
        namespace Rocks
        {
            public abstract class Expectations { public void Verify() { } }
            public class Expectations<T> where T : class { }
            public interface IRock<T> where T : class { T Make(); void Handle(); }
            public static class Rock
            {
                public static IRock<T> Create<T>() where T : class => throw null!;
                public static T Make<T>() where T : class => throw null!;
            }
        }

        // What the generator writes.
        internal sealed class ContextCreateExpectations : Rocks.Expectations
        {
            public Acme.IUserExecutionContext Instance() => throw null!;
            public string Describe() => "";
        }

        internal sealed class ContextMakeExpectations
        {
            public Acme.IUserExecutionContext Instance() => throw null!;
        }
        """;

    private const string Castle = """
        namespace Castle.DynamicProxy
        {
            public interface IInterceptor { }
            public interface IProxyGenerator { T CreateInterfaceProxyWithoutTarget<T>(params IInterceptor[] interceptors) where T : class; }
            public class ProxyGenerator : IProxyGenerator
            {
                public T CreateClassProxy<T>(params IInterceptor[] interceptors) where T : class => throw null!;
                public T CreateInterfaceProxyWithoutTarget<T>(params IInterceptor[] interceptors) where T : class => throw null!;
                public T CreateInterfaceProxyWithTarget<T>(T target, params IInterceptor[] interceptors) where T : class => throw null!;
                public object CreateInterfaceProxyWithoutTarget(System.Type type, params IInterceptor[] interceptors) => throw null!;
            }
        }
        """;

    private const string Containers = """
        namespace Moq.AutoMock
        {
            public class AutoMocker
            {
                public Moq.Mock<T> GetMock<T>() where T : class => throw null!;
                public T Get<T>() => throw null!;
            }
        }
        namespace Bit.Test.Common.AutoFixture
        {
            public class SutProvider<TSut>
            {
                public T GetDependency<T>(string name = "") => throw null!;
                public SutProvider<TSut> SetDependency<T>(T dependency, string name = "") => throw null!;
            }
        }
        """;

    [Theory]
    [InlineData(Rhino, "Rhino Mocks", "Rhino.Mocks.MockRepository.GenerateMock<IUserExecutionContext>()")]
    [InlineData(Rhino, "Rhino Mocks", "Rhino.Mocks.MockRepository.GenerateStub<IUserExecutionContext>()")]
    [InlineData(Rhino, "Rhino Mocks", "new Rhino.Mocks.MockRepository().StrictMock<IUserExecutionContext>()")]
    [InlineData(Rhino, "Rhino Mocks", "new Rhino.Mocks.MockRepository().DynamicMock<IUserExecutionContext>()")]
    [InlineData(Rhino, "Rhino Mocks", "new Rhino.Mocks.MockRepository().PartialMock<IUserExecutionContext>()")]
    [InlineData(Rhino, "Rhino Mocks", "new Rhino.Mocks.MockRepository().Stub<IUserExecutionContext>()")]
    [InlineData(Rhino, "Rhino Mocks", "(IUserExecutionContext)Rhino.Mocks.MockRepository.GenerateMock(typeof(IUserExecutionContext))")]
    [InlineData(JustMock, "JustMock", "Telerik.JustMock.Mock.Create<IUserExecutionContext>()")]
    [InlineData(JustMock, "JustMock", "Telerik.JustMock.Mock.CreateLike<IUserExecutionContext>(c => c.UserId == \"u\")")]
    [InlineData(JustMock, "JustMock", "(IUserExecutionContext)Telerik.JustMock.Mock.Create(typeof(IUserExecutionContext))")]
    [InlineData(Rocks, "Rocks", "Rocks.Rock.Make<IUserExecutionContext>()")]
    [InlineData(Rocks, "Rocks", "Rocks.Rock.Create<IUserExecutionContext>().Make()")]
    [InlineData(Rocks, "Rocks", "new ContextCreateExpectations().Instance()")]
    [InlineData(Rocks, "Rocks", "new ContextMakeExpectations().Instance()")]
    [InlineData(Castle, "Castle DynamicProxy", "new Castle.DynamicProxy.ProxyGenerator().CreateClassProxy<IUserExecutionContext>()")]
    [InlineData(Castle, "Castle DynamicProxy", "new Castle.DynamicProxy.ProxyGenerator().CreateInterfaceProxyWithTarget<IUserExecutionContext>(null!)")]
    [InlineData(Castle, "Castle DynamicProxy", "(IUserExecutionContext)new Castle.DynamicProxy.ProxyGenerator().CreateInterfaceProxyWithoutTarget(typeof(IUserExecutionContext))")]
    [InlineData(Castle, "Castle DynamicProxy", "((Castle.DynamicProxy.IProxyGenerator)new Castle.DynamicProxy.ProxyGenerator()).CreateInterfaceProxyWithoutTarget<IUserExecutionContext>()")]
    [InlineData("", "DispatchProxy", "System.Reflection.DispatchProxy.Create<IUserExecutionContext, System.Reflection.DispatchProxy>()")]
    [InlineData(Containers, "Moq", "new Moq.AutoMock.AutoMocker().GetMock<IUserExecutionContext>().Object")]
    [InlineData(Containers, "NSubstitute", "new Bit.Test.Common.AutoFixture.SutProvider<object>().GetDependency<IUserExecutionContext>()")]
    public Task A_library_that_ships_as_a_line(string library, string name, string creation) =>
        Body($"await core.ExecuteAgentAsync(request, {{|ECG1001:{creation}|}});").And("Library.cs", library).Says(GetsDouble(name)).OffersNoFix();

    [Theory]
    [InlineData(Rhino, "Rhino Mocks", "Rhino.Mocks.MockRepository.GenerateMock<IUserExecutionContext>()")]
    [InlineData(JustMock, "JustMock", "Telerik.JustMock.Mock.Create<IUserExecutionContext>()")]
    [InlineData("", "DispatchProxy", "System.Reflection.DispatchProxy.Create<IUserExecutionContext, System.Reflection.DispatchProxy>()")]
    public Task Its_double_is_followed_like_any_other(string library, string name, string creation) => Body($$"""
        var context = {|ECG1010:{{creation}}|};
        await core.ExecuteAgentAsync(request, {|ECG1001:context|});
        """).And("Library.cs", library).Says(IsMocked(name), GetsDouble(name)).OffersNoFix();

    [Theory]
    [InlineData(JustMock, "Telerik.JustMock.Arg.IsAny<IUserExecutionContext>()")]
    [InlineData(JustMock, "Telerik.JustMock.Arg.Matches<IUserExecutionContext>(c => c.UserId == \"u\")")]
    [InlineData(JustMock, "(IUserExecutionContext)Telerik.JustMock.Arg.AnyObject")]
    [InlineData(Rhino, "Rhino.Mocks.Arg<IUserExecutionContext>.Is.Anything")]
    [InlineData(Rhino, "Rhino.Mocks.Arg<IUserExecutionContext>.Is.NotNull")]
    [InlineData(Rhino, "Rhino.Mocks.Arg<IUserExecutionContext>.Matches(c => c.UserId == \"u\")")]
    public Task Its_matcher_outside_a_set_up_is_no_context(string library, string matcher) =>
        Body($"await core.ExecuteAgentAsync(request, {{|ECG1003:{matcher}|}});").And("Library.cs", library).Says(GetsNothing("matcher"));

    [Theory]
    [InlineData(JustMock, "Telerik.JustMock.Mock.Arrange(() => core.ExecuteAgentAsync(request, Telerik.JustMock.Arg.IsAny<IUserExecutionContext>()));")]
    [InlineData(Rhino, "Rhino.Mocks.RhinoMocksExtensions.Stub(core, c => c.ExecuteAgentAsync(request, Rhino.Mocks.Arg<IUserExecutionContext>.Is.Anything));")]
    public Task Its_matcher_in_a_set_up_is_how_it_is_meant(string library, string setUp) =>
        Body(setUp + "\nawait Task.CompletedTask;").And("Library.cs", library);

    [Fact]
    public Task What_is_called_like_generated_expectations_is_none_without_the_library() => Body("await core.ExecuteAgentAsync(request, new ContextMakeExpectations().Instance());")
        .And("Mine.cs", "class ContextMakeExpectations { public IUserExecutionContext Instance() => new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"); }");

    [Fact]
    public Task A_container_makes_one_double_however_often_it_hands_it_out() => Code("""
        using Bit.Test.Common.AutoFixture;

        class Tests
        {
            private readonly Moq.AutoMock.AutoMocker _mocker = new();

            void SetUpAndVerified(SutProvider<AgentExecutionCore> first, SutProvider<AgentExecutionCore> second)
            {
                {|ECG1010:first.GetDependency<IUserExecutionContext>()|}.UserId.ToString();
                {|ECG1010:second.GetDependency<IUserExecutionContext>()|}.UserId.ToString();
                Action verify = () => first.GetDependency<IUserExecutionContext>().ToString();
                {|ECG1010:first.GetDependency<IUserExecutionContext>("other")|}.ToString();
                {|ECG1010:first.GetDependency<IUserExecutionContext>("another")|}.ToString();
            }

            void Another()
            {
                {|ECG1010:_mocker.GetMock<IUserExecutionContext>()|}.SetupGet(c => c.UserId).Returns("u");
                _mocker.GetMock<IUserExecutionContext>().SetupGet(c => c.RunId).Returns("r");
            }

            void OneMore(SutProvider<AgentExecutionCore> provider)
            {
                Assert.Throws<InvalidOperationException>(() => provider.GetDependency<IUserExecutionContext>());
                {|ECG1010:provider.GetDependency<IUserExecutionContext>()|}.ToString();
            }
        }
        """).And("Library.cs", Containers)
        .Says(IsMocked("NSubstitute"), IsMocked("NSubstitute"), IsMocked("NSubstitute"), IsMocked("NSubstitute"), IsMocked("Moq"), IsMocked("NSubstitute")).OffersNoFix();

    [Fact]
    public Task What_a_container_was_given_it_hands_out() => Body("""
        var provider = new Bit.Test.Common.AutoFixture.SutProvider<AgentExecutionCore>();
        provider.SetDependency<IUserExecutionContext>(new UserExecutionContext("u", "t", "r", "q"));
        provider.GetDependency<IUserExecutionContext>().ToString();
        await core.ExecuteAgentAsync(request, provider.GetDependency<IUserExecutionContext>());
        """).And("Library.cs", Containers);

    [Fact]
    public Task A_container_that_is_given_a_context_too_late_has_made_a_double() => Body("""
        var provider = new Bit.Test.Common.AutoFixture.SutProvider<AgentExecutionCore>();
        await core.ExecuteAgentAsync(request, {|ECG1001:provider.GetDependency<IUserExecutionContext>()|});
        provider.SetDependency<IUserExecutionContext>(new UserExecutionContext("u", "t", "r", "q"));
        """).And("Library.cs", Containers).Says(GetsDouble("NSubstitute")).OffersNoFix();

    [Fact]
    public Task Other_members_of_the_library_make_no_double() => Body("""
        var repository = new Rhino.Mocks.MockRepository();
        repository.ReplayAll();
        await core.ExecuteAgentAsync(request, repository.Playback<IUserExecutionContext>(new UserExecutionContext("u", "t", "r", "q")));
        """).And("Library.cs", Rhino);

    [Fact]
    public Task What_is_written_in_a_set_up_is_not_called() => Body("""
        var stubbed = Rhino.Mocks.MockRepository.GenerateStub<AgentRunner>();
        Rhino.Mocks.RhinoMocksExtensions.Stub(stubbed, c => c.RunAgent(null!));
        Telerik.JustMock.Mock.Arrange(() => stubbed.RunAgent(null!));
        await Task.CompletedTask;
        """).And("Library.cs", Rhino).And("JustMock.cs", JustMock).And("Runner.cs", "public class AgentRunner { public void RunAgent(IUserExecutionContext context) { } }");

    [Theory]
    [InlineData("mocking_libraries = M:Lab.Doubles.New", "", "Lab.Doubles.New<IUserExecutionContext>()", "Lab")]
    [InlineData("mocking_libraries = M:Lab.Doubles.New => Lab Doubles", "", "Lab.Doubles.New<IUserExecutionContext>()", "Lab Doubles")]
    [InlineData("mocking_libraries = M:Lab.Doubles.N*", "", "Lab.Doubles.New<IUserExecutionContext>()", "Lab")]
    [InlineData("mocking_libraries = M:Lab.Doubles.New``1", "", "Lab.Doubles.New<IUserExecutionContext>()", "Lab")]
    [InlineData("", "mock M:Lab.Doubles.NewContext", "Lab.Doubles.NewContext()", "Lab")]
    [InlineData("", "mock M:Lab.Doubles.NewContext()", "Lab.Doubles.NewContext()", "Lab")]
    [InlineData("", "mock T:Lab.Fake`1 => Lab Fakes", "new Lab.Fake<IUserExecutionContext>().Value", "Lab Fakes")]
    [InlineData("", "mock T:Lab.Fake`1 => Lab Fakes", "new Lab.Fake<IUserExecutionContext>().Build()", "Lab Fakes")]
    [InlineData("", "mock T:Lab.ContextFake => Lab Fakes", "new Lab.ContextFake().Object", "Lab Fakes")]
    [InlineData("mocking_libraries = M:Lab.Doubles.New => A", "mock M:Lab.Doubles.New => B", "Lab.Doubles.New<IUserExecutionContext>()", "B")]
    [InlineData("mocking_libraries = !M:Lab.Doubles.New", "mock M:Lab.Doubles.New => B", "Lab.Doubles.New<IUserExecutionContext>()", "B")]
    public Task A_library_of_one_s_own(string setting, string line, string creation, string name)
    {
        var row = Body($"await core.ExecuteAgentAsync(request, {{|ECG1001:{creation}|}});").And("Lab.cs", Lab).AdditionalFile(Catalogue, line);
        return (setting.Length == 0 ? row : row.EditorConfig(Key(setting))).Says(GetsDouble(name));
    }

    [Theory]
    [InlineData("mocking_libraries = M:Lab.ContextStub..ctor => stub", "")]
    [InlineData("mocking_libraries =", "mock M:Lab.ContextStub.#ctor => stub")]
    [InlineData("mocking_libraries = M:Lab.ContextStub..ctor() => stub", "")]
    public Task A_constructor_of_one_s_own(string setting, string line) => Body("await core.ExecuteAgentAsync(request, {|ECG1001:new Lab.ContextStub()|});")
        .And("Lab.cs", Lab).AdditionalFile(Catalogue, line).EditorConfig(Key(setting)).Says(GetsDouble("stub", type: "ContextStub"));

    [Theory]
    [InlineData("mocking_libraries = M:Lab.Doubles.New", "!mock M:Lab.Doubles.New", "Lab.Doubles.New<IUserExecutionContext>()")]
    [InlineData("mocking_libraries = M:Lab.Doubles.New | !M:Lab.Doubles.New", "", "Lab.Doubles.New<IUserExecutionContext>()")]
    [InlineData("mocking_libraries = M:Lab.Doubles.NewContext", "", "Lab.Doubles.New<IUserExecutionContext>()")]
    [InlineData("mocking_libraries = !M:System.Reflection.DispatchProxy.Create", "", "System.Reflection.DispatchProxy.Create<IUserExecutionContext, System.Reflection.DispatchProxy>()")]
    [InlineData("", "!mock M:System.Reflection.DispatchProxy.*", "System.Reflection.DispatchProxy.Create<IUserExecutionContext, System.Reflection.DispatchProxy>()")]
    [InlineData("", "!mock T:Moq.Mock", "Mock.Of<IUserExecutionContext>()")]
    public Task A_library_is_taken_out(string setting, string line, string creation)
    {
        var row = Body($"await core.ExecuteAgentAsync(request, {creation});").And("Lab.cs", Lab).AdditionalFile(Catalogue, line);
        return setting.Length == 0 ? row : row.EditorConfig(Key(setting));
    }

    [Fact]
    public Task A_lambda_that_a_configured_library_takes_is_a_set_up() => Body("""
        var fake = new Lab.Fake<AgentRunner>();
        fake.Setup(c => c.RunAgent(null!));
        await Task.CompletedTask;
        """).And("Lab.cs", Lab).And("Runner.cs", "public class AgentRunner { public void RunAgent(IUserExecutionContext context) { } }")
        .AdditionalFile(Catalogue, "mock T:Lab.Fake`1");

    private const string Lab = """
        namespace Lab
        {
            public static class Doubles
            {
                public static T New<T>() => throw null!;
                public static Acme.IUserExecutionContext NewContext() => throw null!;
            }

            public class ContextStub : Acme.IUserExecutionContext
            {
                public string UserId => "u"; public string ThreadId => "t"; public string RunId => "r"; public string RequestId => "q";
            }

            public class Fake<T>
            {
                public T Value => throw null!;
                public T Build() => throw null!;
                public void Setup(System.Action<T> call) { }
            }

            public class ContextFake { public Acme.IUserExecutionContext Object => throw null!; }
        }
        """;
}
