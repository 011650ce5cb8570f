using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Symbols;

/// <summary>Tells test projects from production projects.</summary>
internal static class TestProjects
{
    /// <summary>Whether the configuration says so or, where it says nothing, MSBuild does, or a test framework's or a mocking library's assembly is referenced.</summary>
    public static bool Contains(Compilation compilation, AnalyzerConfigOptionsProvider provider, GuardOptions options)
    {
        if (options.IsTestProject is { } configured)
        {
            return configured;
        }

        if (provider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var value)
            && bool.TryParse(value, out var isTestProject) && isTestProject)
        {
            return true;
        }

        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name is "xunit.core" or "xunit.v3.core" or "nunit.framework"
                or "Microsoft.VisualStudio.TestPlatform.TestFramework" or "MSTest.TestFramework" or "TUnit.Core"
                or "Moq" or "NSubstitute" or "FakeItEasy" or "Telerik.JustMock" or "Rhino.Mocks" or "Rocks" or "AutoFixture")
            {
                return true;
            }
        }

        return false;
    }
}
