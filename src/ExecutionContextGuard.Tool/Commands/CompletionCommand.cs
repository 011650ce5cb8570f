using System.CommandLine;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard completion SHELL`: the script that a shell asks for completions with; the command line itself answers.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _ecguard() {
              local IFS=$'\n'
              COMPREPLY=( $(ecguard "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null) )
            }
            complete -o default -F _ecguard ecguard
            """,
        ["zsh"] = """
            _ecguard() {
              local -a found
              found=("${(@f)$(ecguard "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
              compadd -- $found
              _files
            }
            compdef _ecguard ecguard
            """,
        ["fish"] = """
            complete -c ecguard -a '(set -l line (commandline -cp); ecguard "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName ecguard -ScriptBlock {
              param($word, $line, $position)
              ecguard "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        var command = new Command("completion", "Print the script that makes a shell complete this command: eval \"$(ecguard completion bash)\".") { shell };
        command.SetAction(parsed =>
        {
            Screen.OfProcess(progress: false).Results.WriteLine(s_scripts[parsed.GetValue(shell)!]);
            return ExitCode.Success;
        });
        return command;
    }
}
