using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Texts of the data inside a figure: ticks and names cut in the middle and told apart, hover texts in full up to
/// 200 characters; all inert.
/// </summary>
internal sealed class ChartLabels
{
    private const int Longest = 200;
    private const int Tick = 28;
    private const int Line = 60;
    private readonly ValueText _values;

    public ChartLabels(string zone) => _values = new ValueText(zone, Longest);

    /// <summary>A value in full, visible but not yet inert.</summary>
    public string Full(object? value, Kind kind)
    {
        var text = Escape.Visible(_values.Show(value, kind));
        return text.Length == 0 ? ValueText.Empty
            : text.AsSpan().ContainsAnyExcept(' ') ? Middle(text, Longest + 40)
            : new string('␠', text.Length);
    }

    /// <summary>A value in at most 28 characters, cut in the middle; visible but not yet inert.</summary>
    public string Short(object? value, Kind kind)
    {
        if (value is byte[] blob)
            value = ValueText.Decode(blob);
        if (value is string { Length: > Longest } text)
            value = text[..(Longest / 2)] + text[^(Longest / 2)..];
        return Middle(Full(value, kind), Tick);
    }

    /// <summary>Names that are all different: a repeated one gets its number.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<string>();
        foreach (var name in names)
        {
            var unique = name;
            for (var number = 2; !seen.Add(unique); number++)
                unique = $"{name} ({number})";
            result.Add(unique);
        }

        return result;
    }

    /// <summary>Lines of a hover text or a title as one inert label; long lines are wrapped.</summary>
    public static string Lines(IEnumerable<string> lines, int width = Line) =>
        string.Join("<br>", lines.SelectMany(line => Wrap(line, width)).Select(Escape.ChartLabel));

    /// <summary>The text in lines of at most <paramref name="width"/> characters, broken at blanks where there are any.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var rest = Escape.Visible(text);
        while (rest.Length > width)
        {
            var at = rest.LastIndexOf(' ', width - 1, width / 2);
            var end = at > 0 ? at : char.IsHighSurrogate(rest[width - 1]) ? width - 1 : width;
            yield return rest[..end];
            rest = rest[end..].TrimStart(' ');
        }

        yield return rest;
    }

    private static string Middle(string text, int longest)
    {
        if (text.Length <= longest)
            return text;

        var tail = (longest - 1) * 2 / 5;
        return Escape.Whole(new StringBuilder(longest)
            .Append(text, 0, longest - 1 - tail).Append('…').Append(text, text.Length - tail, tail).ToString());
    }
}
