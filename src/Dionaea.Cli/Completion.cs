using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace Dionaea.Cli;

/// <summary>What may stand next on a command line that is being typed.</summary>
internal static class Completion
{
    /// <summary>The candidates for the last word.</summary>
    /// <param name="root">The command.</param>
    /// <param name="words">
    /// The words after the command's name, the last one being typed and perhaps empty. bash cuts words at an equals
    /// sign, which then is a word.
    /// </param>
    /// <returns>Candidates that start with the word; none where it is a file's name.</returns>
    public static IEnumerable<string> Of(RootCommand root, IReadOnlyList<string> words)
    {
        Command command = root;
        Option? waiting = null;
        var given = new List<string>();
        foreach (var word in words.SkipLast(1))
        {
            if (waiting is not null)
                waiting = word == "=" ? waiting : null;
            else if (word.StartsWith('-'))
                waiting = Find(root, command, word);
            else if (command == root && root.Subcommands.FirstOrDefault(c => c.Name == word) is { } verb)
                command = verb;
            else
                given.Add(word);
        }

        var typed = words.Count == 0 || words[^1] == "=" ? "" : words[^1];
        return Candidates(root, command, waiting, given, typed).Where(c => c.StartsWith(typed, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Candidates(RootCommand root, Command command, Option? waiting, List<string> given, string typed)
    {
        if (waiting is not null)
            return waiting.Name == ParameterOption.Name ? ParameterOption.Candidates(command, given) : Items(waiting);
        if (typed.StartsWith('-'))
            return Options(root, command).Select(o => o.Name);
        if (command == root && given.Count == 0)
            return root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        return given.Count < command.Arguments.Count ? Items(command.Arguments[given.Count]) : [];
    }

    // An option that is followed by a value; a switch, an unknown one and one with its value attached are not.
    private static Option? Find(RootCommand root, Command command, string word) =>
        Options(root, command).FirstOrDefault(o => o is not (HelpOption or VersionOption) && (o.Name == word || o.Aliases.Contains(word)));

    private static IEnumerable<Option> Options(RootCommand root, Command command) =>
        command == root ? root.Options : command.Options.Concat(root.Options.Where(o => o.Recursive));

    private static IEnumerable<string> Items(Symbol symbol) => symbol.GetCompletions(CompletionContext.Empty).Select(i => i.Label);
}
