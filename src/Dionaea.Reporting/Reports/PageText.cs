namespace Dionaea.Reporting;

/// <summary>Text of several lines, which <see cref="Escape"/> takes line by line: a cell's source, a message.</summary>
internal static class PageText
{
    /// <summary>The lines as the content of an HTML element that keeps white space.</summary>
    public static string Html(string text) => Each(text, Escape.Html);

    /// <summary>The lines for a place without markup.</summary>
    public static string Plain(string text) => Each(text, Escape.Visible);

    private static string Each(string text, Func<string, string> escape) =>
        string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace("\t", "    ", StringComparison.Ordinal).Split('\n').Select(escape));
}
