using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A directive's words, told apart: those that stand alone and those that follow a <c>--name</c>.</summary>
/// <param name="Alone">The words that stand alone, in order.</param>
/// <param name="Options">The values by option name without the dashes.</param>
/// <param name="Flags">The options without a value that stand there, without the dashes.</param>
public sealed record DirectiveWords(IReadOnlyList<string> Alone, IReadOnlyDictionary<string, string> Options, IReadOnlySet<string> Flags)
{
    /// <summary>Tells a directive's words apart; <c>--name value</c> and <c>--name=value</c> are the same.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="flags">The names of options that take no value.</param>
    /// <exception cref="WorkbenchException">An option has no value or stands twice.</exception>
    public static DirectiveWords Of(CellDirective directive, params ReadOnlySpan<string> flags)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        var alone = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var words = directive.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || words[i].Length == 2)
            {
                alone.Add(words[i]);
                continue;
            }

            var option = words[i][2..];
            if (flags.Contains(option))
            {
                given.Add(option);
                continue;
            }

            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? option : option[..equals];
            if (equals < 0 && i + 1 >= words.Count)
                throw WorkbenchException.Usage($"'--{Suggestion.Excerpt(name)}' has no value.", $"Write: --{Suggestion.Excerpt(name)} VALUE");
            if (!options.TryAdd(name, equals < 0 ? words[++i] : option[(equals + 1)..]))
                throw WorkbenchException.Usage($"'--{Suggestion.Excerpt(name)}' stands twice.");
        }

        return new DirectiveWords(alone, options, given);
    }

    /// <summary>Refuses options other than <paramref name="known"/>.</summary>
    /// <exception cref="WorkbenchException">There is another one.</exception>
    public void Allow(string directive, params string[] known)
    {
        foreach (var name in Options.Keys.Except(known))
        {
            throw WorkbenchException.Unknown(
                $"option of #!{directive} called", name, known, known.Length == 0 ? "It takes none." : $"It takes: {string.Join(", ", known.Select(k => "--" + k))}.");
        }
    }
}
