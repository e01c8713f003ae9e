using System.Text.RegularExpressions;

namespace Dionaea.Tests;

/// <summary>A command of a page, with the lines that the page says it prints.</summary>
/// <param name="Command">The command, with the lines that continue it.</param>
/// <param name="Printed">Some of the lines that it prints, in order.</param>
internal sealed record PageCommand(string Command, IReadOnlyList<string> Printed);

/// <summary>What a page of the documentation promises: commands and links.</summary>
internal sealed partial class MarkdownPage
{
    /// <summary>The command that passes the tests; it is not run from within them.</summary>
    public const string TestCommand = "bash tests/run.sh";

    private readonly string _folder;

    /// <summary>Reads a page.</summary>
    /// <param name="path">Its file.</param>
    public MarkdownPage(string path)
    {
        _folder = Path.GetDirectoryName(path)!;
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
    }

    /// <summary>The project's README.</summary>
    public static MarkdownPage Readme { get; } = new(Repository.PathTo("README.md"));

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>The commands of its console blocks in order.</summary>
    public IReadOnlyList<PageCommand> Steps()
    {
        var steps = new List<PageCommand>();
        foreach (Match block in ConsoleBlock().Matches(Text))
        {
            foreach (var line in block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.StartsWith("$ ", StringComparison.Ordinal))
                    steps.Add(new(line[2..], []));
                else if (line.StartsWith("> ", StringComparison.Ordinal))
                    steps[^1] = steps[^1] with { Command = $"{steps[^1].Command}\n{line[2..]}" };
                else
                    steps[^1] = steps[^1] with { Printed = [.. steps[^1].Printed, line] };
            }
        }

        return steps;
    }

    /// <summary>The commands of its console blocks in order, each with the lines that continue it.</summary>
    public IReadOnlyList<string> Commands() => [.. Steps().Select(step => step.Command)];

    /// <summary>The targets of its links and pictures.</summary>
    public IEnumerable<string> Links() => Link().Matches(Text).Select(m => m.Groups["target"].Value);

    /// <summary>The files that its links lead to and that do not exist.</summary>
    public IEnumerable<string> BrokenLinks() => Links()
        .Where(link => !link.StartsWith("https://", StringComparison.Ordinal))
        .Where(link => !Path.Exists(Path.Combine(_folder, link.Split('#')[0])));

    [GeneratedRegex("^```console\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
