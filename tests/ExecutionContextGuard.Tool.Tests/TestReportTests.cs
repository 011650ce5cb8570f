using ExecutionContextGuard.Tool.Migration;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>What `dotnet test` under VSTest reports.</summary>
public sealed class TestReportTests
{
    // NUnit names a test by its method and arguments, xunit and MSTest's newer adapters by all.
    private const string Report = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testId="1" testName="Answers(&quot;a.b(c)&quot;)" outcome="Failed" />
            <UnitTestResult testId="2" testName="Acme.Tests.ChatTests.Streams" outcome="Failed" />
            <UnitTestResult testId="3" testName="Waits" outcome="Passed" />
          </Results>
          <TestDefinitions>
            <UnitTest id="1" name="Answers(&quot;a.b(c)&quot;)"><TestMethod className="Acme.Tests.AgentTests" name="Answers" /></UnitTest>
            <UnitTest id="2" name="Acme.Tests.ChatTests.Streams"><TestMethod className="Acme.Tests.ChatTests" name="Streams" /></UnitTest>
            <UnitTest id="3" name="Waits"><TestMethod className="Acme.Tests.AgentTests" name="Waits" /></UnitTest>
          </TestDefinitions>
        </TestRun>
        """;

    [Fact]
    public void Red_tests_are_named_with_their_class_however_their_framework_names_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("run.trx", Report);

        var (red, ran) = TestRuns.FromTrx(folder.Path);

        Assert.True(ran);
        Assert.Equal(["Acme.Tests.AgentTests.Answers(\"a.b(c)\")", "Acme.Tests.ChatTests.Streams"], red.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<TestRun><Results><UnitTestResult testName=\"cut off")]
    public void A_report_that_is_missing_or_cut_off_says_that_nothing_ran(string report)
    {
        using var folder = new TemporaryFolder();
        if (report.Length > 0)
        {
            folder.Write("run.trx", report);
        }

        Assert.False(TestRuns.FromTrx(folder.Path).Ran);
    }
}
