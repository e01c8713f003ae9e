using System.Globalization;
using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>Cells whose darkness is the quantity: one column along, the series down.</summary>
internal sealed class HeatmapChart : IChartKind
{
    private const int MostRows = 60;
    private const int MostCells = 20_000;

    public string Name => "heatmap";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var kept = data.Series.Count <= MostRows
            ? data
            : data.With([.. data.Series.Take(MostRows)], FormattableString.Invariant($"top {MostRows} of {data.Series.Count:#,##0} ({data.SeriesTitle ?? "series"})"));
        var drawn = ChartGrid.Align(kept.With(InOrder(kept.Series)), everyDay: true, MostCells / kept.Series.Count);
        var names = drawn.Series.Select(series => Escape.ChartLabel(series.Name)).ToList();
        var trace = PlotlyTraces.Heatmap(
            LineChart.Positions(drawn, drawn.Series[0]), names, drawn.Series.Select(series => series.Points.Select(point => point.Y)));
        trace["colorscale"] = new JsonArray(new JsonArray(0, "#f3f7fb"), new JsonArray(0.5, "#5b9bd0"), new JsonArray(1, "#08306b"));
        trace["xgap"] = 1;
        trace["ygap"] = 1;
        trace["zmin"] = 0;
        trace["hovertext"] = new JsonArray([.. drawn.Series.Select(series =>
            (JsonNode)ChartFrame.Array(series.Points.Select(point => ChartSentence.Hover(drawn, series, point))))]);
        trace["hoverinfo"] = "text";
        trace["colorbar"] = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = ChartLabels.Lines([ChartAxis.TitleOf(drawn.Y)], 20) },
            ["tickformat"] = ",",
            ["outlinewidth"] = 0,
            ["thickness"] = 12,
        };
        var layout = ChartFrame.Layout(drawn, text, 60 + (22 * Math.Max(4, names.Count)), 1);
        layout["xaxis"] = ChartFrame.XAxis(drawn);
        var y = ChartFrame.Axis(drawn.SeriesTitle ?? "", "category");
        y["autorange"] = "reversed";
        y["dtick"] = 1;
        y["showgrid"] = false;
        layout["yaxis"] = y;
        layout["xaxis"]!["showgrid"] = false;
        var parts = $"{ChartSentence.Count(names.Count, "row")} of {ChartSentence.Count(drawn.Series[0].Points.Count, "cell")}";
        return new Figure([trace], layout, ChartSentence.Of("Heatmap", drawn, parts));
    }

    // Rows that are numbers (days of the week) stand as such, others with the biggest first.
    private static IReadOnlyList<ChartSeries> InOrder(IReadOnlyList<ChartSeries> series) =>
        series.All(one => Number(one) is not null) ? [.. series.OrderBy(Number)] : series;

    private static double? Number(ChartSeries series) =>
        double.TryParse(series.Name, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
