using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Editing;

/// <summary>The documents that a fix-all is asked to look at.</summary>
internal static class FixAllDocuments
{
    public static IEnumerable<Document> Of(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? [document] : [],
        FixAllScope.Project => context.Project.Documents,
        FixAllScope.Solution => context.Solution.Projects.Where(static project => project.Language == LanguageNames.CSharp).SelectMany(static project => project.Documents),
        _ => [],
    };
}
