using System.Reflection;
using System.Runtime.Versioning;

[assembly: ExecutionContextGuard.GuardedContextType(typeof(System.Security.Claims.ClaimsPrincipal))]
[assembly: ExecutionContextGuard.GuardedContextType(typeof(Acme.Platform.RunContext))]

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>The attributes go where code needs them, and the assembly needs nothing but the platform.</summary>
public sealed class SurfaceTests
{
    private static readonly Assembly Product = typeof(UserExecutionContext).Assembly;

    [Fact]
    public void The_attributes_say_what_they_were_given()
    {
        Assert.Equal(
            [typeof(System.Security.Claims.ClaimsPrincipal), typeof(Acme.Platform.RunContext)],
            typeof(SurfaceTests).Assembly.GetCustomAttributes<GuardedContextTypeAttribute>().Select(attribute => attribute.ContextType));
        Assert.Equal("proves the guard", typeof(Marked).GetMethod(nameof(Marked.Run))!.GetCustomAttribute<AllowContextDoubleAttribute>()!.Reason);
        Assert.NotNull(typeof(Marked).GetMethod(nameof(Marked.Run))!.GetParameters()[0].GetCustomAttribute<AgentExecutionPathAttribute>());
        Assert.NotNull(typeof(UserExecutionContext).GetCustomAttribute<GuardedContextAttribute>());
    }

    [Theory]
    [InlineData(typeof(GuardedContextAttribute), AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, false)]
    [InlineData(typeof(GuardedContextTypeAttribute), AttributeTargets.Assembly, true)]
    [InlineData(
        typeof(AgentExecutionPathAttribute),
        AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Delegate
            | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
        false)]
    [InlineData(
        typeof(AllowContextDoubleAttribute),
        AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Field
            | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
        false)]
    public void Each_attribute_stands_where_it_means_something(Type attribute, AttributeTargets targets, bool severalTimes)
    {
        var usage = attribute.GetCustomAttribute<AttributeUsageAttribute>()!;

        Assert.Equal(targets, usage.ValidOn);
        Assert.Equal(severalTimes, usage.AllowMultiple);
    }

    [Fact]
    public void The_exceptions_are_what_callers_catch()
    {
        var notReal = new ContextNotRealException("ECG1001", "a mock", "context");
        var mixed = new MixedUsersException("two users");

        Assert.Equal(("ECG1001", "context"), (notReal.RuleId, notReal.ParamName));
        Assert.IsType<ArgumentException>(notReal, exactMatch: false);
        Assert.Equal(("ECG3005", "two users"), (mixed.RuleId, mixed.Message));
        Assert.IsType<InvalidOperationException>(mixed, exactMatch: false);
    }

    [Fact]
    public void The_assembly_depends_on_the_platform_alone()
    {
        var framework = Product.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

        Assert.All(Product.GetReferencedAssemblies(), reference => Assert.True(
            reference.Name == "netstandard" || reference.Name!.StartsWith("System.", StringComparison.Ordinal), $"{framework} build references {reference.Name}"));
        Assert.DoesNotContain(Product.GetReferencedAssemblies(), reference => reference.Name == "System.Text.Json");
    }

    [Fact]
    public void Everything_public_lives_in_one_namespace()
    {
        Assert.All(Product.GetExportedTypes(), type => Assert.Equal("ExecutionContextGuard", type.Namespace));
    }

    private static class Marked
    {
        [AllowContextDouble("proves the guard")]
        public static void Run([AgentExecutionPath] object context) => AgentExecutionGuard.EnsureReal(context);
    }
}
