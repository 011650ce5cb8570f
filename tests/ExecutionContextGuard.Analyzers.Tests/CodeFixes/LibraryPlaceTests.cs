using System.Text.RegularExpressions;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Every place in which a context can be made, in one file, with each library: what is rewritten must not depend on who makes the double.</summary>
public sealed partial class LibraryPlaceTests : FixRows
{
    // Where the double itself is made in an expression. What stands in « » is the creation, or what it becomes: ID words, then how deep its lines are.
    private const string Places = """
        class InALocal
        {
            async Task Local(AgentExecutionCore core)
            {
                var userContext = «local|8»;
                await core.ExecuteAgentAsync(null!, userContext);
            }

            async Task Declared(AgentExecutionCore core)
            {
                [IUserExecutionContext] userContext = «declared|8»;
                await core.ExecuteAgentAsync(null!, userContext);
            }
        }

        class InAReadonlyField
        {
            private readonly [IUserExecutionContext] _userContext = «in-a-readonly-field|4»;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }

        class InAStaticField
        {
            private static readonly [IUserExecutionContext] s_userContext = «in-a-static-field|4»;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, s_userContext);
        }

        class InAConstructor
        {
            private readonly [IUserExecutionContext] _userContext;

            public InAConstructor()
            {
                _userContext = «in-a-constructor|8»;
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }

        class BesideAPrimaryConstructor(AgentExecutionCore core)
        {
            private readonly [IUserExecutionContext] _userContext = «beside-a-primary-constructor|4»;

            Task Test() => core.ExecuteAgentAsync(null!, _userContext);
        }

        class InASetUp
        {
            private [IUserExecutionContext] _userContext = null!;

            public void SetUp()
            {
                _userContext = «set-up|8»;
            }

            public void TearDown() => _userContext = null!;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }

        class InAProperty
        {
            private [IUserExecutionContext] Automatic { get; } = «automatic|4»;

            private IUserExecutionContext New => «new|4»;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Automatic);

            Task Again(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, New);
        }

        class InAHelper
        {
            private static IUserExecutionContext Helper()
            {
                var userContext = «helper|8»;
                return userContext;
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Helper());
        }

        static class Factory
        {
            public static IUserExecutionContext Create() => «create|4»;
        }

        public sealed class Fixture
        {
            public [IUserExecutionContext] Shared { get; } = «shared|4»;
        }

        class OfAFixture(Fixture fixture)
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, fixture.Shared);

            Task Made(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Factory.Create());
        }

        public abstract class Base
        {
            protected [IUserExecutionContext] Inherited = «base|4»;
        }

        class OfABaseClass : Base
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Inherited);
        }

        class InAnExpression
        {
            Task Argument(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, «argument|4»);

            async Task Lambda(AgentExecutionCore core)
            {
                Func<IUserExecutionContext> make = () => «lambda|8»;
                await core.ExecuteAgentAsync(null!, make());
            }

            async Task Element(AgentExecutionCore core)
            {
                var all = new List<IUserExecutionContext> { «element|8» };
                await core.ExecuteAgentAsync(null!, all[0]);
            }

            async Task Pair(AgentExecutionCore core)
            {
                (IUserExecutionContext Context, int Number) pair = («pair|8», 1);
                await core.ExecuteAgentAsync(null!, pair.Context);
            }

            void Registration(IServices services) => services.AddSingleton<IUserExecutionContext>(«registration|4»);

            void Accessor([Accessor] accessor) => [Return](«accessor|4»);
        }

        public class OfATheory
        {
            public static IEnumerable<object[]> Rows()
            {
                yield return new object[] { «rows|8» };
            }

            [Theory]
            [MemberData(nameof(Rows))]
            public Task Test(IUserExecutionContext userContext) => new AgentExecutionCore().ExecuteAgentAsync(null!, userContext);
        }

        public interface IServices
        {
            void AddSingleton<T>(T instance);
        }
        """;

    // Where the wrapper around it is made.
    private const string WrapperPlaces = """
        class InALocal
        {
            async Task Local(AgentExecutionCore core)
            {
                var userContext = «local|8»;
                await core.ExecuteAgentAsync(null!, userContext[.Object]);
            }

            async Task Declared(AgentExecutionCore core)
            {
                [Wrapper] userContext = «declared|8»;
                await core.ExecuteAgentAsync(null!, userContext[.Object]);
            }
        }

        class InAReadonlyField
        {
            private readonly [Wrapper] _userContext = «in-a-readonly-field|4»;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext[.Object]);
        }

        class InAStaticField
        {
            private static readonly [Wrapper] s_userContext = «in-a-static-field|4»;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, s_userContext[.Object]);
        }

        class InAConstructor
        {
            private readonly [Wrapper] _userContext;

            public InAConstructor()
            {
                _userContext = «in-a-constructor|8»;
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext[.Object]);
        }

        class TargetTyped(AgentExecutionCore core)
        {
            private readonly [Wrapper] _userContext = «!target-typed|4»;

            Task Test() => core.ExecuteAgentAsync(null!, _userContext[.Object]);
        }

        class InAProperty
        {
            private [Wrapper] Automatic { get; } = «automatic|4»;

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Automatic[.Object]);
        }

        class InAHelper
        {
            private static [Wrapper] Wrapped()
            {
                var userContext = «wrapped|8»;
                return userContext;
            }

            private static IUserExecutionContext Helper()
            {
                var userContext = «helper|8»;
                return userContext[.Object];
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Helper());

            Task Other(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Wrapped()[.Object]);
        }

        public sealed class Fixture
        {
            public [Wrapper] Shared { get; } = «shared|4»;
        }

        class OfAFixture(Fixture fixture)
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, fixture.Shared[.Object]);
        }

        public abstract class Base
        {
            protected [Wrapper] Inherited = «base|4»;
        }

        class OfABaseClass : Base
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Inherited[.Object]);
        }

        class InAnExpression
        {
            Task Argument(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, «.argument|4»);

            void Accessor([Accessor] accessor) => [Return](«.accessor|4»);
        }
        """;

    [Theory]
    [InlineData("Moq", "Mock.Of<IUserExecutionContext>()", "Mock<IContextAccessor>", "accessor.SetupGet(a => a.Current).Returns")]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "IContextAccessor", "accessor.Current.Returns")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "IContextAccessor", "A.CallTo(() => accessor.Current).Returns")]
    public Task Each_place_of_a_double(string library, string creation, string accessor, string returns) =>
        Mends(Of(library), 37, Before(Places, creation, accessor, returns), After(Places, accessor, returns));

    [Theory]
    [InlineData("Moq", "Mock<IUserExecutionContext>", ".Object", "Mock<IContextAccessor>", "accessor.SetupGet(a => a.Current).Returns")]
    [InlineData("FakeItEasy", "Fake<IUserExecutionContext>", ".FakedObject", "IContextAccessor", "A.CallTo(() => accessor.Current).Returns")]
    public Task Each_place_of_its_wrapper(string library, string wrapper, string unwrapped, string accessor, string returns) => Mends(
        Of(library),
        24,
        Before(WrapperPlaces.Replace("[Wrapper]", wrapper, StringComparison.Ordinal).Replace("[.Object]", unwrapped, StringComparison.Ordinal), "new " + wrapper + "()", accessor, returns, unwrapped),
        After(WrapperPlaces.Replace("[Wrapper]", "UserExecutionContext", StringComparison.Ordinal).Replace("[.Object]", "", StringComparison.Ordinal), accessor, returns));

    private static string Before(string places, string creation, string accessor, string returns, string unwrapped = "") =>
        Marks().Replace(Common(places, accessor, returns), mark => mark.Value[1] switch { '!' => "new()", '.' => creation + unwrapped, _ => creation })
            .Replace("[IUserExecutionContext]", "IUserExecutionContext", StringComparison.Ordinal);

    private static string After(string places, string accessor, string returns) =>
        Marks().Replace(Common(places, accessor, returns), static mark => Construction(mark.Groups["words"].Value, int.Parse(mark.Groups["indent"].Value), mark.Value[1] == '!'))
            .Replace("[IUserExecutionContext]", "UserExecutionContext", StringComparison.Ordinal);

    private static string Common(string places, string accessor, string returns) =>
        places.Replace("[Accessor]", accessor, StringComparison.Ordinal).Replace("[Return]", returns, StringComparison.Ordinal);

    private static string Construction(string words, int indent, bool isTargetTyped)
    {
        var line = ",\n" + new string(' ', indent + 4);
        return $"new{(isTargetTyped ? "" : " UserExecutionContext")}({line[1..]}userId: \"user-{words}\"{line}threadId: \"thread-{words}\"{line}runId: \"run-{words}\"{line}requestId: \"request-{words}\")";
    }

    private static Library Of(string name) => name switch { "Moq" => Library.Moq, "NSubstitute" => Library.NSubstitute, _ => Library.FakeItEasy };

    [GeneratedRegex(@"«[.!]?(?<words>[a-z-]+)\|(?<indent>\d+)»")]
    private static partial Regex Marks();
}
