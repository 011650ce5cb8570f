using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG9001, in the .editorconfig text that the package hands over as an additional file.</summary>
public sealed class InvalidConfigurationTests : RuleRows
{
    [Fact]
    public Task An_unknown_key_is_said_at_its_line() => Configured("{|ECG9001:execution_context_guard.contxt_types = Acme.ITenant|}")
        .Says("'execution_context_guard.contxt_types' is no setting of ExecutionContextGuard; see docs/configuration.md for those there are");

    [Theory]
    [InlineData("path_scope = typed", "'execution_context_guard.path_scope = typed' is none of: typed_and_marked, marked; the default 'typed_and_marked' is used")]
    [InlineData("path_scope = ", "'execution_context_guard.path_scope = ' is none of: typed_and_marked, marked; the default 'typed_and_marked' is used")]
    [InlineData("missing_ids = random", "'execution_context_guard.missing_ids = random' is none of: literal, guid, factory:Namespace.Type.Method; the default 'literal' is used")]
    [InlineData("missing_ids = factory:", "'execution_context_guard.missing_ids = factory:' is none of: literal, guid, factory:Namespace.Type.Method; the default 'literal' is used")]
    [InlineData("context_types = Acme..ITenant", "'Acme..ITenant' in 'execution_context_guard.context_types' is not a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name; the entry is left out")]
    [InlineData("context_types = ITenant | 7up", "'7up' in 'execution_context_guard.context_types' is not a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name; the entry is left out")]
    [InlineData("real_type = IFoo -> Foo", "'IFoo -> Foo' in 'execution_context_guard.real_type' is not a pair of types: write 'Namespace.IContext => Namespace.Context'; the entry is left out")]
    [InlineData("execution_paths = Acme.Core.Run", "'Acme.Core.Run' in 'execution_context_guard.execution_paths' is not a member: write its documentation ID, like 'M:Namespace.Type.Method' or 'T:Namespace.Type'; the entry is left out")]
    [InlineData("user_id_names = owner id", "'owner id' in 'execution_context_guard.user_id_names' is not a parameter or member name; the entry is left out")]
    public Task A_malformed_value_says_what_to_write(string setting, string message) =>
        Configured("{|ECG9001:execution_context_guard." + setting.TrimEnd() + "|}").Says(message);

    [Fact]
    public Task Well_formed_settings_comments_and_other_people_s_keys_are_silent() => Configured("""
        # execution_context_guard.nonsense = 1
        ; execution_context_guard.nonsense = 1
        dotnet_diagnostic.ECG1001.severity = error
        execution_context_guard.context_types = UserExecutionContext | T:Acme.ITenant | !Acme.Other # ours
        execution_context_guard.real_type = Acme.ITenant => Acme.Tenant
        execution_context_guard.execution_paths = M:Acme.Core.Run(System.Object) | T:Acme.Bus | M:Acme.Core..ctor*
        execution_context_guard.path_scope = marked
        EXECUTION_CONTEXT_GUARD.missing_ids = factory:Acme.Contexts.New
        """);

    [Fact]
    public Task The_rest_of_a_list_with_a_malformed_entry_still_counts() => Code("""
        public interface ITenant { }

        class Tests
        {
            void Run(ITenant tenant) { }

            void Test() => Run({|ECG1001:Mock.Of<ITenant>()|});
        }
        """).EditorConfig("execution_context_guard.context_types = 7up | ITenant")
        .SaysOfTheProject("ECG9001", "'7up' in 'execution_context_guard.context_types' is not a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name; the entry is left out")
        .Says("'Tests.Run' gets a Moq double of 'ITenant' instead of a real 'ITenant'");

    private static Row Configured(string lines) => Code("class Nothing { }").AdditionalFile(".editorconfig", "root = true\n[*.cs]\n" + lines.ReplaceLineEndings("\n") + "\n");
}
