namespace ExecutionContextGuard.Benchmarks;

/// <summary>A test code base of any size: half of its files have contexts and doubles, half have nothing to do with them.</summary>
internal static class GeneratedTests
{
    // Files that share a base class, a fixture and a helper, as the tests of one project folder do.
    private const int FilesPerFolder = 50;

    public static IEnumerable<(string Path, string Code)> Files(int count)
    {
        yield return ("Platform.cs", Platform);
        for (var folder = 0; folder * FilesPerFolder < count; folder++)
        {
            yield return ($"F{folder}/Support.cs", Support(folder));
        }

        for (var file = 0; file < count; file++)
        {
            yield return ($"F{file / FilesPerFolder}/T{file}.cs", file % 2 == 0 ? WithContexts(file, file / FilesPerFolder) : Plain(file, file / FilesPerFolder));
        }
    }

    private const string Platform = """
        namespace Acme;

        public interface IUserExecutionContext { string UserId { get; } string ThreadId { get; } }

        public sealed class UserExecutionContext(string userId, string threadId) : IUserExecutionContext
        {
            public string UserId { get; } = userId;

            public string ThreadId { get; } = threadId;
        }

        public class AgentExecutionCore
        {
            public System.Threading.Tasks.Task<string> ExecuteAgentAsync(string request, IUserExecutionContext userContext) => System.Threading.Tasks.Task.FromResult(request);
        }

        public static class Check { public static void Equal<T>(T expected, T actual) { } }
        """;

    private static string Support(int folder) => $$"""
        using Acme;
        using Moq;

        namespace F{{folder}};

        public abstract class TestBase
        {
            protected IUserExecutionContext Shared { get; } = new UserExecutionContext("u", "t");

            protected IUserExecutionContext Inherited = new Mock<IUserExecutionContext>().Object;

            protected readonly AgentExecutionCore Core = new();
        }

        public static class Contexts
        {
            public static IUserExecutionContext Double()
            {
                var mock = new Mock<IUserExecutionContext>();
                mock.SetupGet(c => c.UserId).Returns("u");
                return mock.Object;
            }

            public static UserExecutionContext Real(string user = "u") => new(user, "t");
        }

        public sealed class Fixture
        {
            public Fixture() => Context = new UserExecutionContext("u", "t");

            public IUserExecutionContext Context { get; }
        }
        """;

    private static string WithContexts(int file, int folder) => $$"""
        using System.Threading.Tasks;
        using Acme;
        using Moq;
        using Xunit;

        namespace F{{folder}};

        public class T{{file}} : TestBase
        {
            private readonly Fixture _fixture = new();
            private readonly IUserExecutionContext _context;
            private readonly Mock<IUserExecutionContext> _mock = new();

            public T{{file}}()
            {
                _context = Contexts.Real("user-{{file}}");
            }

            [Fact]
            public async Task A_local_double()
            {
                var mock = new Mock<IUserExecutionContext>();
                mock.SetupGet(c => c.UserId).Returns("user-{{file}}");
                Check.Equal("a", await Core.ExecuteAgentAsync("a", mock.Object));
            }

            [Fact]
            public async Task A_field()
            {
                Check.Equal("b", await Core.ExecuteAgentAsync("b", _context));
                Check.Equal("c", await Core.ExecuteAgentAsync("c", _mock.Object));
            }

            [Fact]
            public async Task Shared_things()
            {
                await Core.ExecuteAgentAsync("d", Shared);
                await Core.ExecuteAgentAsync("e", Inherited);
                await Core.ExecuteAgentAsync("f", _fixture.Context);
                await Core.ExecuteAgentAsync("g", Contexts.Double());
            }

            [Fact]
            public async Task A_reassigned_local()
            {
                IUserExecutionContext context = Mock.Of<IUserExecutionContext>();
                if (_fixture.Context.UserId.Length > {{file % 7}})
                {
                    context = Contexts.Real();
                }

                Check.Equal("h", await Core.ExecuteAgentAsync("h", context));
            }
        }
        """;

    private static string Plain(int file, int folder) => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using Acme;
        using Xunit;

        namespace F{{folder}};

        public class T{{file}}
        {
            private readonly List<string> _names = new() { "a", "b", "c{{file}}" };

            [Fact]
            public void Names_are_sorted()
            {
                var sorted = _names.OrderBy(name => name.Length).ThenBy(name => name).ToList();
                Check.Equal(3, sorted.Count);
                Check.Equal("a", sorted[0].Trim());
            }

            [Theory]
            [InlineData({{file}}, 2)]
            public void Numbers_add_up(int left, int right)
            {
                var sums = new Dictionary<string, int> { ["sum"] = left + right };
                for (var i = 0; i < 3; i++)
                {
                    sums["sum"] += i;
                }

                Check.Equal(left + right + 3, sums["sum"]);
                Check.Equal("sum", string.Join(",", sums.Keys.Select(key => key.ToLowerInvariant())));
            }
        }
        """;
}
