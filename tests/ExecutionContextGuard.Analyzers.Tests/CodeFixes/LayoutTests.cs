using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>What the fix leaves of the file around it: comments, indentation, using directives. Line endings are checked of every row.</summary>
public sealed class LayoutTests : FixRows
{
    [Fact]
    public Task Comments_and_regions_stay() => Fixes(Library.Moq, """
        // A user that is known.
        var userContext = «new Mock<IUserExecutionContext>()»; // the double
        #region set-ups
        // Who it is.
        userContext.SetupGet(c => c.UserId).Returns("user-123"); // well known
        userContext.SetupGet(c => c.ThreadId)
            // an old thread
            .Returns("thread-456");
        #endregion

        await core.ExecuteAgentAsync(request, ‹userContext.Object›); // go
        """, """
        // A user that is known.
        // the double
        #region set-ups
        // Who it is.
        // well known
        // an old thread
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-streams-events");
        #endregion

        await core.ExecuteAgentAsync(request, userContext); // go
        """);

    [Fact]
    public Task Tabs_stay_tabs() => FixesFile(
        Library.Moq,
        "class Tests\n{\n\tasync Task Run(AgentExecutionCore core, AgentRequest request)\n\t{\n\t\tvar c = «new Mock<IUserExecutionContext>()»;\n\t\tawait core.ExecuteAgentAsync(request, ‹c.Object›);\n\t}\n}\n",
        "class Tests\n{\n\tasync Task Run(AgentExecutionCore core, AgentRequest request)\n\t{\n\t\tvar c = new UserExecutionContext(\n\t\t\tuserId: \"user-run\",\n\t\t\tthreadId: \"thread-run\",\n\t\t\trunId: request.RunId,\n\t\t\trequestId: \"request-run\");\n\t\tawait core.ExecuteAgentAsync(request, c);\n\t}\n}\n");

    [Fact]
    public Task A_using_directive_comes_and_a_dead_one_goes() => FixesFile(Library.Moq, """
        // The header of the file.
        using System.Threading.Tasks;
        using Moq;

        class Tests
        {
            async Task Run(Acme.AgentExecutionCore core, Acme.AgentRequest request)
            {
                var c = «new Mock<Acme.IUserExecutionContext>()»;
                await core.ExecuteAgentAsync(request, ‹c.Object›);
            }
        }
        """, """
        // The header of the file.
        using System.Threading.Tasks;
        using Acme;

        class Tests
        {
            async Task Run(Acme.AgentExecutionCore core, Acme.AgentRequest request)
            {
                var c = new UserExecutionContext(
                    userId: "user-run",
                    threadId: "thread-run",
                    runId: request.RunId,
                    requestId: "request-run");
                await core.ExecuteAgentAsync(request, c);
            }
        }
        """).WithoutImplicitUsings();

    [Theory]
    [InlineData("using Moq; using System.Threading.Tasks; using Acme;", "", "using System.Threading.Tasks; using Acme;")]
    [InlineData("using System.Threading.Tasks; using Moq; using Acme; // all", "", "using System.Threading.Tasks; using Acme; // all")]
    [InlineData("using System.Threading.Tasks; using Acme; using Moq;", "", "using System.Threading.Tasks; using Acme;")]
    [InlineData("using Moq; using Behavior = Moq.MockBehavior; using System.Threading.Tasks; using Acme;", "Behavior.Loose", "using System.Threading.Tasks; using Acme;")]
    [InlineData("using System.Threading.Tasks; using Acme;\nusing Moq; using Behavior = Moq.MockBehavior;", "Behavior.Loose", "using System.Threading.Tasks; using Acme;")]
    [InlineData("using Moq; /* how */ using Behavior = Moq.MockBehavior; using System.Threading.Tasks; using Acme;", "Behavior.Loose", "/* how */ using System.Threading.Tasks; using Acme;")]
    [InlineData("using System.Threading.Tasks; using Acme; /* what */ using Moq; /* how */ using Behavior = Moq.MockBehavior;", "Behavior.Loose", "using System.Threading.Tasks; using Acme; /* what */ /* how */")]
    public Task Dead_using_directives_go_from_a_line_that_others_share(string before, string behavior, string after) => FixesFile(Library.Moq, before + $$"""


        class Tests
        {
            async Task Run(AgentExecutionCore core, AgentRequest request)
            {
                var c = «new Mock<IUserExecutionContext>({{behavior}})»;
                await core.ExecuteAgentAsync(request, ‹c.Object›);
            }
        }
        """, after + """


        class Tests
        {
            async Task Run(AgentExecutionCore core, AgentRequest request)
            {
                var c = new UserExecutionContext(
                    userId: "user-run",
                    threadId: "thread-run",
                    runId: request.RunId,
                    requestId: "request-run");
                await core.ExecuteAgentAsync(request, c);
            }
        }
        """).WithoutImplicitUsings();

    [Fact]
    public Task A_using_directive_that_is_still_needed_stays() => FixesFile(Library.Moq, """
        using System.Threading.Tasks;
        using Acme;
        using Moq;

        class Tests
        {
            async Task Run(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = new Mock<IContextAccessor>();
                await core.ExecuteAgentAsync(request, ‹Mock.Of<IUserExecutionContext>(c => c.UserId == accessor.Name)›);
            }
        }
        """, """
        using System.Threading.Tasks;
        using Acme;
        using Moq;

        class Tests
        {
            async Task Run(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = new Mock<IContextAccessor>();
                await core.ExecuteAgentAsync(request, new UserExecutionContext(
                    userId: accessor.Name,
                    threadId: "thread-run",
                    runId: request.RunId,
                    requestId: "request-run"));
            }
        }
        """).WithoutImplicitUsings();

    [Fact]
    public Task A_name_that_means_something_else_here_is_written_whole() => FixesFile(Library.Moq, """
        namespace Other
        {
            class Tests
            {
                class UserExecutionContext { }

                async Task Run(AgentExecutionCore core, AgentRequest request)
                {
                    var c = «new Mock<IUserExecutionContext>()»;
                    await core.ExecuteAgentAsync(request, ‹c.Object›);
                }
            }
        }
        """, """
        namespace Other
        {
            class Tests
            {
                class UserExecutionContext { }

                async Task Run(AgentExecutionCore core, AgentRequest request)
                {
                    var c = new Acme.UserExecutionContext(
                        userId: "user-run",
                        threadId: "thread-run",
                        runId: request.RunId,
                        requestId: "request-run");
                    await core.ExecuteAgentAsync(request, c);
                }
            }
        }
        """);

    [Fact]
    public Task A_private_field_that_nothing_sets_up() => Code("""
        class CoreTests
        {
            private readonly IUserExecutionContext _userContext = {|ECG1010:{|created:Substitute.For<IUserExecutionContext>()|}|};

            Task Run(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_userContext|});
        }
        """).With(Library.NSubstitute).Says(IsMocked("NSubstitute"), GetsDouble("NSubstitute", created: ", created in '_userContext' (line 3),")).FixedTo("""
        class CoreTests
        {
            private readonly UserExecutionContext _userContext = new UserExecutionContext(
                userId: "user-core-tests",
                threadId: "thread-core-tests",
                runId: "run-core-tests",
                requestId: "request-core-tests");

            Task Run(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, _userContext);
        }
        """);

    [Fact]
    public Task Two_spaces_stay_two() => FixesFile(
        Library.Moq,
        "class Tests\n{\n  async Task Run(AgentExecutionCore core, AgentRequest request)\n  {\n    var c = «new Mock<IUserExecutionContext>()»;\n    await core.ExecuteAgentAsync(request, ‹c.Object›);\n  }\n}\n",
        "class Tests\n{\n  async Task Run(AgentExecutionCore core, AgentRequest request)\n  {\n    var c = new UserExecutionContext(\n      userId: \"user-run\",\n      threadId: \"thread-run\",\n      runId: request.RunId,\n      requestId: \"request-run\");\n    await core.ExecuteAgentAsync(request, c);\n  }\n}\n");

    // Without target-typed `new`, nullable types, file-scoped namespaces, patterns of later versions.
    private const string OldBefore = """
        namespace Suite
        {
            public class Tests
            {
                private readonly Mock<Acme.IUserExecutionContext> _userContext = new Mock<Acme.IUserExecutionContext>();

                public Tests()
                {
                    _userContext.SetupGet(c => c.UserId).Returns("u");
                }

                public async System.Threading.Tasks.Task Run(Acme.AgentExecutionCore core, Acme.AgentRequest request, bool isFirst)
                {
                    await core.ExecuteAgentAsync(request, _userContext.Object);
                    Mock<Acme.IUserExecutionContext> one = new Mock<Acme.IUserExecutionContext>(), two = new Mock<Acme.IUserExecutionContext>();
                    await core.ExecuteAgentAsync(request, isFirst ? one.Object : two.Object);
                }
            }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public Task Every_version_of_the_language(LanguageVersion version) => Mends(Library.Moq, 5, "using Moq;\n\n" + OldBefore, "using Acme;\n\n" + """
        namespace Suite
        {
            public class Tests
            {
                private readonly UserExecutionContext _userContext;

                public Tests()
                {
                    _userContext = new UserExecutionContext(
                        userId: "u",
                        threadId: "thread-tests",
                        runId: "run-tests",
                        requestId: "request-tests");
                }

                public async System.Threading.Tasks.Task Run(Acme.AgentExecutionCore core, Acme.AgentRequest request, bool isFirst)
                {
                    await core.ExecuteAgentAsync(request, _userContext);
                    IUserExecutionContext one = new UserExecutionContext(
                        userId: "user-run",
                        threadId: "thread-run",
                        runId: "run-run",
                        requestId: "request-run");
                    IUserExecutionContext two = new UserExecutionContext(
                        userId: "user-run-2",
                        threadId: "thread-run-2",
                        runId: "run-run-2",
                        requestId: "request-run-2");
                    await core.ExecuteAgentAsync(request, isFirst ? one : two);
                }
            }
        }
        """).WithoutImplicitUsings().Language(version);

    [Theory]
    [InlineData("csharp_style_var_for_built_in_types = true\ncsharp_style_var_when_type_is_apparent = true\ncsharp_style_var_elsewhere = true", "var")]
    [InlineData("csharp_style_var_for_built_in_types = false\ncsharp_style_var_when_type_is_apparent = false\ncsharp_style_var_elsewhere = false", "UserExecutionContext")]
    public Task A_declaration_says_its_type_as_it_did(string preference, string declared) => Mends(Library.Moq, 2, Method($"""
        {declared.Replace("UserExecutionContext", "Mock<IUserExecutionContext>", StringComparison.Ordinal)} userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("u");
        await core.ExecuteAgentAsync(request, userContext.Object);
        """), Method($"""
        {declared} userContext = new UserExecutionContext(
            userId: "u",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """)).EditorConfig(preference);

    [Fact]
    public Task Conditional_code_around_it_stays() => Fixes(Library.Moq, """
        #if NET472
        Console.WriteLine("old");
        #endif
        var userContext = «new Mock<IUserExecutionContext>()»;
        #region run
        #if !NET472
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        #endif
        #endregion
        """.ReplaceLineEndings("\n"), """
        #if NET472
        Console.WriteLine("old");
        #endif
        var userContext = new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        #region run
        #if !NET472
        await core.ExecuteAgentAsync(request, userContext);
        #endif
        #endregion
        """);

    [Fact]
    public Task Code_that_this_build_leaves_out_would_keep_the_double() => Leaves(DeclineWord.Unsupported, Library.Moq, 2, """
        class Tests
        {
            async Task Run(AgentExecutionCore core)
            {
                var userContext = new Mock<IUserExecutionContext>();
        #if NET472
                userContext.SetupGet(c => c.UserId).Returns("u");
        #endif
                await core.ExecuteAgentAsync(null!, userContext.Object);
            }
        }
        """);

    [Fact]
    public Task A_file_that_several_targets_compile_gets_one_text() => Mends(Library.Moq, 2, """
        class Tests
        {
        #if NET472
            private const string Target = "old";
        #else
            private const string Target = "new";
        #endif

            async Task Run(AgentExecutionCore core)
            {
                var userContext = new Mock<IUserExecutionContext>();
                userContext.SetupGet(c => c.UserId).Returns(Target);
                await core.ExecuteAgentAsync(null!, userContext.Object);
            }
        }
        """, """
        class Tests
        {
        #if NET472
            private const string Target = "old";
        #else
            private const string Target = "new";
        #endif

            async Task Run(AgentExecutionCore core)
            {
                var userContext = new UserExecutionContext(
                    userId: Target,
                    threadId: "thread-run",
                    runId: "run-run",
                    requestId: "request-run");
                await core.ExecuteAgentAsync(null!, userContext);
            }
        }
        """).AlsoBuiltWith("NET472");
}
