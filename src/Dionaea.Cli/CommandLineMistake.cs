using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Words the command line's faults: what was found, the nearest that exists, and where help is.</summary>
internal static class CommandLineMistake
{
    /// <summary>The first fault of a parsed command line.</summary>
    public static WorkbenchException Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "'workbench --help' lists the verbs." : $"'workbench {command.Name} --help' shows how it is used.";
        var unmatched = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        if (unmatched is not null)
        {
            var isOption = unmatched.StartsWith('-');
            var known = isOption
                ? command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Append(o.Name))
                : command.Subcommands.Select(c => c.Name);
            return isOption || command.Subcommands.Count > 0
                ? WorkbenchException.Unknown(isOption ? "option" : "verb", unmatched, known, help)
                : WorkbenchException.Usage($"'{Suggestion.Excerpt(unmatched)}' is more than '{command.Name}' takes.", help);
        }

        return WorkbenchException.Usage(Suggestion.Excerpt(parsed.Errors[0].Message), help);
    }
}
