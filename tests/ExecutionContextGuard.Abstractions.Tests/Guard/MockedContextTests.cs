using System.Reflection;
using Acme.Platform;
using Castle.DynamicProxy;
using FakeItEasy;
using Moq;
using NSubstitute;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>A double that a library made is refused as ECG1001, whichever library and whatever it doubles.</summary>
public sealed class MockedContextTests
{
    public static TheoryData<string, string> DoublesOfTheInterface => new()
    {
        { "new Mock<T>().Object", "Moq" },
        { "Mock.Of<T>()", "Moq" },
        { "strict mock with all IDs set up", "Moq" },
        { "mock.As<T>()", "Moq" },
        { "the Mock<T> itself", "Moq" },
        { "Substitute.For<T>()", "NSubstitute" },
        { "Substitute.For<T, IDisposable>()", "NSubstitute" },
        { "A.Fake<T>()", "FakeItEasy" },
        { "A.Dummy<T>()", "FakeItEasy" },
        { "the Fake<T> itself", "FakeItEasy" },
        { "Castle proxy", "Castle DynamicProxy" },
        { "DispatchProxy", "DispatchProxy" },
    };

    [Theory]
    [MemberData(nameof(DoublesOfTheInterface))]
    public void A_double_of_the_contexts_interface_is_refused(string how, string library)
    {
        var context = Double(how);

        Assert.Contains($"is a {library} double of 'Acme.Platform.IUserExecutionContext'", Refusal.Of<Acme.Platform.UserExecutionContext>(context, "ECG1001").Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(DoublesOfTheInterface))]
    public void The_products_own_guard_refuses_it_too(string how, string library)
    {
        Assert.Contains(library, Refusal.Of(Double(how), "ECG1001").Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> DoublesOfAnOpenClass => new()
    {
        { "Moq", "Moq" },
        { "NSubstitute", "NSubstitute" },
        { "NSubstitute parts", "NSubstitute" },
        { "FakeItEasy", "FakeItEasy" },
        { "Castle", "Castle DynamicProxy" },
    };

    [Theory]
    [MemberData(nameof(DoublesOfAnOpenClass))]
    public void A_double_of_an_unsealed_class_is_one_by_type_and_is_refused_all_the_same(string how, string library)
    {
        var (user, run) = (Guid.NewGuid(), Guid.NewGuid());
        object context = how switch
        {
            "Moq" => new Moq.Mock<RunContext>(user, run) { CallBase = true }.Object,
            "NSubstitute" => Substitute.For<RunContext>(user, run),
            "NSubstitute parts" => Substitute.ForPartsOf<RunContext>(user, run),
            "FakeItEasy" => A.Fake<RunContext>(options => options.WithArgumentsForConstructor([user, run]).CallsBaseMethods()),
            _ => new ProxyGenerator().CreateClassProxy(typeof(RunContext), [user, run]),
        };

        Assert.IsType<RunContext>(context, exactMatch: false);
        Assert.Contains($"a {library} double of 'Acme.Platform.RunContext'", Refusal.Of<RunContext>(context, "ECG1001").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_library_can_double_the_products_own_type()
    {
        Assert.ThrowsAny<Exception>(() => new Moq.Mock<UserExecutionContext>("u", "t", "r", "q").Object);
        Assert.ThrowsAny<Exception>(() => Substitute.For<UserExecutionContext>("u", "t", "r", "q"));
        Assert.ThrowsAny<Exception>(() => A.Fake<UserExecutionContext>());
    }

    [Fact]
    public void A_context_that_another_double_hands_out_is_a_double()
    {
        var accessor = Substitute.For<Func<IUserExecutionContext>>();
        Refusal.Of<Acme.Platform.UserExecutionContext>(accessor(), "ECG1001");

        var deep = new Moq.Mock<Func<IUserExecutionContext>> { DefaultValue = DefaultValue.Mock };
        Refusal.Of<Acme.Platform.UserExecutionContext>(deep.Object(), "ECG1001");
    }

    [Fact]
    public void A_double_of_a_guarded_type_is_a_mocked_context_whatever_its_name()
    {
        Refusal.Of(Substitute.For<ITenantScope>(), "ECG1001");
        Refusal.Of(Moq.Mock.Of<ITenantScope>(), "ECG1001");
    }

    [Fact]
    public void A_double_of_something_else_is_no_mocked_context_but_another_object()
    {
        Assert.Contains("a Moq double of 'Acme.Platform.IClock', which is no context", Refusal.Of(Moq.Mock.Of<IClock>(), "ECG1002").Message, StringComparison.Ordinal);
        Refusal.Of(Substitute.For<IClock>(), "ECG1002");
        Refusal.Of(A.Fake<IClock>(), "ECG1002");
        Refusal.Of(new Moq.Mock<IClock>(), "ECG1002");
        Refusal.Of<RunContext>(Substitute.For<IDisposable>(), "ECG1002");
    }

    [Fact]
    public void A_teams_own_class_called_Mock_is_no_mocking_library()
    {
        Refusal.Of(new Acme.Platform.Tests.Mock<UserExecutionContext> { Object = Given.Context() }, "ECG1002");
    }

    private static object Double(string how) => how switch
    {
        "new Mock<T>().Object" => new Moq.Mock<IUserExecutionContext>().Object,
        "Mock.Of<T>()" => Moq.Mock.Of<IUserExecutionContext>(context => context.UserId == "user-7f3a"),
        "strict mock with all IDs set up" => StrictMock(),
        "mock.As<T>()" => new Moq.Mock<IDisposable>().As<IUserExecutionContext>().Object,
        "the Mock<T> itself" => new Moq.Mock<IUserExecutionContext>(),
        "Substitute.For<T>()" => Substitute.For<IUserExecutionContext>(),
        "Substitute.For<T, IDisposable>()" => Substitute.For<IDisposable, IUserExecutionContext>(),
        "A.Fake<T>()" => A.Fake<IUserExecutionContext>(),
        "A.Dummy<T>()" => A.Dummy<IUserExecutionContext>(),
        "the Fake<T> itself" => new Fake<IUserExecutionContext>(),
        "Castle proxy" => new ProxyGenerator().CreateInterfaceProxyWithoutTarget<IUserExecutionContext>(),
        _ => DispatchProxy.Create<IUserExecutionContext, Forwarder>(),
    };

    private static IUserExecutionContext StrictMock()
    {
        var mock = new Moq.Mock<IUserExecutionContext>(MockBehavior.Strict);
        mock.SetupGet(context => context.UserId).Returns("user-7f3a");
        mock.SetupGet(context => context.ThreadId).Returns("thread-91c0");
        mock.SetupGet(context => context.RunId).Returns("run-55d2");
        mock.SetupGet(context => context.RequestId).Returns("request-08be");
        return mock.Object;
    }

    public class Forwarder : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => "user-7f3a";
    }
}
