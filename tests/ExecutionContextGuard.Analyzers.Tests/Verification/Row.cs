using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Verification;

/// <summary>
/// One row: code, what is found in it, what the fix makes of it. Return it from a test as a <see cref="Task"/>: that runs it.
/// Left unsaid: a C# 12 test project on .NET 8 with Moq (every version) and xunit, implicit usings, the types of <see cref="Preamble"/>.
/// </summary>
public sealed class Row
{
    [ThreadStatic]
    private static List<Row>? _collected;

    private readonly List<RowDocument> _documents = [];
    private ImmutableArray<Library> _libraries = [Library.Moq, Library.Xunit];

    internal Row(string source) => _documents.Add(new RowDocument(RowDocument.MainName, Markup.Parse(source)));

    internal IReadOnlyList<RowDocument> Documents => _documents;

    internal List<RowDocument> AdditionalFiles { get; } = [];

    internal List<(string Name, ImmutableArray<RowDocument> Documents)> ReferencedProjects { get; } = [];

    internal List<(string Name, string Text)> Configs { get; } = [];

    internal List<ImmutableArray<string>> Builds { get; } = [[]];

    internal List<(string Id, string Message)> Unlocated { get; } = [];

    internal List<string> Messages { get; } = [];

    internal int? FindingCount { get; private set; }

    internal Dictionary<string, Markup> Fixed { get; } = new(StringComparer.Ordinal);

    internal List<Refusal> Refusals { get; } = [];

    internal List<string> DroppedComments { get; } = [];

    internal ImmutableArray<string> CompilerErrors { get; private set; } = [];

    internal string ContextSource { get; private set; } = Preamble.Context;

    internal bool HasImplicitUsings { get; private set; } = true;

    internal bool HasAspNet { get; private set; }

    internal string Title { get; private set; } = "Construct a real 'UserExecutionContext'";

    internal LanguageVersion LanguageVersion { get; private set; } = LanguageVersion.CSharp12;

    internal Toolbox Tools { get; private set; } = Toolbox.Shipped;

    internal IReadOnlyList<Library> Libraries => _libraries;

    public static implicit operator Task(Row row)
    {
        if (_collected is null)
        {
            return RowRun.RunAsync(row);
        }

        _collected.Add(row);
        return Task.CompletedTask;
    }

    /// <summary>The rows that <paramref name="tests"/> would run: they are handed over instead.</summary>
    internal static ImmutableArray<Row> Collect(Action tests)
    {
        _collected = [];
        try
        {
            tests();
            return [.. _collected];
        }
        finally
        {
            _collected = null;
        }
    }

    /// <summary>What the findings say, in the order of the source; one text may stand for all of them. Compulsory where anything is marked.</summary>
    public Row Says(params string[] messages)
    {
        Messages.AddRange(messages);
        return this;
    }

    /// <summary>This many findings, wherever they are and whatever they say: for a row that is about the fix alone, and marks nothing.</summary>
    public Row Finds(int count)
    {
        FindingCount = count;
        return this;
    }

    /// <summary>A finding that has no place in any file.</summary>
    public Row SaysOfTheProject(string id, string message)
    {
        Unlocated.Add((id, message));
        return this;
    }

    /// <summary>What the fix makes of the code; a finding that stays is marked in it. Files that are not mentioned stay as they were.</summary>
    public Row FixedTo(string source) => FixedTo(RowDocument.MainName, source);

    /// <inheritdoc cref="FixedTo(string)"/>
    public Row FixedTo(string file, string source)
    {
        Fixed.Add(file, Markup.Parse(source));
        return this;
    }

    /// <summary>No fix is offered, for this reason, at these findings (counted from 1 in the order of the source; none named: all), and the diagnostic says so.</summary>
    public Row Declines(string reason, params int[] findings)
    {
        Refusals.Add(new Refusal(reason, [.. findings]));
        return this;
    }

    /// <summary>No fix is offered at these findings (none named: all); only the fix knows why.</summary>
    public Row OffersNoFix(params int[] findings)
    {
        Refusals.Add(new Refusal(null, [.. findings]));
        return this;
    }

    /// <summary>The title of the fix, where the real type is not called UserExecutionContext.</summary>
    public Row Titled(string title)
    {
        Title = title;
        return this;
    }

    /// <summary>A comment or directive that goes along with the statement it belonged to; every other must survive the fix.</summary>
    public Row DropsComment(params string[] comments)
    {
        DroppedComments.AddRange(comments);
        return this;
    }

    /// <summary>A further file of the project.</summary>
    public Row And(string file, string source)
    {
        _documents.Add(new RowDocument(file, Markup.Parse(source)));
        return this;
    }

    /// <summary>A project that the row's project references, with the same libraries.</summary>
    public Row References(string project, params (string File, string Source)[] documents)
    {
        ReferencedProjects.Add((project, [.. documents.Select(document => new RowDocument($"{project}/{document.File}", Markup.Parse(document.Source)))]));
        return this;
    }

    /// <summary>The same files are also compiled with these symbols, as a project with several target frameworks does; findings are those of all builds.</summary>
    public Row AlsoBuiltWith(params string[] symbols)
    {
        Builds.Add([.. symbols]);
        return this;
    }

    /// <summary>Other libraries, each in place of those of its kind: mocking, test framework, assertions.</summary>
    public Row With(params Library[] libraries)
    {
        var kinds = libraries.Select(library => library.Kind).ToHashSet();
        _libraries = [.. _libraries.Where(library => !kinds.Contains(library.Kind)), .. libraries];
        return this;
    }

    /// <summary>No mocking library and no test framework: production code.</summary>
    public Row InProduction()
    {
        _libraries = [];
        return this;
    }

    /// <summary>The ASP.NET Core framework is referenced.</summary>
    public Row WithAspNet()
    {
        HasAspNet = true;
        return this;
    }

    /// <summary>The code brings its own using directives.</summary>
    public Row WithoutImplicitUsings()
    {
        HasImplicitUsings = false;
        return this;
    }

    /// <summary>Other platform types in place of those of <see cref="Preamble"/>.</summary>
    public Row WithContext(string source)
    {
        ContextSource = source.ReplaceLineEndings("\n");
        return this;
    }

    /// <summary>Lines of an .editorconfig that hold for every C# file.</summary>
    public Row EditorConfig(string lines)
    {
        Configs.Add((".editorconfig", $"root = true\n[*.cs]\n{lines.ReplaceLineEndings("\n")}\n"));
        return this;
    }

    /// <summary>Lines of a global config: options and <c>build_property.</c> values.</summary>
    public Row GlobalConfig(string lines)
    {
        Configs.Add((".globalconfig", $"is_global = true\n{lines.ReplaceLineEndings("\n")}\n"));
        return this;
    }

    /// <summary>An additional file; findings in it are marked like those in code.</summary>
    public Row AdditionalFile(string name, string text)
    {
        AdditionalFiles.Add(new RowDocument(name, Markup.Parse(text)));
        return this;
    }

    public Row Language(LanguageVersion version)
    {
        LanguageVersion = version;
        return this;
    }

    /// <summary>Half-typed code: exactly these errors, in the order of their IDs.</summary>
    public Row DoesNotCompile(params string[] errors)
    {
        CompilerErrors = [.. errors];
        return this;
    }

    /// <summary>For the verifier's own tests.</summary>
    internal Row Using(Toolbox tools)
    {
        Tools = tools;
        return this;
    }
}

internal sealed record RowDocument(string Name, Markup Markup)
{
    public const string MainName = "Tests.cs";
}

/// <param name="Reason">The word in the diagnostic's property; null when only the fix knows.</param>
/// <param name="Findings">Which findings, counted from 1; empty for all.</param>
internal sealed record Refusal(string? Reason, ImmutableArray<int> Findings)
{
    public bool Covers(int finding) => Findings.IsEmpty || Findings.Contains(finding);
}
