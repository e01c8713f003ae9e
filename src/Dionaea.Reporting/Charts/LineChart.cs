using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>Lines through points; each series has its colour, dash and symbol.</summary>
internal sealed class LineChart : IChartKind
{
    private const int MostPoints = 5_000;
    private const int MostSymbols = 40;

    public string Name => "line";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var limited = ChartSeriesLimit.Apply(data, lump: false);
        var drawn = limited.SeriesTitle is null && !IsRegular(limited) ? InOrder(limited) : ChartGrid.Align(limited, everyDay: true, MostPoints);
        var layout = ChartFrame.Layout(drawn, text, 300, drawn.Series.Count);
        layout["xaxis"] = ChartFrame.XAxis(drawn);
        layout["yaxis"] = ChartFrame.YAxis(drawn);
        var traces = new JsonArray();
        for (var i = 0; i < drawn.Series.Count; i++)
            traces.Add(Trace(drawn, drawn.Series[i], i));
        var points = ChartSentence.Count(drawn.Series[0].Points.Count, "point");
        var parts = drawn.Series.Count == 1 ? points : $"{ChartSentence.Count(drawn.Series.Count, "line")} of {points}";
        return new Figure(traces, layout, ChartSentence.Of("Line chart", drawn, parts));
    }

    // Blocks of time without rows are drawn as 0, not bridged: a gap is a fact.
    private static bool IsRegular(ChartData data) =>
        data.MissingIsZero && ChartGrid.Step(data.X, [.. data.X.Sort(data.Series[0].Points.Select(point => point.X))]) is not null;

    // Columns of one table share its rows; two rows at one time stay two points.
    private static ChartData InOrder(ChartData data)
    {
        var axis = data.X;
        var series = data.Series.Select(one => axis.IsOrdered
            ? one with { Points = [.. one.Points.OrderBy(point => ChartAxis.Place(point.X)).ThenBy(point => point.X as string, StringComparer.Ordinal)] }
            : one).ToList();
        var count = series[0].Points.Count;
        if (count <= MostPoints)
            return data.With(series);

        return data.With(
            [.. series.Select(one => one with { Points = [.. axis.IsOrdered ? one.Points.Skip(count - MostPoints) : one.Points.Take(MostPoints)] })],
            FormattableString.Invariant($"{(axis.IsOrdered ? "last" : "first")} {MostPoints:#,##0} of {count:#,##0}"));
    }

    private static JsonObject Trace(ChartData data, ChartSeries series, int place)
    {
        var trace = PlotlyTraces.Line(Escape.ChartLabel(series.Name), Positions(data, series), series.Points.Select(point => point.Y));
        var colour = ChartSeriesLimit.Colour(series, place);
        trace["mode"] = series.Points.Count <= MostSymbols ? "lines+markers" : "lines";
        trace["line"] = new JsonObject { ["color"] = colour, ["width"] = 2, ["dash"] = ChartPalette.Dash(place) };
        trace["marker"] = new JsonObject { ["color"] = colour, ["size"] = 7, ["symbol"] = ChartPalette.Symbol(place) };
        trace["hovertext"] = ChartFrame.Array(series.Points.Select(point => ChartSentence.Hover(data, series, point)));
        trace["hoverinfo"] = "text";
        return trace;
    }

    /// <summary>The points' positions for Plotly, labels made inert and told apart.</summary>
    public static IReadOnlyList<IConvertible> Positions(ChartData data, ChartSeries series) =>
        data.X.Type != "category"
            ? [.. series.Points.Select(point => data.X.Position(point.X))]
            : [.. ChartLabels.Distinct(series.Points.Select(point => data.Labels.Short(point.X, data.X.Column.Kind))).Select(Escape.ChartLabel)];
}
