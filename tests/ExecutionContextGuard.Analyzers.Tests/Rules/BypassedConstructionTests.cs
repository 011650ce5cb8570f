namespace ExecutionContextGuard.Rules;

/// <summary>ECG1005.</summary>
public sealed class BypassedConstructionTests : RuleRows
{
    private static string Gets(string type = "UserExecutionContext", string path = "AgentExecutionCore.ExecuteAgentAsync") =>
        $"'{path}' gets a '{type}' whose constructor did not run; construct a real 'UserExecutionContext'";

    [Theory]
    [InlineData("(UserExecutionContext)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext))")]
    [InlineData("(UserExecutionContext)Activator.CreateInstance(typeof(UserExecutionContext), nonPublic: true)!")]
    [InlineData("(IUserExecutionContext)Activator.CreateInstance(typeof(UserExecutionContext), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance, null, null, null)!")]
    [InlineData("System.Runtime.CompilerServices.Unsafe.As<UserExecutionContext>(request)")]
    public Task The_constructor_is_passed_by(string expression) =>
        Body($$"""await core.ExecuteAgentAsync(request, {|ECG1005:{{expression}}|});""").Says(Gets());

    [Fact]
    public Task By_way_of_a_local() => Body("""
        var context = (UserExecutionContext){|created:System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext))|};
        await core.ExecuteAgentAsync(request, {|ECG1005:context|});
        """).Says(Gets());

    [Theory]
    [InlineData("default")]
    [InlineData("default(UserExecutionContext)")]
    [InlineData("new UserExecutionContext()")]
    public Task A_default_of_a_guarded_struct(string expression) => Code($$"""
        class Tests
        {
            void Run(UserExecutionContext context) { }

            void Test() => Run({|ECG1005:{{expression}}|});
        }
        """).WithContext("namespace Acme { public readonly struct UserExecutionContext { public UserExecutionContext(string userId) => UserId = userId; public string UserId { get; } } }")
        .Says(Gets(path: "Tests.Run"));

    [Fact]
    public Task A_guarded_struct_that_an_initializer_fills_is_no_default() => Code("""
        class Tests
        {
            void Run(UserExecutionContext context) { }

            void Test() => Run(new UserExecutionContext { UserId = "user-7" });
        }
        """).WithContext("namespace Acme { public struct UserExecutionContext { public string UserId { get; init; } } }");

    [Fact]
    public Task Other_types_and_public_constructors_are_none() => Body("""
        var other = (Version)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(Version));
        var context = (IUserExecutionContext)Activator.CreateInstance(typeof(UserExecutionContext), "u", "t", "r", "q")!;
        await core.ExecuteAgentAsync(request, context);
        """);
}
