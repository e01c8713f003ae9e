using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>A command line that shows a verb at work.</summary>
/// <param name="What">What it does, as a phrase.</param>
/// <param name="Line">The command line, as a user types it.</param>
internal sealed record Example(string What, string Line);

/// <summary>Writes the help of the command and of each verb, the same on every terminal.</summary>
/// <param name="writer">Where help goes.</param>
/// <param name="examples">The examples of each verb.</param>
internal sealed class HelpPage(TextWriter writer, IReadOnlyDictionary<Command, IReadOnlyList<Example>> examples) : SynchronousCommandLineAction
{
    private const int Width = 100;

    private static readonly Entry[] ExitCodes =
    [
        new("0", "done"),
        new("1", "a check, a cell or a write failed"),
        new("2", "the command line, a query's name or a parameter is wrong"),
        new("3", "the input was not found or is not a dionaea database"),
        new("4", "a limit or a time-out cut the work"),
        new("130", "interrupted"),
    ];

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var root = parseResult.RootCommandResult.Command;
        if (command == root)
            WriteRoot(root);
        else
            WriteVerb(command, root);
        return (int)ExitCode.Done;
    }

    private void WriteRoot(Command root)
    {
        var verbs = root.Subcommands.Where(c => !c.Hidden).ToList();
        writer.WriteLine("Usage: workbench VERB [arguments] [options]");
        WriteText(root.Description!);
        WriteEntries("Verbs", verbs.Select(c => new Entry(c.Name, c.Description!)));
        WriteEntries("Options", Options(root.Options));
        WriteExamples(verbs.SelectMany(c => examples[c].Take(1)));
        WriteEntries("Exit codes", ExitCodes);
        writer.WriteLine();
        writer.WriteLine("'workbench VERB --help' explains a verb.");
    }

    private void WriteVerb(Command verb, Command root)
    {
        var arguments = verb.Arguments.Where(a => !a.Hidden).ToList();
        var shown = arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.HelpName}]" : $" {a.HelpName}");
        var required = verb.Options.Where(o => o.Required).Select(o => $" {o.Aliases.FirstOrDefault() ?? o.Name} {o.HelpName}");
        writer.WriteLine($"Usage: workbench {verb.Name}{string.Concat(shown)}{string.Concat(required)} [options]");
        WriteText(verb.Description!);
        WriteEntries("Arguments", arguments.Select(a => new Entry(a.HelpName!, About(a.Description, a.HasDefaultValue ? a.GetDefaultValue() : null))));
        WriteEntries("Options", Options(verb.Options.Concat(root.Options.Where(o => o.Recursive))));
        WriteExamples(examples[verb]);
    }

    private static IEnumerable<Entry> Options(IEnumerable<Option> options) =>
        options.Where(o => !o.Hidden).OrderBy(o => o is HelpOption ? 1 : 0).Select(o => o is HelpOption
            ? new Entry("-h, --help", "Show this help.")
            : o is VersionOption
                ? new Entry("    --version", "Show the version.")
                : new Entry(
                    $"{(o.Aliases.FirstOrDefault() is { } alias ? alias + ", " : "    ")}{o.Name} {o.HelpName}",
                    About(o.Description, o.HasDefaultValue ? o.GetDefaultValue() : null)));

    private static string About(string? description, object? value) =>
        value is null or Array or false ? description! : $"{description} [default: {string.Create(CultureInfo.InvariantCulture, $"{value}")}]";

    private void WriteText(string text)
    {
        writer.WriteLine();
        foreach (var line in Wrap(text, Width))
            writer.WriteLine(line);
    }

    private void WriteEntries(string title, IEnumerable<Entry> entries)
    {
        var list = entries.ToList();
        if (list.Count == 0)
            return;

        writer.WriteLine();
        writer.WriteLine($"{title}:");
        var indent = list.Max(e => e.Name.Length) + 4;
        foreach (var entry in list)
        {
            var lines = Wrap(entry.About, Width - indent).ToList();
            writer.WriteLine($"  {entry.Name.PadRight(indent - 2)}{lines[0]}");
            foreach (var line in lines.Skip(1))
                writer.WriteLine(new string(' ', indent) + line);
        }
    }

    private void WriteExamples(IEnumerable<Example> lines)
    {
        writer.WriteLine();
        writer.WriteLine("Examples:");
        foreach (var example in lines)
        {
            writer.WriteLine($"  # {example.What}");
            writer.WriteLine($"  {example.Line}");
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    private sealed record Entry(string Name, string About);
}
