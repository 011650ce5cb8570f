using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1010.</summary>
public sealed class ContextTypeMockedTests : RuleRows
{
    [Fact]
    public Task A_double_that_goes_nowhere() =>
        Body("var unused = {|ECG1010:new Mock<IUserExecutionContext>()|};").Says(IsMocked("Moq"));

    [Fact]
    public Task A_double_of_the_sealed_class_itself() =>
        Body("var unused = {|ECG1010:Substitute.For<UserExecutionContext>(\"u\", \"t\", \"r\", \"q\")|};").With(Library.NSubstitute).Says(IsMocked("NSubstitute", "UserExecutionContext"));

    [Fact]
    public Task As_adds_a_guarded_interface_to_another_double() => Code("""
        public interface IClock { }

        class Tests
        {
            void Test() => {|ECG1010:new Mock<IClock>().As<IUserExecutionContext>()|}.SetupGet(c => c.UserId).Returns("u");
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task A_second_type_of_a_substitute() => Code("""
        public interface IClock { }

        class Tests
        {
            object Test() => {|ECG1010:Substitute.For<IClock, IUserExecutionContext>()|};
        }
        """).With(Library.NSubstitute).Says(IsMocked("NSubstitute"));

    [Fact]
    public Task Finding_a_wrapper_again_makes_nothing() => Code("""
        class Tests
        {
            void Test(IUserExecutionContext context) => Mock.Get(context).SetupGet(c => c.UserId).Returns("u");
        }
        """);

    [Fact]
    public Task A_double_of_an_accessor_that_gives_a_real_context_is_good_practice() => Code("""
        class Tests
        {
            void Test()
            {
                var accessor = new Mock<IContextAccessor>();
                accessor.SetupGet(a => a.Current).Returns(new UserExecutionContext("u", "t", "r", "q"));
                Use(accessor.Object);
            }

            static void Use(IContextAccessor accessor) { }
        }
        """);

    [Fact]
    public Task In_an_expected_failure_it_is_silent() =>
        Body("Assert.Throws<NotSupportedException>(() => new Mock<UserExecutionContext>().Object); await Task.Yield();");

    [Fact]
    public Task A_generic_helper_of_any_type_is_silent() => Code("""
        static class Doubles
        {
            public static T Make<T>() where T : class => new Mock<T>().Object;
        }
        """);

    [Fact]
    public Task A_generic_helper_of_contexts_is_not() => Code("""
        static class Doubles
        {
            public static T Make<T>() where T : class, IUserExecutionContext => {|ECG1010:new Mock<T>()|}.Object;
        }
        """).Says("'T' is mocked with Moq; construct a real 'UserExecutionContext'");
}
