namespace Dionaea.Analysis;

/// <summary>The nearest known name to a mistyped one.</summary>
public static class Suggestion
{
    /// <summary>
    /// The known name with the fewest edits from <paramref name="name"/>, when these are at most a third of
    /// its length (at least two), or one that starts with it; otherwise null.
    /// </summary>
    public static string? For(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > 64)
            return null;

        var best = known
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? 0 : pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best.candidate is null)
            return null;

        return best.distance <= Math.Max(2, name.Length / 3)
            || best.candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                ? best.candidate
                : null;
    }

    /// <summary>A text of the user's or the data's for use in a message: one line, at most 200 characters.</summary>
    public static string Excerpt(string text)
    {
        var clean = new string([.. text.Take(201).Select(c => char.IsControl(c) || IsInvisible(c) ? '\uFFFD' : c)]);
        return clean.Length > 200 ? clean[..200] + "…" : clean;
    }

    // Format characters turn the direction of text or hide parts of it.
    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator;

    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
