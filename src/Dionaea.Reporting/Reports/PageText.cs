using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The ways out that pages and notebook outputs take: escaping for each sink, values as text.</summary>
internal static class PageText
{
    /// <summary>A text between tags: markup, control and direction characters made inert.</summary>
    public static string HtmlText(string text) => Clean(text, html: true);

    /// <summary>A text inside a double-quoted attribute.</summary>
    public static string HtmlAttribute(string text) => Clean(text, html: true);

    /// <summary>A text for places without markup, on as many lines as it has.</summary>
    public static string PlainText(string text) => Clean(text, html: false);

    /// <summary>JSON that can stand inside a script element: no <c>&lt;</c> in it.</summary>
    public static string ScriptJson(JsonNode node) =>
        node.ToJsonString().Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>A value as readers see it, by its column's kind; null has no text.</summary>
    public static string? Value(Column column, object? value, string zone)
    {
        _ = zone;
        return (column.Kind, value) switch
        {
            (_, null) => null,
            (Kind.Count, long count) => count.ToString("N0", CultureInfo.InvariantCulture),
            (Kind.Share, _) when Number(value) is { } share => share.ToString("0.0", CultureInfo.InvariantCulture) + " %",
            (Kind.Day, _) when Number(value) is { } day => Instant(day, "yyyy-MM-dd"),
            (Kind.Timestamp, _) when Number(value) is { } time => Instant(time, "yyyy-MM-dd HH:mm:ss"),
            (Kind.Host, string host) => host.Replace(".", "[.]", StringComparison.Ordinal),
            (Kind.Url, string url) => url.Replace("http", "hxxp", StringComparison.OrdinalIgnoreCase)
                .Replace(".", "[.]", StringComparison.Ordinal),
            (_, byte[] bytes) => Convert.ToHexStringLower(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The answer's table as aligned text.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="rows">The most rows that are shown.</param>
    public static string TextTable(Answer answer, int rows)
    {
        var lines = answer.Table.Rows.Take(rows).Select(row => string.Join(
            "  ", row.Select((value, i) => PlainText(Value(answer.Table.Columns[i], value, answer.Zone) ?? ""))));
        return string.Join('\n', lines.Prepend(string.Join("  ", answer.Table.Columns.Select(c => PlainText(c.Name)))));
    }

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double real => real,
        _ => null,
    };

    private static string Instant(double seconds, string format) =>
        seconds is > -62135596800 and < 253402300800
            ? DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds)).ToString(format, CultureInfo.InvariantCulture)
            : seconds.ToString("R", CultureInfo.InvariantCulture);

    private static string Clean(string text, bool html)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' or '\t' => clean.Append(c),
                '<' when html => clean.Append("&lt;"),
                '>' when html => clean.Append("&gt;"),
                '&' when html => clean.Append("&amp;"),
                '"' when html => clean.Append("&quot;"),
                '\'' when html => clean.Append("&#39;"),
                _ when char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format => clean.Append('\uFFFD'),
                _ => clean.Append(c),
            };
        }

        return clean.ToString();
    }
}
