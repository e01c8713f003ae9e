using System.CommandLine;
using System.CommandLine.Parsing;
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
        if (parsed.UnmatchedTokens.Count > 0)
            return Unmatched(parsed, command, parsed.UnmatchedTokens[0], help);

        return parsed.Errors[0].SymbolResult switch
        {
            _ when command is RootCommand => WorkbenchException.Usage("There is no verb on the command line.", help),
            ArgumentResult { Parent: OptionResult option } => Option(option, help),
            OptionResult option => Option(option, help),
            ArgumentResult argument => WorkbenchException.Usage($"'{command.Name}' needs {argument.Argument.HelpName}.", help),
            _ => Missing(command, parsed) is { } missing
                ? WorkbenchException.Usage($"'{command.Name}' needs {missing}.", help)
                : WorkbenchException.Usage(Suggestion.Excerpt(parsed.Errors[0].Message), help),
        };
    }

    private static WorkbenchException Unmatched(ParseResult parsed, Command command, string word, string help)
    {
        var isOption = word.StartsWith('-');
        var known = isOption
            ? command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Append(o.Name))
            : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        return isOption || command.Subcommands.Count > 0
            ? WorkbenchException.Unknown(isOption ? "option" : "verb", word, known, help)
            : WorkbenchException.Usage($"'{Suggestion.Excerpt(word)}' is more than '{command.Name}' takes.", help);
    }

    private static WorkbenchException Option(OptionResult result, string help)
    {
        var option = result.Option;
        if (result.Implicit)
            return WorkbenchException.Usage($"Option '{option.Name} {option.HelpName}' is missing.", help);
        if (result.Tokens.Count == 0)
            return WorkbenchException.Usage($"Option '{option.Name}' needs a value: {option.HelpName}.", help);
        if (result.Tokens.Count > option.Arity.MaximumNumberOfValues)
            return WorkbenchException.Usage($"Option '{option.Name}' stands {result.IdentifierTokenCount} times.", "Give it once.");
        return WorkbenchException.Usage($"Option '{option.Name}' takes a whole number, not '{Suggestion.Excerpt(result.Tokens[0].Value)}'.", help);
    }

    private static string? Missing(Command command, ParseResult parsed) =>
        command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 })?.HelpName
        ?? command.Options.FirstOrDefault(o => o.Required && parsed.GetResult(o) is null)?.Name;
}
