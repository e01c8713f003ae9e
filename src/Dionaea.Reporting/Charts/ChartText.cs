using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What a chart says around its picture. Not yet escaped.</summary>
/// <param name="Title">The title.</param>
/// <param name="Population">Which rows are counted, in words; null when nobody said.</param>
/// <param name="Zone">The IANA name of the zone of days and times.</param>
/// <param name="Span">The days that the data cover; null when there are none.</param>
/// <param name="Cut">What is missing from the table already; null when nothing is.</param>
public sealed record ChartText(string Title, string? Population, string Zone, string? Span, string? Cut)
{
    /// <summary>The texts of a chart of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="hint">What is drawn; gives the title when the answer has no query.</param>
    public static ChartText Of(Answer answer, ChartHint hint) => new(
        answer.Query?.Title ?? TitleOf(hint),
        PopulationOf(answer),
        answer.Zone,
        SpanOf(answer),
        CutOf(answer, hint));

    private static string TitleOf(ChartHint hint) =>
        $"{string.Join(" and ", hint.Y)} by {hint.X}{(hint.Series is null ? "" : $" and {hint.Series}")}";

    // A filter narrows the population: "all connections; protocol smbd".
    private static string? PopulationOf(Answer answer)
    {
        if (answer.Query is not { } query)
            return null;
        var filters = query.Parameters
            .Where(parameter => parameter.Type == ParameterType.Text && answer.Parameters.GetValueOrDefault(parameter.Name) is string value && value != parameter.Default)
            .Select(parameter => $"; {ChartData.Pretty(parameter.Name)} {Suggestion.Excerpt((string)answer.Parameters[parameter.Name]!)}");
        return query.Population + string.Concat(filters);
    }

    private static string? SpanOf(Answer answer)
    {
        if (answer.Source.FirstSeen is not { } first || answer.Source.LastSeen is not { } last)
            return null;

        // The window is half-open: its end is the first instant that no longer counts.
        var from = Math.Max(first, Number(answer, "from") ?? first);
        var to = Math.Min(last, Number(answer, "to") is { } end ? Math.BitDecrement(end) : last);
        if (to < from)
            return "no time in common with the data";

        var zone = Zones.Find(answer.Zone);
        var firstDay = ValueText.Day(Zones.LocalDay(from, zone));
        var lastDay = ValueText.Day(Zones.LocalDay(to, zone));
        return firstDay == lastDay ? firstDay : $"{firstDay} to {lastDay}";
    }

    // A limit is one of rows, or of the values of a series, each with many rows.
    private static string? CutOf(Answer answer, ChartHint hint)
    {
        if (answer.Table.Truncated is not null)
            return answer.Table.Truncated;

        var limit = answer.Query?.Parameters.FirstOrDefault(parameter => parameter.Type == ParameterType.Limit);
        if (limit is null || Number(answer, limit.Name) is not { } most)
            return null;
        if (most == answer.Table.Rows.Count)
            return string.Create(CultureInfo.InvariantCulture, $"limited to {most:#,##0}");
        return hint.Series is { } series && answer.Table.IndexOf(series) is >= 0 and var column && answer.Table.Rows.Select(row => row[column]).Distinct().Count() == most
            ? string.Create(CultureInfo.InvariantCulture, $"limited to {most:#,##0} ({ChartData.Pretty(series)})")
            : null;
    }

    private static double? Number(Answer answer, string parameter) =>
        !answer.Parameters.TryGetValue(parameter, out var value) ? null : value switch
        {
            long whole => whole,
            double real => real,
            _ => null,
        };
}
