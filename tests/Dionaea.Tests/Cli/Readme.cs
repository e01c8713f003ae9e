using System.Text.RegularExpressions;

namespace Dionaea.Tests;

/// <summary>What README.md promises: commands and links.</summary>
internal static partial class Readme
{
    /// <summary>The command that passes the tests; it is not run from within them.</summary>
    public const string TestCommand = "bash tests/run.sh";

    /// <summary>Its text.</summary>
    public static string Text { get; } = File.ReadAllText(Repository.PathTo("README.md")).ReplaceLineEndings("\n");

    /// <summary>The commands of its console blocks in order, each with the lines that continue it.</summary>
    public static IReadOnlyList<string> Commands()
    {
        var commands = new List<string>();
        foreach (Match block in ConsoleBlock().Matches(Text))
        {
            foreach (var line in block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.StartsWith("$ ", StringComparison.Ordinal))
                    commands.Add(line[2..]);
                else if (line.StartsWith("> ", StringComparison.Ordinal))
                    commands[^1] += "\n" + line[2..];
            }
        }

        return commands;
    }

    /// <summary>The targets of its links and pictures.</summary>
    public static IEnumerable<string> Links() => Link().Matches(Text).Select(m => m.Groups["target"].Value);

    [GeneratedRegex("^```console\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
