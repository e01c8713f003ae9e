namespace Dionaea.Reporting;

/// <summary>
/// What a directive takes, read from how its usage is written: words in capitals stand for something (<c>TABLE</c>,
/// <c>PATH</c>), other words for themselves; a bar stands between alternatives, brackets around what may be left out.
/// </summary>
/// <param name="Alone">The alternatives of each word that stands alone, in order.</param>
/// <param name="Options">What each option takes, by its name without dashes.</param>
/// <param name="Flags">The options that take nothing, without dashes.</param>
internal sealed record DirectiveUsage(
    IReadOnlyList<IReadOnlyList<string>> Alone, IReadOnlyDictionary<string, string> Options, IReadOnlySet<string> Flags)
{
    /// <summary>Reads a usage.</summary>
    public static DirectiveUsage Of(IDirective directive)
    {
        var alone = new List<IReadOnlyList<string>>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var flags = new HashSet<string>(StringComparer.Ordinal);
        var words = directive.Usage.Split(' ').Skip(1).Select(word => word.TrimStart('[')).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var isOption = words[i].StartsWith("--", StringComparison.Ordinal);
            if (isOption && words[i].EndsWith(']'))
                flags.Add(Bare(words[i])[2..]);
            else if (isOption && i + 1 < words.Count)
                options[words[i][2..]] = Bare(words[++i]);
            else if (Bare(words[i]).Length > 0)
                alone.Add(Bare(words[i]).Split('|'));
        }

        return new DirectiveUsage(alone, options, flags);
    }

    // A repetition ("PATH…", "COLUMN[,COLUMN]…") takes the same thing again.
    private static string Bare(string word)
    {
        var end = word.AsSpan().IndexOfAny("[],…");
        return end < 0 ? word : word[..end];
    }
}
