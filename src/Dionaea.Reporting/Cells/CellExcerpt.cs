using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Points at a place of a cell's text, as compilers do.</summary>
public static class CellExcerpt
{
    private const int Widest = 76;

    /// <summary>The line at <paramref name="place"/>, cut where it is long, and below it a line with a <c>^</c>; null without a place.</summary>
    public static string? Of(string source, TextPlace? place)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        if (place is null || place.Line > lines.Length)
            return null;

        var line = lines[place.Line - 1].Replace('\t', ' ');
        var at = Math.Clamp(place.Column - 1, 0, line.Length);
        var start = Math.Max(0, Math.Min(at - (Widest / 2), line.Length - Widest));
        var shown = line.Substring(start, Math.Min(Widest, line.Length - start));
        var before = Escape.Visible((start > 0 ? "…" : "") + line[start..at]);
        return $"{Escape.Visible((start > 0 ? "…" : "") + shown)}{(start + Widest < line.Length ? "…" : "")}\n{new string(' ', TextWidth.Of(before))}^";
    }
}
