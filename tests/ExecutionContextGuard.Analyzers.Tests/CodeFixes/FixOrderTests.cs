using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Whoever presses the button in whatever order ends with the same files as fix all: every row tries two orders, these any.</summary>
public sealed class FixOrderTests
{
    // Doubles that could get in one another's way: in one test, in one declaration, in a fixture of another file, in helpers and base classes, with the IDs of one another in sight.
    private const string Tests = """
        public class Tests(Fixture fixture) : TestBase, IClassFixture<Fixture>
        {
            private readonly Mock<IUserExecutionContext> _alice = new(), _bob = new();

            [Fact]
            public async Task Two_users_of_one_test()
            {
                var core = new AgentExecutionCore();
                var first = new Mock<IUserExecutionContext>();
                var second = new Mock<IUserExecutionContext>();
                second.SetupGet(c => c.UserId).Returns("second");
                first.SetupGet(c => c.UserId).Returns("first");
                await core.ExecuteAgentAsync(null!, first.Object);
                await core.ExecuteAgentAsync(null!, second.Object);
                await core.ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>());
                await core.ExecuteAgentAsync(null!, null!);
            }

            [Theory]
            [InlineData("run-1")]
            public async Task Whose_run_is_it(string runId)
            {
                var core = new AgentExecutionCore();
                await core.ExecuteAgentAsync(new AgentRequest(runId, ""), Mock.Of<IUserExecutionContext>());
                await core.ExecuteAgentAsync(new AgentRequest(runId, ""), Mock.Of<IUserExecutionContext>());
            }

            [Fact]
            public async Task Fields_and_what_others_hold()
            {
                var core = new AgentExecutionCore();
                await core.ExecuteAgentAsync(null!, _alice.Object);
                await core.ExecuteAgentAsync(null!, _bob.Object);
                await core.ExecuteAgentAsync(null!, fixture.Shared.Object);
                await core.ExecuteAgentAsync(null!, Inherited);
                await core.ExecuteAgentAsync(null!, Create());
            }

            [Fact]
            public async Task One_that_stays()
            {
                var userContext = new Mock<IUserExecutionContext>();
                await new AgentExecutionCore().ExecuteAgentAsync(null!, userContext.Object);
                userContext.VerifyGet(c => c.UserId);
            }

            private static IUserExecutionContext Create() => Mock.Of<IUserExecutionContext>(c => c.UserId == "created");
        }
        """;

    private const string Support = """
        using Moq;

        public sealed class Fixture
        {
            public Mock<IUserExecutionContext> Shared { get; } = new();

            public Fixture()
            {
                Shared.SetupGet(c => c.UserId).Returns("shared");
            }
        }

        public abstract class TestBase
        {
            protected IUserExecutionContext Inherited = Mock.Of<IUserExecutionContext>();
        }
        """;

    public static TheoryData<int> Seeds => [7, 11, Random.Shared.Next()];

    /// <summary>Two builds share the files, as those of a project for two frameworks do.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_order_gives_what_fix_all_gives(int seed)
    {
        var start = RowSolution.Create(new Row(Tests).And("Support.cs", Support).AlsoBuiltWith("NET472"));
        var fixes = new FixRun(Toolbox.Shipped);
        var all = await fixes.AllAsync(start, FixAllScope.Solution);
        var random = new Random(seed);

        var mended = await fixes.OneByOneAsync(start, findings =>
        {
            var shuffled = findings.ToArray();
            random.Shuffle(shuffled);
            return shuffled;
        });

        Assert.All(await fixes.FindingsAsync(all), finding => Assert.Equal("Verified", finding.Diagnostic.Properties["Declined"]));
        foreach (var document in all.Projects.SelectMany(project => project.Documents))
        {
            var (expected, actual) = ((await document.GetTextAsync()).ToString(), (await mended.GetDocument(document.Id)!.GetTextAsync()).ToString());
            Assert.True(expected == actual, $"With seed {seed}, {document.FilePath} of {document.Project.Name} differs from what fix all makes of it.\n--- fix all\n{expected}\n--- one by one\n{actual}");
        }
    }
}
