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
    {
        Results = results;
        Out = Console(results, resultsAreSeen);
        Notes = Console(notes, notesAreSeen);
        _progress = progress && notesAreSeen;
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

/// <summary>One thing that takes a while.</summary>
internal sealed class Step(ProgressTask? task)
{
    public void Of(int total)
    {
        if (task is not null)
        {
            task.MaxValue = Math.Max(1, total);
        }
    }

    public void Done(int count, string? now = null)
    {
        if (task is not null)
        {
            task.Value = count;
            if (now is not null)
            {
                task.Description = Markup.Escape(now);
            }
        }
    }
}
