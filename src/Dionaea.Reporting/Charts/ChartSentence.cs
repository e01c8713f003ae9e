namespace Dionaea.Reporting;

/// <summary>The sentence that stands for a picture.</summary>
internal static class ChartSentence
{
    /// <summary>"Bar chart: hits by port, 10 bars; the most is 445 with 3,161."</summary>
    /// <param name="kind">The chart in words.</param>
    /// <param name="data">What is drawn.</param>
    /// <param name="parts">How many of what are drawn ("10 bars").</param>
    public static string Of(string kind, ChartData data, string parts)
    {
        var quantities = data.SeriesTitle is null
            ? string.Join(" and ", data.Series.Select(series => series.Name))
            : ChartData.Pretty(data.Y.Name);
        var by = ChartData.Pretty(data.X.Column.Name) + (data.SeriesTitle is null ? "" : $" and {data.SeriesTitle}");
        var most = data.Series.SelectMany(series => series.Points, (series, point) => (series, point)).MaxBy(pair => pair.point.Height);
        var where = data.Labels.Short(most.point.X, data.X.Column.Kind);
        var which = data.Series.Count > 1 ? $" ({most.series.Name})" : "";
        var amount = most.point.Y is null ? "" : $"; the most is {where}{which} with {data.Labels.Full(most.point.Y, most.series.Kind)}";
        return Escape.Visible($"{kind}: {quantities} by {by}, {parts}{amount}.");
    }

    /// <summary>"1 bar", "10 bars".</summary>
    public static string Count(int number, string what) =>
        FormattableString.Invariant($"{number:#,##0} {what}{(number == 1 ? "" : "s")}");

    /// <summary>The hover text of a point: where, how much, of which series.</summary>
    public static string Hover(ChartData data, ChartSeries series, ChartPoint point)
    {
        var amount = data.Labels.Full(point.Y, series.Kind);
        var lines = new List<string> { $"{ChartData.Pretty(data.X.Column.Name)}: {data.Labels.Full(point.X, data.X.Column.Kind)}" };
        if (data.SeriesTitle is not null)
            lines.Add($"{data.SeriesTitle}: {series.Full}");
        lines.Add($"{(data.SeriesTitle is null ? series.Name : ChartData.Pretty(data.Y.Name))}: {amount}");
        return ChartLabels.Lines(lines);
    }
}
