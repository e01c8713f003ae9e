using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Prints the script that makes a shell complete the command.</summary>
internal sealed class CompletionVerb : IVerb
{
    // Candidates are compared here and not with compgen, which would expand what stands in them.
    private const string Bash =
        """
        # Completion of the workbench command for bash. Load it with:
        #   source <(workbench completion bash)
        _workbench() {
            local candidate command="${COMP_WORDS[0]/#\~/$HOME}"
            COMPREPLY=()
            while IFS= read -r candidate; do
                COMPREPLY+=("$candidate")
            done < <("$command" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
            if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
                compopt -o nospace
            fi
        }
        complete -o bashdefault -o default -F _workbench workbench

        """;

    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("Complete in this shell", "source <(workbench completion bash)"),
        new("Complete in every new one", "workbench completion bash > ~/.local/share/bash-completion/completions/workbench"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var shell = new Argument<string>("shell") { Description = "The shell; bash is the one that has a script.", HelpName = "SHELL", DefaultValueFactory = _ => "bash" };
        shell.CompletionSources.Add("bash");
        var command = new Command("completion", "Print the script that makes a shell complete verbs, queries, parameters and files.") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(shell);
            if (name != "bash")
                throw WorkbenchException.Usage($"There is no script for the shell '{Suggestion.Excerpt(name)}'.", "bash is the one that has a script.");
            streams.Out.Write(Bash.ReplaceLineEndings("\n"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
