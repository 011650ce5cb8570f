using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Provenance;

/// <summary>Extension members of C# 14, where the host has them; an older one gets the extension methods that they replace.</summary>
public sealed class ExtensionMemberTests : ShapeRows
{
    private const string Real = "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")";

    private static readonly bool HasExtensionMembers = LanguageVersionFacts.TryParse("14.0", out _);

    [Fact]
    public Task An_extension_member_is_gone_through_or_silent() => Extended($$"""
        var accessor = new Mock<IContextAccessor>();
        accessor.Setup(a => a.Current).Returns({{Real}});
        await core.ExecuteAgentAsync(request, accessor.Object.Now());
        await core.ExecuteAgentAsync(request, Contexts.Make("u"));
        await core.RunAgainAsync(request, {{Real}});
        """);

    [Fact]
    public Task A_path_beside_extension_members_is_judged_as_ever() => Extended("""
        await core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        """).Says(GetsDouble("Moq"));

    private static Row Extended(string statements)
    {
        var row = Body(statements).And("Extensions.cs", HasExtensionMembers ? $$"""
            public static class Contexts
            {
                public static IUserExecutionContext Make(string userId) => {{Real}};

                extension(IContextAccessor accessor)
                {
                    public IUserExecutionContext Latest => accessor.Current;

                    public IUserExecutionContext Now() => accessor.Latest;
                }

                extension(AgentExecutionCore core)
                {
                    public Task RunAgainAsync(AgentRequest request, IUserExecutionContext context) => core.ExecuteAgentAsync(request, context);
                }
            }
            """ : $$"""
            public static class Contexts
            {
                public static IUserExecutionContext Make(string userId) => {{Real}};

                public static IUserExecutionContext Now(this IContextAccessor accessor) => accessor.Current;

                public static Task RunAgainAsync(this AgentExecutionCore core, AgentRequest request, IUserExecutionContext context) => core.ExecuteAgentAsync(request, context);
            }
            """);
        return LanguageVersionFacts.TryParse("14.0", out var version) ? row.Language(version) : row;
    }
}
