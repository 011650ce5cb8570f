namespace ExecutionContextGuard.Configuration;

/// <summary>ECG9001: each key with every kind of wrong value, each line of our files with every kind of mistake.</summary>
public sealed class MalformedValueTests : ConfigurationRows
{
    private static readonly string[] s_noTypes =
        ["7up", "Acme..ITenant", ".ITenant", "Acme.", "Acme.I Tenant", "M:Acme.Core.Run", "T:", "Acme.Context`", "Acme.Context`x", "Acme.ITenant*", "!", "! ITenant", "IFoo => Foo", "Acme.Context<T>"];

    private static readonly string[] s_noMembers =
        ["Acme.Core.Run", "M:", "M:Run", "X:Acme.Core.Run", "M:Acme.Core.", "M:Acme..Core.Run", "M:Acme.Core.Run(System.Object", "M:Acme.Core.Run(System.Object)x", "M:Acme.Co*re.Run", "M:Acme.Core.Run(System.Object, System.String)", "m:Acme.Core.Run", "!", "!M:", "M:*", "F:Acme.Core.Run()x"];

    private static readonly string[] s_noPairs =
        ["IFoo", "IFoo -> Foo", "IFoo =>", "=> Foo", "IFoo => 7up", "I Foo => Foo", "=>", "!"];

    private static readonly string[] s_noMocks =
        ["Acme.Fake", "M:Make", "P:Acme.Fake.Object", "M:Acme.Fake.Make =>", "=> Fakes", "T:Acme.Fake*", "!", "M:Acme.Fake.Make(", "T:"];

    private static readonly string[] s_noNames = ["owner id", "owner.id", "7up", "!", "owner-id", "a+b"];

    // A `;` cuts the value before anybody reads it.
    private static readonly string[] s_noIdentities = ["system scheduler", "demo, test", "demo,test", "!", "! demo", "demo | a b", "a\tb"];

    /// <summary>Every key with every kind of value that it does not take. `real_type` and the like are told by their kind, so that no key is forgotten.</summary>
    public static TheoryData<string, string> WrongValues()
    {
        var data = new TheoryData<string, string>();
        foreach (var key in OptionKeys.All)
        {
            foreach (var value in key.Kind switch
            {
                OptionKind.TypeList => s_noTypes,
                OptionKind.MemberList => s_noMembers,
                OptionKind.TypePairs => s_noPairs,
                OptionKind.MockList => s_noMocks,
                OptionKind.NameList => s_noNames,
                OptionKind.FrameworkList => ["autogen", "Semantic_Kernel", "semantic_kernel | langchain", "!autogen"],
                OptionKind.IdentityList => s_noIdentities,
                OptionKind.MissingIds => ["", "random", "factory:", "factory:7up", "Literal", "literal | guid", "factory: Acme.New"],
                _ => ["", "yes", "True", "typed | marked", "1"],
            })
            {
                data.Add(key.Name, value);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public Task A_wrong_value_is_said_at_its_line(string key, string value)
    {
        var line = (key + " = " + value).TrimEnd();
        return Code("class Nothing { }")
            .AdditionalFile(".editorconfig", "root = true\n[*.cs]\n{|ECG9001:" + line + "|}\n")
            .Says(OptionText.Complaint(Find(key), value)!);
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public Task A_wrong_value_without_a_file_is_said_once(string key, string value) => Code("class Nothing { }").And("Other.cs", "class Other { }")
        .EditorConfig(key + " = " + value)
        .SaysOfTheProject("ECG9001", OptionText.Complaint(Find(key), value)!);

    [Fact]
    public Task A_value_that_is_handed_over_as_text_is_not_said_again() => Code("class Nothing { }")
        .EditorConfig(Key("path_scope = typed"))
        .AdditionalFile(".editorconfig", "root = true\n[*.cs]\n{|ECG9001:execution_context_guard.path_scope = typed|}\n")
        .Says("'execution_context_guard.path_scope = typed' is none of: typed_and_marked, marked; the default 'typed_and_marked' is used");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_unknown_key_without_a_file_is_said_once(bool isGlobal)
    {
        var row = Code("class Nothing { }").And("Other.cs", "class Other { }");
        return (isGlobal ? row.GlobalConfig("execution_context_guard.framework = none") : row.EditorConfig("execution_context_guard.framework = none"))
            .SaysOfTheProject("ECG9001", "'execution_context_guard.framework' is no setting of ExecutionContextGuard; see docs/configuration.md for those there are");
    }

    [Fact]
    public Task An_unknown_key_that_is_handed_over_as_text_is_not_said_again() => Code("class Nothing { }")
        .EditorConfig(Key("typo = 1"))
        .AdditionalFile(".editorconfig", "root = true\n[*.cs]\n{|ECG9001:execution_context_guard.typo = 1|}\n")
        .Says("'execution_context_guard.typo' is no setting of ExecutionContextGuard; see docs/configuration.md for those there are");

    [Fact]
    public Task A_global_config_is_read_like_an_editorconfig() => Code("class Nothing { }")
        .AdditionalFile("build/team.globalconfig", "is_global = true\n{|ECG9001:execution_context_guard.test_project = maybe|}\n")
        .Says("'execution_context_guard.test_project = maybe' is none of: auto, true, false; the default 'auto' is used");

    [Theory]
    [InlineData("Acme.ITenant", "no entry of a catalogue")]
    [InlineData("guard T:Acme.ITenant", "no entry of a catalogue")]
    [InlineData("!", "no entry of a catalogue")]
    [InlineData("X:Acme.ITenant", "no entry of a catalogue")]
    [InlineData("T:7up", "not a type")]
    [InlineData("T:Acme.I*", "not a type")]
    [InlineData("!!T:Acme.ITenant", "no entry of a catalogue")]
    [InlineData("T:Acme.ITenant M:Acme.Core.Run", "not a type")]
    [InlineData("M:Run", "not a member")]
    [InlineData("M:Acme.Core.Run(", "not a member")]
    [InlineData("path", "not a member")]
    [InlineData("path Acme.Bus", "not a member")]
    [InlineData("path !T:Acme.Bus", "not a member")]
    [InlineData("approved", "not a type")]
    [InlineData("approved M:Acme.Core.Run", "not a type")]
    [InlineData("real T:Acme.IFoo", "not a pair of types")]
    [InlineData("real T:Acme.IFoo => ", "not a pair of types")]
    [InlineData("mock Acme.Fake", "not what creates a double")]
    [InlineData("mock M:Acme.Fake.Make =>", "not what creates a double")]
    [InlineData("carrier", "not a type or property")]
    [InlineData("carrier M:Acme.Bus.Send", "not a type or property")]
    [InlineData("carrier T:Acme.*", "not a type or property")]
    public void A_malformed_line_of_a_catalogue_says_what_to_write(string line, string complaint)
    {
        var text = Microsoft.CodeAnalysis.Text.SourceText.From("# ours\n  " + line + "   # comment\n");

        Assert.True(CatalogueLine.TryRead(text, text.Lines[1], out var read));
        Assert.Contains(complaint, read.Complaint, StringComparison.Ordinal);
        Assert.Contains("; the line is left out", read.Complaint, StringComparison.Ordinal);
        Assert.Equal(line.TrimEnd(), text.ToString(read.Span));
    }

    [Fact]
    public Task A_malformed_line_of_a_catalogue_is_said_at_its_line_and_the_rest_counts() => Code("""
        public interface ITenant { }

        class Tests
        {
            void Run(ITenant tenant) { }

            void Test() => Run({|ECG1001:Mock.Of<ITenant>()|});
        }
        """).AdditionalFile("ExecutionContextGuard.Platform.txt", """
        # our contexts
        {|ECG9001:T:7up|}   # not one
        T:ITenant # ours
        {|ECG9001:ITenant|}

        """).Says(
            "'7up' is not a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name; the line is left out".Replace("'7up'", "'T:7up'", StringComparison.Ordinal),
            "'ITenant' is no entry of a catalogue: write 'T:Namespace.Type', 'M:Namespace.Type.Method', 'path T:..', 'approved T:..', 'real T:.. => T:..', 'mock M:..' or 'carrier P:..'; the line is left out",
            "'Tests.Run' gets a Moq double of 'ITenant' instead of a real 'ITenant'");

    [Theory]
    [InlineData("ECG1001 M:Tests.Test M:Tests.Run", "four fields, and this line has 3")]
    [InlineData("ECG1001 M:Tests.Test M:Tests.Run 1 2", "four fields, and this line has 5")]
    [InlineData("ECG1001", "four fields, and this line has 1")]
    [InlineData("1001 M:Tests.Test M:Tests.Run 1", "'1001' is no rule")]
    [InlineData("ECG10011 M:Tests.Test M:Tests.Run 1", "'ECG10011' is no rule")]
    [InlineData("ECG9001 M:Tests.Test M:Tests.Run 1", "'ECG9001' is no rule")]
    [InlineData("CA1001 M:Tests.Test M:Tests.Run 1", "'CA1001' is no rule")]
    [InlineData("ECG1001 Tests.Test M:Tests.Run 1", "'Tests.Test' is no documentation ID")]
    [InlineData("ECG1001 M:Tests.Test Run 1", "'Run' is no documentation ID")]
    [InlineData("ECG1001 L:Test M:Tests.Run 1", "'L:Test' is no documentation ID")]
    [InlineData("ECG1001 M:Tests.Test M:Tests.Run 0", "'0' is no count")]
    [InlineData("ECG1001 M:Tests.Test M:Tests.Run -1", "'-1' is no count")]
    [InlineData("ECG1001 M:Tests.Test M:Tests.Run many", "'many' is no count")]
    [InlineData("ECG1001 M:Tests.Test M:Tests.Run 99999999999", "'99999999999' is no count")]
    public void A_malformed_line_of_a_baseline_says_what_to_write(string line, string complaint)
    {
        var text = Microsoft.CodeAnalysis.Text.SourceText.From(line.Replace(' ', '\t') + " # why\n");

        Assert.True(BaselineLine.TryRead(text, text.Lines[0], out var read));
        Assert.Contains(complaint, read.Complaint, StringComparison.Ordinal);
        Assert.Contains("; the line is left out, and what it meant is reported", read.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public Task Malformed_and_repeated_lines_of_a_baseline_are_said_at_their_line() => Code("class Nothing { }").AdditionalFile(BaselineFile, """
        # accepted in May
        ECG1001 M:Nothing.Test M:Nothing.Run 1
        {|ECG9001:ECG1001 M:Nothing.Test M:Nothing.Run 2|}
        {|ECG9001:ECG1001 M:Nothing.Test|}
        """).Says(
            "This rule, member and path are listed above; keep one of the lines, the larger count holds",
            "An entry of a baseline has four fields, and this line has 2: write the rule, the member, the path and the count; the line is left out, and what it meant is reported");

    [Theory]
    [InlineData("AllowContextDouble(\"\")")]
    [InlineData("AllowContextDouble(\"  \")")]
    [InlineData("AllowContextDoubleAttribute(null!)")]
    [InlineData("Acme.AllowContextDouble(Reasons.None)")]
    [InlineData("global::Acme.AllowContextDouble")]
    public Task An_allowance_without_a_reason_is_said_at_the_attribute(string attribute) => Code($$"""
        namespace Acme
        {
            class AllowContextDoubleAttribute : Attribute
            {
                public AllowContextDoubleAttribute() { }
                public AllowContextDoubleAttribute(string reason) { }
            }

            static class Reasons { public const string None = ""; }
        }

        class Tests
        {
            [{|ECG9001:{{attribute}}|}]
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says("'[AllowContextDouble]' without a reason allows nothing; say why this double may stay", GetsDouble("Moq"));

    [Fact]
    public Task An_allowance_with_a_reason_is_silent() => Code("""
        class AllowContextDoubleAttribute : Attribute { public AllowContextDoubleAttribute(string reason) { } }

        class Tests
        {
            [AllowContextDouble("the guard itself is under test")]
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());
        }
        """);

    [Fact]
    public Task Well_formed_files_are_silent() => Code("class Nothing { }")
        .AdditionalFile("ExecutionContextGuard.txt", """
            # a platform's own catalogue
            T:Acme.Platform.ITenantContext
            T:Acme.Platform.Context`1
            !T:Acme.Platform.ISnapshot
            M:Acme.Platform.Bus.Publish(System.Object,System.Collections.Generic.List{System.String})
            M:Acme.Platform.Bus.Send``1(``0)
            M:Acme.Platform.Bus.#ctor(System.Object)   # a constructor
            M:Acme.Platform.Bus.Handle*
            !M:Acme.Platform.Bus.HandlePeek
            P:Acme.Platform.Hub.Context
            path T:Acme.Platform.Hub
            !path T:Acme.Platform.Log
            approved T:Acme.Platform.Testing.HarnessContext
            real T:Acme.Platform.ITenantContext => T:Acme.Platform.TenantContext
            mock M:Acme.Testing.Doubles.New => Acme Doubles
            mock T:Acme.Testing.Double`1
            !mock M:Castle.DynamicProxy.ProxyGenerator.CreateClassProxy*

            """)
        .AdditionalFile("sub/ecguard.baseline", "# accepted\nECG1001\tM:Tests.Test\tL:Run\t3\n\nECG1010 P:Tests.Context T:Acme.IUserExecutionContext 1 # one\n")
        .AdditionalFile("notes.txt", "this is nobody's catalogue")
        .AdditionalFile("Other.baseline", "this neither");

    private static OptionKey Find(string name) => OptionKeys.All.Single(key => key.Name == name);
}
