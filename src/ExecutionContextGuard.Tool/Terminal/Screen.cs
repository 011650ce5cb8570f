using Spectre.Console;

namespace ExecutionContextGuard.Tool.Terminal;

/// <summary>
/// Where words go: results to the standard output, so that they can be piped; everything said along the way to the standard error.
/// Colours and moving lines only where a person is looking, and NO_COLOR is respected.
/// </summary>
internal sealed class Screen
{
    // Wide enough that no line of a table is folded where a file or another program reads it.
    private const int RedirectedWidth = 400;

    private readonly bool _progress;

    public Screen(TextWriter results, TextWriter notes, bool progress, bool resultsAreSeen, bool notesAreSeen)
        : this(results, Console(results, resultsAreSeen), Console(notes, notesAreSeen), progress && notesAreSeen)
    {
    }

    public Screen(TextWriter results, IAnsiConsole @out, IAnsiConsole notes, bool progress)
    {
        Results = results;
        Out = @out;
        Notes = notes;
        _progress = progress;
    }

    /// <summary>The bare writer of results, for text that must arrive as it is.</summary>
    public TextWriter Results { get; }

    public IAnsiConsole Out { get; }

    private IAnsiConsole Notes { get; }

    public static Screen OfProcess(bool progress) => new(
        System.Console.Out,
        System.Console.Error,
        progress && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")),
        resultsAreSeen: !System.Console.IsOutputRedirected,
        notesAreSeen: !System.Console.IsErrorRedirected);

    public void Note(string text) => Notes.WriteLine(text);

    public void Warn(string text) => Notes.MarkupLineInterpolated($"[yellow]warning:[/] {text}");

    public void Error(string text) => Notes.MarkupLineInterpolated($"[red]error:[/] {text}");

    /// <summary>Does something that takes a while; the work says how much there is and how far it got.</summary>
    public async Task<T> WhileAsync<T>(string what, Func<Step, Task<T>> work)
    {
        if (!_progress)
        {
            return await work(new Step(null));
        }

        var done = default(T)!;
        await Notes.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context => done = await work(new Step(context.AddTask(Markup.Escape(what), autoStart: true, maxValue: 1))));
        return done;
    }

    private static IAnsiConsole Console(TextWriter writer, bool seen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = seen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = seen ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = seen ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!seen)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}

/// <summary>One thing that takes a while; projects may come in from several sides at once.</summary>
internal sealed class Step(ProgressTask? task)
{
    private readonly Lock _sync = new();
    private int _projects;
    private int _files;
    private int _projectsDone;
    private int _filesDone;
    private string _now = "";

    /// <summary>How much there is; without files, the projects are what is counted.</summary>
    public void Of(int projects, int files = 0)
    {
        _projects = projects;
        _files = files;
        if (task is not null)
        {
            task.MaxValue = Math.Max(1, files > 0 ? files : projects);
        }
    }

    /// <summary>What is at work now: `Analysing Acme.Tests (3 of 20 projects, 410 of 5,000 files)`.</summary>
    public void Begin(string doing, string name) => Tell(doing + " " + name, 0, 0);

    /// <summary>So many more projects are done, and files with them.</summary>
    public void Done(int projects, int files) => Tell(null, projects, files);

    private void Tell(string? now, int projects, int files)
    {
        if (task is null)
        {
            return;
        }

        lock (_sync)
        {
            _projectsDone += projects;
            _filesDone += files;
            _now = now ?? _now;
            task.Value = _files > 0 ? _filesDone : _projectsDone;
            task.Description = Markup.Escape(_files > 0
                ? $"{_now} ({_projectsDone:N0} of {_projects:N0} projects, {_filesDone:N0} of {_files:N0} files)"
                : _projects > 0 ? $"{_now} ({_projectsDone:N0} of {_projects:N0} projects)"
                : _now);
        }
    }
}
