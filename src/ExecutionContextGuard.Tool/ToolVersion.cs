using System.Reflection;

namespace ExecutionContextGuard.Tool;

internal static class ToolVersion
{
    /// <summary>The version without the commit behind it.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
