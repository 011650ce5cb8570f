namespace ExecutionContextGuard.Rules;

public sealed class RivalContextTypeTests : RuleRows
{
    private const string Attribute = "[System.AttributeUsage(System.AttributeTargets.All)] public sealed class GuardedContextAttribute : System.Attribute { }";

    /// <summary>As it ships: it carries the attribute that it brings along.</summary>
    private const string Ours = """
        namespace ExecutionContextGuard
        {
            [System.AttributeUsage(System.AttributeTargets.All)] public sealed class GuardedContextAttribute : System.Attribute { }
            [GuardedContext] public sealed class UserExecutionContext { public UserExecutionContext(string userId) => UserId = userId; public string UserId { get; } }
        }
        """;

    [Fact]
    public Task Two_of_which_neither_is_the_one_are_both_reported() => Code("""
        namespace Billing { public sealed class {|ECG3006:UserExecutionContext|} { } }
        namespace Sales { public interface {|ECG3006:UserExecutionContext|} { } }
        """).WithContext("").Says(
            "'Billing.UserExecutionContext' has the name of 'Sales.UserExecutionContext'; use one context type everywhere",
            "'Sales.UserExecutionContext' has the name of 'Billing.UserExecutionContext'; use one context type everywhere");

    [Fact]
    public Task Ours_is_the_one() => Code("namespace Billing { public sealed class {|ECG3006:UserExecutionContext|} { } }")
        .WithContext("").And("Ours.cs", Ours)
        .Says("'Billing.UserExecutionContext' has the name of 'ExecutionContextGuard.UserExecutionContext'; use one context type everywhere");

    [Fact]
    public Task The_attributed_one_is_the_one_and_ours_does_not_count() => Code("""
        namespace Billing { [ExecutionContextGuard.GuardedContext] public sealed class UserExecutionContext { } }
        namespace Sales { public sealed class {|ECG3006:UserExecutionContext|} { } }
        """).WithContext("").And("Ours.cs", Ours)
        .Says("'Sales.UserExecutionContext' has the name of 'Billing.UserExecutionContext'; use one context type everywhere");

    [Fact]
    public Task The_attributed_one_alone_beside_ours_is_silent() => Code("namespace Billing { [ExecutionContextGuard.GuardedContext] public sealed class UserExecutionContext { } }")
        .WithContext("").And("Ours.cs", Ours);

    [Fact]
    public Task The_attributed_one_of_a_reference_beside_ours_is_silent() => Code("class Uses { object Make() => new Billing.UserExecutionContext(); }")
        .WithContext("").References("Library", ("Ours.cs", Ours))
        .References("Billing", ("Billing.cs", "namespace Billing { [GuardedContext] public sealed class UserExecutionContext { } }"), ("Attribute.cs", Attribute));

    [Fact]
    public Task The_configured_one_is_the_one() => Code("""
        namespace Billing { public sealed class TenantContext { } }
        namespace Sales { public sealed class {|ECG3006:TenantContext|} { } }
        """).EditorConfig("execution_context_guard.context_types = Billing.TenantContext")
        .Says("'Sales.TenantContext' has the name of 'Billing.TenantContext'; use one context type everywhere");

    [Fact]
    public Task An_attributed_type_of_any_name_has_rivals() => Code("""
        namespace Billing { [GuardedContext] public sealed class TenantContext { } }
        namespace Sales { public sealed class {|ECG3006:TenantContext|} { } }
        """).And("Attribute.cs", Attribute)
        .Says("'Sales.TenantContext' has the name of 'Billing.TenantContext'; use one context type everywhere");

    [Fact]
    public Task The_rival_of_an_attributed_type_in_a_reference() => Code("namespace Sales { public sealed class {|ECG3006:TenantContext|} { } }")
        .References("Contracts", ("Contracts.cs", Attribute + " namespace Billing { [GuardedContext] public sealed class TenantContext { } }"))
        .Says("'Sales.TenantContext' has the name of 'Billing.TenantContext'; use one context type everywhere");

    [Fact]
    public Task A_rival_in_a_reference_is_reported_at_its_first_use_in_a_file() => Code("""
        class Uses
        {
            private readonly Sales.{|ECG3006:TenantContext|}? _first = null;
            private readonly Sales.TenantContext? _second = null;
            private readonly Billing.TenantContext? _right = null;
        }
        """).And("More.cs", "class More { object Make() => new Sales.{|ECG3006:TenantContext|}(); }")
        .References("Contracts", ("Contracts.cs", "namespace Billing { public sealed class TenantContext { } }"))
        .References("Sales", ("Sales.cs", "namespace Sales { public sealed class {|ECG3006:TenantContext|} { } }"))
        .EditorConfig("execution_context_guard.context_types = Billing.TenantContext")
        .Says("'Sales.TenantContext' has the name of 'Billing.TenantContext'; use one context type everywhere");

    [Fact]
    public Task Private_nested_types_enums_other_arities_and_other_names_are_silent() => Code("""
        namespace Sales
        {
            public enum UserExecutionContext { None }
        }

        namespace Billing
        {
            public sealed class UserExecutionContext<T> { }
            public delegate void IUserExecutionContext();
            public class Outer { private sealed class UserExecutionContext { } public sealed class IUserExecutionContext { } }
            public sealed class UserContext { }
        }
        """);

    [Fact]
    public Task What_the_base_class_library_calls_so_is_silent() => Code("""
        namespace Sales { public sealed class ExecutionContext { public static System.Threading.ExecutionContext? Flow => null; } }
        """).EditorConfig("execution_context_guard.context_types = Sales.ExecutionContext");

    [Fact]
    public Task An_internal_type_of_a_reference_is_not_seen() => Code("namespace Sales { public sealed class TenantContext { } }")
        .References("Contracts", ("Contracts.cs", "namespace Billing { internal sealed class TenantContext { } }"))
        .EditorConfig("execution_context_guard.context_types = TenantContext");

    [Fact]
    public Task A_partial_type_is_one() => Code("""
        namespace Sales { public sealed partial class UserExecutionContext { } }
        namespace Sales { public sealed partial class UserExecutionContext { } }
        """).WithContext("");
}
