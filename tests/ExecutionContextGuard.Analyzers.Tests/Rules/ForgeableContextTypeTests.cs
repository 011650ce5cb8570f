using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

public sealed class ForgeableContextTypeTests : RuleRows
{
    private const string Members = """
            public Ctx(string userId, string threadId) { UserId = Required(userId); ThreadId = Required(threadId); }
            public string UserId { get; }
            public string ThreadId { get; }
            private static string Required(string id) => string.IsNullOrWhiteSpace(id) ? throw new ArgumentException("An ID must not be blank.", nameof(id)) : id;
        """;

    [Fact]
    public Task Unsealed() => Type("public class {|ECG3003:Ctx|}\n{\n" + Members + "\n}").Says(Forged("it is not sealed"))
        .Titled("Seal 'Ctx'").FixedTo("public sealed class Ctx\n{\n" + Members + "\n}");

    [Fact]
    public Task A_partial_one_is_sealed_once() => Type("public partial class {|ECG3003:Ctx|}\n{\n" + Members + "\n}\npublic partial class Ctx { }").Says(Forged("it is not sealed"))
        .Titled("Seal 'Ctx'").FixedTo("public sealed partial class Ctx\n{\n" + Members + "\n}\npublic partial class Ctx { }");

    [Fact]
    public Task Overridable() => Type("""
        public class {|ECG3003:Ctx|}
        {
            public Ctx(string userId) => UserId = userId ?? throw new ArgumentNullException(nameof(userId));
            public virtual string UserId { get; }
            public virtual string Describe() => "a context";
        }
        """).Says(Forged("it is not sealed, 'UserId' can be overridden")).Titled("Seal 'Ctx'").FixedTo("""
        public sealed class Ctx
        {
            public Ctx(string userId) => UserId = userId ?? throw new ArgumentNullException(nameof(userId));
            public string UserId { get; }
            public string Describe() => "a context";
        }
        """);

    [Fact]
    public Task Settable() => Type("""
        public sealed class {|ECG3003:Ctx|}
        {
            public Ctx(string userId, string runId) { UserId = userId; RunId = runId; }
            public string UserId { get; set; }
            public string RunId { get; internal set; }
            public string Display { get; set; } = "";
        }
        """).Says(Forged("'UserId' can be set")).Titled("Seal 'Ctx'").FixedTo("""
        public sealed class Ctx
        {
            public Ctx(string userId, string runId) { UserId = userId; RunId = runId; }
            public string UserId { get; }
            public string RunId { get; }
            public string Display { get; set; } = "";
        }
        """);

    [Fact]
    public Task Init_without_a_check() => Type("""
        public sealed class {|ECG3003:Ctx|}
        {
            public Ctx(string userId) => UserId = userId;
            public string UserId { get; init; }
        }
        """).Says(Forged("an initializer writes 'UserId' unchecked")).Titled("Seal 'Ctx'").FixedTo("""
        public sealed class Ctx
        {
            public Ctx(string userId) => UserId = userId;
            public string UserId { get; }
        }
        """);

    [Theory]
    [InlineData("public sealed record {|ECG3003:Ctx|}(string UserId, string ThreadId);", "'with' writes 'UserId' unchecked")]
    [InlineData("public record {|ECG3003:Ctx|}(string UserId);", "it is not sealed, 'with' writes 'UserId' unchecked")]
    [InlineData("public sealed class {|ECG3003:Ctx|} { public required string UserId { get; init; } }", "an initializer writes 'UserId' unchecked, a constructor takes no IDs")]
    [InlineData("public sealed class {|ECG3003:Ctx|} { public string? UserId { get; set; } }", "'UserId' can be set, a constructor takes no IDs")]
    [InlineData("public sealed class {|ECG3003:Ctx|} { public string? UserId; public Ctx(string userId) => UserId = userId; }", "'UserId' can be set")]
    [InlineData("public readonly struct {|ECG3003:Ctx|} { public Ctx(string userId) => UserId = userId; public string UserId { get; } }", "its default has no IDs")]
    [InlineData("public class {|ECG3003:Ctx|} { public Ctx(string userId) => UserId = userId; public string UserId { get; } } public sealed class Admin : Ctx { public Admin(string userId) : base(userId) { } }", "it is not sealed")]
    [InlineData("public class {|ECG3003:Ctx|} { public Ctx(string userId) => UserId = userId; public string UserId { get; } protected void Trace() { } }", "it is not sealed")]
    [InlineData("public sealed class {|ECG3003:Ctx|} { public Ctx(string userId) => UserId = userId; public string UserId { get; set; } public void Impersonate(string other) => UserId = other; }", "'UserId' can be set")]
    public Task No_fix_where_somebody_relies_on_it(string type, string ways) => Type(type).Says(Forged(ways)).OffersNoFix();

    [Theory]
    [InlineData("public abstract class Ctx { public string? UserId { get; set; } }")]
    [InlineData("public interface Ctx { string UserId { get; set; } }")]
    [InlineData("public sealed class Ctx { public Ctx(string userId) => UserId = userId; public string UserId { get; } }")]
    [InlineData("public sealed class Ctx { public Ctx(string userId) => UserId = userId; public string UserId { get; private set; } }")]
    [InlineData("public sealed class Ctx { private string _user = \"u\"; public Ctx(string userId) => UserId = userId; public string UserId { get => _user; init => _user = value ?? throw new ArgumentNullException(nameof(value)); } }")]
    [InlineData("public sealed record Ctx { public Ctx(string userId) => UserId = userId; public string UserId { get; } }")]
    [InlineData("public sealed class Ctx { private Ctx() { UserId = \"\"; } public Ctx(string userId) : this() => UserId = userId; public string UserId { get; } }")]
    [InlineData("public sealed class Ctx { public Ctx(string userId) => UserId = userId; public string UserId { get; } public string? Note { get; set; } }")]
    public Task A_closed_type_an_abstract_base_and_an_interface_are_silent(string type) => Type(type);

    [Fact]
    public Task A_decorator_a_private_nested_class_and_a_double_by_name_are_silent() => Code("""
        public class Traced : IUserExecutionContext
        {
            private readonly IUserExecutionContext _inner;
            public Traced(IUserExecutionContext inner) => _inner = inner;
            public string UserId => _inner.UserId;
            public string ThreadId => _inner.ThreadId;
            public string RunId => _inner.RunId;
            public string RequestId => _inner.RequestId;
            private class Nobody : IUserExecutionContext
            {
                public string UserId => "nobody";
                public string ThreadId => "nobody";
                public string RunId => "nobody";
                public string RequestId => "nobody";
            }
        }

        public class ContextStub : IUserExecutionContext
        {
            public string UserId { get; set; } = "u";
            public string ThreadId { get; set; } = "t";
            public string RunId { get; set; } = "r";
            public string RequestId { get; set; } = "q";
        }
        """).InProduction();

    [Fact]
    public Task In_a_test_project_it_is_silent() => Code("public class Ctx : IUserExecutionContext { public string UserId => \"u\"; public string ThreadId => \"t\"; public string RunId => \"r\"; public string RequestId => \"q\"; }");

    [Fact]
    public Task No_fix_where_a_class_of_another_project_derives_from_it() => Type("public sealed class Admin : Ctx { public Admin(string userId) : base(userId) { } }")
        .References("Shared", ("Ctx.cs", "public class {|ECG3003:Ctx|} { public Ctx(string userId) => UserId = userId; public string UserId { get; } }"))
        .Says(Forged("it is not sealed")).OffersNoFix();

    [Fact]
    public Task No_fix_where_code_of_another_project_sets_an_ID() => Type("public class Uses { public void Rename(Ctx it) => it.UserId = \"u\"; }")
        .References("Shared", ("Ctx.cs", "public sealed class {|ECG3003:Ctx|} { public Ctx(string userId) => UserId = userId; public string UserId { get; set; } }"))
        .Says(Forged("'UserId' can be set")).OffersNoFix();

    [Fact]
    public Task A_record_with_a_constructor_of_its_own() => Type("public record {|ECG3003:Ctx|}\n{\n" + Members + "\n}").Says(Forged("it is not sealed"))
        .Titled("Seal 'Ctx'").FixedTo("public sealed record Ctx\n{\n" + Members + "\n}");

    [Fact]
    public Task The_parts_of_a_type_in_two_files_are_closed_together() => Type("public partial class Ctx\n{\n    public Ctx(string userId) => UserId = userId;\n}")
        .And("Ctx.Ids.cs", "public partial class {|ECG3003:Ctx|}\n{\n    public virtual string UserId { get; init; }\n}")
        .Says(Forged("it is not sealed, 'UserId' can be overridden, an initializer writes 'UserId' unchecked")).Titled("Seal 'Ctx'")
        .FixedTo("public partial class Ctx\n{\n    public Ctx(string userId) => UserId = userId;\n}")
        .FixedTo("Ctx.Ids.cs", "public sealed partial class Ctx\n{\n    public string UserId { get; }\n}");

    private static string Forged(string ways) => $"'Ctx' can be forged: {ways}; let its checking constructor alone make one";

    private static Row Type(string type) => Code(type).InProduction().EditorConfig("execution_context_guard.context_types = Ctx");
}
