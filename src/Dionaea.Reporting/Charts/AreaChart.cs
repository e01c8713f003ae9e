using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>Areas stacked on each other: how a whole and its parts develop.</summary>
internal sealed class AreaChart : IChartKind
{
    private const int MostPoints = 5_000;

    public string Name => "area";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var drawn = ChartGrid.Align(ChartSeriesLimit.Apply(data, lump: data.MissingIsZero), everyDay: true, MostPoints);
        var layout = ChartFrame.Layout(drawn, text, 300, drawn.Series.Count);
        layout["xaxis"] = ChartFrame.XAxis(drawn);
        layout["yaxis"] = ChartFrame.YAxis(drawn);
        layout["legend"] = new JsonObject { ["traceorder"] = "normal" };
        var traces = new JsonArray();
        for (var i = 0; i < drawn.Series.Count; i++)
            traces.Add(Trace(drawn, drawn.Series[i], i));
        var parts = $"{ChartSentence.Count(drawn.Series.Count, "area")} of {ChartSentence.Count(drawn.Series[0].Points.Count, "point")}";
        return new Figure(traces, layout, ChartSentence.Of("Stacked area chart", drawn, parts));
    }

    private static JsonObject Trace(ChartData data, ChartSeries series, int place)
    {
        var trace = PlotlyTraces.StackedArea(
            Escape.ChartLabel(series.Name), LineChart.Positions(data, series), series.Points.Select(point => point.Y ?? 0L));
        var colour = ChartSeriesLimit.Colour(series, place);
        trace["mode"] = "lines";
        trace["line"] = new JsonObject { ["color"] = ChartPalette.Paper, ["width"] = 1 };
        trace["fillcolor"] = colour;
        trace["hovertext"] = ChartFrame.Array(series.Points.Select(point => ChartSentence.Hover(data, series, point)));
        trace["hoverinfo"] = "text";
        trace["hoveron"] = "points";
        return trace;
    }
}
