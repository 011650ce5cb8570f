using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Reports.Html;

namespace ExecutionContextGuard.Tool.Tests.Page;

/// <summary>Pages to look at, one for each state that a tree can be in.</summary>
internal static class SamplePage
{
    public const string Evil = "\"><script>alert('1')</script><img src=x onerror=alert(2)></code></pre><!--part--></main>&amp;";

    /// <summary>By name: a theory's row is told by it.</summary>
    public static readonly IReadOnlyDictionary<string, ReportInput> All = new Dictionary<string, ReportInput>
    {
        ["nothing found"] = Input([]),
        ["findings"] = Input(Findings()) with { Baseline = 3 },
        ["migrated"] = Migrated(),
        ["hostile"] = Hostile(),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Read as strictly as the standard has it: an error of syntax is an exception.</summary>
    public static IHtmlDocument Of(ReportInput input) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true, IsScripting = true }).ParseDocument(HtmlReport.Write(input));

    public static IHtmlDocument Of(string name) => Of(All[name]);

    public static ReportInput Input(IReadOnlyList<Finding> findings, string root = "/estate") =>
        new(new ScanResult { Root = root, Projects = [], Findings = findings, Allowances = [], UnmatchedSettings = [], Failures = [] }) { Made = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero) };

    public static Finding Finding(string rule, string file, int line, string code = "Run(context.Object);") => new()
    {
        Rule = rule,
        Severity = "warning",
        Message = $"'Core.Run' of {file}:{line} gets a double",
        At = new Place(file, line, 1, line, code.Length + 1),
        Project = "Tests",
        TargetFrameworks = [],
        Member = "M:Tests." + file,
        Path = "M:Core.Run",
        Code = code,
    };

    /// <summary>A creation that leads to three findings, one that is its own, one accepted, one suppressed; every filter has something to tell apart.</summary>
    public static IReadOnlyList<Finding> Findings()
    {
        var made = new Place("tests/Support/Contexts.cs", 7, 5, 7, 40);
        TrailPlace[] trail = [new("created", made, "var context = new Mock<IUserExecutionContext>();"), new("returned", made with { StartLine = 9, EndLine = 9 }, "return context;")];
        return
        [
            Finding("ECG1001", "tests/GoldenPath/FirstTests.cs", 12) with { Creation = made, Trail = trail, Library = "Moq", Fixable = true, Tier = 1, Test = "FirstTests.Answers" },
            Finding("ECG1001", "tests/GoldenPath/FirstTests.cs", 30) with { Creation = made, Trail = trail, Library = "Moq", Fixable = true, Tier = 1, Test = "FirstTests.Refuses" },
            Finding("ECG1010", made.File, 7, trail[0].Code) with { At = made, Creation = made, Library = "Moq", Fixable = true, Tier = 1, Severity = "info" },
            Finding("ECG1003", "tests/Integration/SecondTests.cs", 4, "Run(null);") with { Project = "Tests & more", Tier = 2, Reason = "EmptyIdentity", ReasonDetail = "UserId" },
            Finding("ECG1001", "tests/ThirdTests.cs", 5) with { Library = "NSubstitute", Reason = "Verified", Severity = "error" },
            Finding("ECG1001", "tests/ThirdTests.cs", 9) with { Library = "NSubstitute", Accepted = true, Reason = "Behaviour" },
            Finding("ECG1004", "tests/ThirdTests.cs", 20, "Run(new Stub());") with { Suppressed = true },
        ];
    }

    public static ReportInput Migrated()
    {
        const string before = "class T\n{\n    void M()\n    {\n        var context = new Mock<IUserExecutionContext>();\n        Run(context.Object);\n    }\n}\n";
        var after = before.Replace("new Mock<IUserExecutionContext>()", "new UserExecutionContext(\"u<1>\")", StringComparison.Ordinal).Replace("context.Object", "context", StringComparison.Ordinal);
        var mended = Finding("ECG1001", "tests/T.cs", 6) with { Library = "Moq", Fixable = true, Trail = [new("created", new Place("tests/T.cs", 5, 9, 5, 40), "var context = new Mock<IUserExecutionContext>();")] };
        mended = mended with { Creation = mended.Trail[0].At };
        var stays = Finding("ECG1003", "tests/U.cs", 3, "Run(null);") with { Reason = "EmptyIdentity" };
        var gone = Finding("ECG1003", "tests/V.cs", 3, "Run(default);");
        var input = Input([stays with { At = stays.At with { StartLine = 8, EndLine = 8 } }, Finding("ECG1005", "tests/U.cs", 20, "Run(Bare());")]);
        return input with
        {
            Before = input.Now with { Findings = [mended, stays, gone] },
            Migrated = [new MigratedFile("20260301-090000-ab12", "tests/T.cs", before, after)],
        };
    }

    private static ReportInput Hostile()
    {
        var place = new Place($"tests/{Evil}.cs", 1, 1, 1, 9);
        var evil = Finding(Evil, place.File, 1, Evil) with
        {
            Severity = "warning",
            Message = Evil + "\0\u001b[31m\u202e\ud800",
            Project = Evil,
            Library = Evil,
            Test = Evil,
            Reason = Evil,
            ReasonDetail = Evil,
            Trail = [new TrailPlace(Evil, place, Evil)],
        };
        var input = Input([evil, evil with { At = place with { StartLine = 2 }, Suppressed = true }], "/" + Evil.Replace("/", "", StringComparison.Ordinal));
        return input with
        {
            Now = input.Now with
            {
                Allowances = [new Allowance(Evil, Evil, place)],
                UnmatchedSettings = [new UnmatchedSetting(Evil, 1, Evil)],
                Failures = [new Loading.ProjectFailure(Evil, Evil)],
                Projects = [new ScannedProject(Evil, Evil, Evil, 1, true, 1)],
            },
            Before = input.Now with { Findings = [evil with { Rule = "ECG1001", Message = "gone" }] },
            Migrated = [new MigratedFile(Evil, place.File, Evil + "\n", Evil + Evil + "\n"), new MigratedFile(Evil, "tests/Blank.cs", "\n", "\n\n")],
        };
    }

    /// <summary>Whether a reader sees it: neither it nor what it stands in is hidden.</summary>
    public static bool IsSeen(this IElement element) => !element.GetAncestors().OfType<IElement>().Prepend(element).Any(node => node.HasAttribute("hidden"));

    public static string Status(this IDocument page) => page.GetElementById("shown")!.TextContent;
}
