using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Prints the script that makes a shell complete the command.</summary>
internal sealed class CompletionVerb : IVerb
{
    private const string Bash =
        """
        # Completion of the workbench command for bash; load it with:
        #   source <(workbench completion bash)
        _workbench_complete() {
            local line="${COMP_LINE:0:$COMP_POINT}" suggestions
            suggestions=$(workbench "[suggest:${#line}]" "$line" 2>/dev/null)
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$suggestions" -- "${COMP_WORDS[COMP_CWORD]}"))
            if [ ${#COMPREPLY[@]} -eq 0 ]; then
                compopt -o default
            fi
        }
        complete -F _workbench_complete workbench

        """;

    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var shell = new Argument<string>("shell") { Description = "The shell: bash.", HelpName = "SHELL", DefaultValueFactory = _ => "bash" };
        shell.CompletionSources.Add("bash");
        var command = new Command("completion", "Print the completion script of a shell.") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(shell);
            if (name != "bash")
                throw WorkbenchException.Unknown("shell", name, ["bash"], "Only bash has a script.");
            streams.Out.Write(Bash.ReplaceLineEndings("\n"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
