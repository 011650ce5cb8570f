using System.CommandLine;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>What several commands take.</summary>
internal static class CommonOptions
{
    public static Argument<string> Path() => new("PATH")
    {
        Description = "A solution (.sln, .slnx, .slnf), a project (.csproj), or a folder that has them.",
        DefaultValueFactory = static _ => ".",
    };

    public static Option<string[]> Properties() => new("--property", "-p")
    {
        Description = "An MSBuild property for loading, as NAME=VALUE: -p Configuration=Release. Can be given several times.",
        HelpName = "NAME=VALUE",
    };

    public static Option<bool> NoProgress() => new("--no-progress") { Description = "Draw no progress bar. (None is drawn either where the output is redirected or CI is set.)" };

    public static Option<string?> Output() => new("--output", "-o") { Description = "Write the result into this file instead of the standard output.", HelpName = "FILE" };

    public static Option<string[]> Rules()
    {
        var rules = new Option<string[]>("--rule")
        {
            Description = "Only these rules, by ID: --rule ECG1001 --rule ECG1003.",
            HelpName = "ID",
            AllowMultipleArgumentsPerToken = true,
        };
        rules.CompletionSources.Add([.. Descriptors.All.Select(static rule => rule.Id)]);
        rules.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => !Descriptors.All.Any(rule => string.Equals(rule.Id, token.Value, StringComparison.OrdinalIgnoreCase))))
            {
                result.AddError($"There is no rule '{token.Value}'; write one like ECG1001.");
            }
        });
        return rules;
    }

    /// <summary>A choice among words, as they are written in the help.</summary>
    public static Option<T> Choice<T>(string name, string alias, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(static word => word.ToLowerInvariant()).ToArray();
        var choice = new Option<T>(name, alias) { Description = description, HelpName = string.Join('|', words) };
        choice.AcceptOnlyFromAmong(words);
        return choice;
    }

    /// <summary>Loads what a path names, and says which projects could not be.</summary>
    public static async Task<Estate> LoadAsync(Target target, string[]? properties, Screen screen, CancellationToken cancellationToken, bool withNeighbours = false)
    {
        var estate = await new EstateLoader(screen).LoadAsync(target, Parse(properties), withNeighbours, cancellationToken);
        foreach (var failure in estate.Failures)
        {
            screen.Warn($"{failure.Project} could not be loaded and is left out: {failure.Reason}");
        }

        return estate;
    }

    private static Dictionary<string, string> Parse(string[]? properties)
    {
        var parsed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in properties ?? [])
        {
            var equals = property.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new CommandException(ExitCode.Usage, $"'{property}' is no property; write NAME=VALUE.");
            }

            parsed[property[..equals]] = property[(equals + 1)..];
        }

        return parsed;
    }
}
