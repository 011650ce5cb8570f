using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Tool.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>What does not pass is left out with its reason, and the rest lands.</summary>
public sealed class ProofTests
{
    private const string Subject = """
        using Acme;

        public class Subject
        {
            public void Asks(IUserExecutionContext real)
            {
                var answer = new AgentExecutionCore().ExecuteAgent("ask", real);
                Assert.Equal("ask", answer);
                Assert.Equal("ask", answer.Trim());
            }

            public int Count() => 1;
        }
        """;

    [Fact]
    public async Task A_change_that_one_framework_cannot_compile_is_left_out_and_its_neighbour_lands()
    {
        using var folder = new TemporaryFolder();
        var estate = new PlainEstate(folder).Project(
            "Tests0", ["net8.0", "net10.0"], ("Platform.cs", PlainEstate.Platform), ("Agent1Tests.cs", PlainEstate.TwoKinds(1)), ("Agent2Tests.cs", PlainEstate.TwoKinds(2)));

        var plan = await new MigrationPlanner(estate.Load(), new MigrationScope(null, IncludeCreated: false, []), PlainEstate.Silent).PlanAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Agent1Tests.cs", "Agent2Tests.cs"], plan.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.All(plan.Files, file => Assert.Equal(2, file.After.ToString().Split("new UserExecutionContext(").Length));
        Assert.All(plan.Files, file => Assert.Equal(2, file.After.ToString().Split("new Mock<IUserExecutionContext>()").Length));
        Assert.Equal(["Agent1Tests.cs", "Agent2Tests.cs"], plan.LeftOut.Select(left => left.File));
        Assert.All(plan.LeftOut, left => Assert.Matches($"^it would not compile: CS17[0-9]{{2}} in {left.File}\\(", left.Reason));
        // Two types of one name are a finding of their own.
        Assert.Equal(["LeftOut"], plan.Remaining.Where(finding => finding.Rule != "ECG3006").Select(finding => finding.Reason).Distinct());
    }

    [Fact]
    public async Task An_argument_that_gets_several_doubles_is_mended_double_by_double()
    {
        using var folder = new TemporaryFolder();
        var estate = new PlainEstate(folder).Project("Tests0", ["net10.0"], ("Platform.cs", PlainEstate.Platform), ("Users.cs", """
            using Acme;
            using Moq;

            public class Users
            {
                [Fact]
                public void Runs_for_each()
                {
                    IUserExecutionContext[] users =
                    [
                        Mock.Of<IUserExecutionContext>(c => c.UserId == "user-1" && c.ThreadId == "thread-1"),
                        Mock.Of<IUserExecutionContext>(c => c.UserId == "user-2" && c.ThreadId == "thread-2"),
                        Mock.Of<IUserExecutionContext>(c => c.UserId == "user-3" && c.ThreadId == "thread-3"),
                    ];
                    foreach (var user in users)
                    {
                        new AgentExecutionCore().ExecuteAgent("ask", user);
                    }
                }
            }
            """));

        var plan = await new MigrationPlanner(estate.Load(), new MigrationScope(null, IncludeCreated: false, []), PlainEstate.Silent).PlanAsync(TestContext.Current.CancellationToken);

        Assert.Empty(plan.LeftOut);
        Assert.Empty(plan.Remaining);
        Assert.Equal(3, Assert.Single(plan.Files).After.ToString().Split("new UserExecutionContext(").Length - 1);
        // Three doubles that are made, and the one argument.
        Assert.Equal(4, plan.Findings);
    }

    [Fact]
    public async Task Each_way_to_fail_is_told_and_what_holds_lands()
    {
        using var folder = new TemporaryFolder();
        var (solution, findings) = await new PlainEstate(folder).Project("Tests0", ["net10.0"], ("Platform.cs", PlainEstate.Platform), ("Subject.cs", Subject)).AnalyseAsync();
        var proof = new Proof(solution, findings, TestContext.Current.CancellationToken);

        var landed = await proof.FilterAsync(
        [
            Change("=> 1;", "=> \"one\";"),
            Change("        Assert.Equal(\"ask\", answer.Trim());\n", ""),
            Change(", real);", ", null!);"),
            Change("\"ask\", answer);", "\"ask\", answer + \"\");"),
        ]);

        Assert.Equal(["\"ask\", answer + \"\");"], landed.Select(group => group.Edits[0].Changes[0].NewText));
        string[] reasons =
        [
            "it would not compile: CS0029 in Subject.cs(12): Cannot implicitly convert type 'string' to 'int'",
            "an assertion would be lost in Subject.cs: Assert.Equal",
            "a finding would be left or be new: ECG1003 in Subject.cs: 'AgentExecutionCore.ExecuteAgent' gets no context (null)",
        ];
        Assert.Equal(reasons.Length, proof.Failed.Count);
        Assert.All(reasons.Zip(proof.Failed), pair => Assert.StartsWith(pair.First, pair.Second.Reason, StringComparison.Ordinal));

        EditGroup Change(string old, string @new) => Group(solution, old, @new);
    }

    [Fact]
    public async Task Of_two_that_hold_alone_and_not_together_one_lands()
    {
        using var folder = new TemporaryFolder();
        var (solution, findings) = await new PlainEstate(folder).Project("Tests0", ["net10.0"], ("Platform.cs", PlainEstate.Platform), ("Subject.cs", Subject)).AnalyseAsync();
        var proof = new Proof(solution, findings, TestContext.Current.CancellationToken);
        const string Twice = "    public int Total() => 2;\n\n";

        var landed = await proof.FilterAsync([Group(solution, "    public void Asks", Twice + "    public void Asks"), Group(solution, "    public int Count", Twice + "    public int Count")]);

        Assert.Single(landed);
        Assert.StartsWith("together with another change: it would not compile: CS0111", Assert.Single(proof.Failed).Reason, StringComparison.Ordinal);
    }

    private static EditGroup Group(Solution solution, string old, string @new)
    {
        var document = solution.Projects.Single().Documents.Single(document => document.Name == "Subject.cs");
        var start = Subject.IndexOf(old, StringComparison.Ordinal);
        Assert.True(start >= 0, old + " is not in the text");
        var change = new TextChange(new TextSpan(start, old.Length), @new);
        return new EditGroup(document.Id, change.Span, "", [new DocumentEdit(document.Id, [change], [])], []);
    }
}
