using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>
/// Bars, one per label; lying when labels are long or many, standing in order when the axis has one. A series stacks
/// counts, other quantities stand side by side.
/// </summary>
internal sealed class BarChart : IChartKind
{
    private const int MostBars = 60;
    private const int MostPositions = 5_000;
    private const int LongestUpright = 8;
    private const int MostUpright = 24;
    private const int MostNumbers = 12;

    public string Name => "bar";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var drawn = Limit(data);
        return data.X.Type == "date" || data.X.IsHours ? Upright(drawn, text, gap: 0.15, "Bar chart") : Labelled(drawn, text);
    }

    /// <summary>Standing bars along an axis with an order.</summary>
    public static Figure Upright(ChartData data, ChartText text, double gap, string kind)
    {
        var grid = ChartGrid.Align(data, everyDay: true, MostPositions);
        var positions = LineChart.Positions(grid, grid.Series[0]);
        var layout = Layout(grid, text, 300, ChartFrame.XAxis(grid), ChartFrame.YAxis(grid), gap);
        if (grid.X.Type == "category")
            layout["xaxis"]!["showgrid"] = false;
        return new Figure(Traces(grid, positions, horizontal: false), layout, Sentence(kind, grid));
    }

    private static Figure Labelled(ChartData data, ChartText text)
    {
        var grid = Rows(data);
        var keys = grid.Series[0].Points.Select(point => point.X).ToList();
        var names = ChartLabels.Distinct(keys.Select(key => grid.Labels.Short(key, grid.X.Column.Kind)));
        var horizontal = names.Count > MostUpright || names.Any(name => TextWidth.Of(name) > LongestUpright);
        var x = ChartFrame.Axis(grid.X.Title, "category");
        var y = ChartFrame.YAxis(grid);
        x["showgrid"] = false;
        x["dtick"] = 1;
        if (horizontal)
            x["autorange"] = "reversed";
        var layout = Layout(grid, text, horizontal ? 40 + (22 * Math.Max(3, names.Count)) : 300, horizontal ? y : x, horizontal ? x : y, 0.25);

        // Plotly lists stacked traces from the top down, which is backwards for bars that lie.
        if (horizontal && IsStacked(grid))
            layout["legend"] = new JsonObject { ["traceorder"] = "normal" };
        return new Figure(Traces(grid, [.. names.Select(Escape.ChartLabel)], horizontal), layout, Sentence("Bar chart", grid));
    }

    // One series keeps its rows as they are, even two with the same label; several are brought onto the same labels. Rows
    // that fall are a ranking, and stacked bars then rank by their whole length.
    private static ChartData Rows(ChartData data)
    {
        if (data.Series.Count > 1)
            return ChartGrid.Align(data, everyDay: false, MostBars, byTotal: IsStacked(data) && data.Series.All(series => IsFalling(series.Points)));

        var points = data.Series[0].Points;
        if (points.Count <= MostBars)
            return data;

        return data.With(
            [data.Series[0] with { Points = [.. points.Take(MostBars)] }],
            FormattableString.Invariant($"{(IsFalling(points) ? "top" : "first")} {MostBars} of {points.Count:#,##0}"));
    }

    private static bool IsFalling(IReadOnlyList<ChartPoint> points) => points.Zip(points.Skip(1)).All(pair => pair.First.Height >= pair.Second.Height);

    private static bool IsStacked(ChartData data) => data.SeriesTitle is not null && data.MissingIsZero;

    private static ChartData Limit(ChartData data) => ChartSeriesLimit.Apply(data, lump: data.MissingIsZero);

    private static JsonObject Layout(ChartData data, ChartText text, int height, JsonObject x, JsonObject y, double gap)
    {
        var layout = ChartFrame.Layout(data, text, height, data.Series.Count);
        layout["xaxis"] = x;
        layout["yaxis"] = y;
        layout["bargap"] = gap;
        layout["barmode"] = IsStacked(data) ? "stack" : "group";
        return layout;
    }

    private static JsonArray Traces(ChartData data, IReadOnlyList<IConvertible> positions, bool horizontal)
    {
        var traces = new JsonArray();
        for (var i = 0; i < data.Series.Count; i++)
        {
            var series = data.Series[i];
            var trace = PlotlyTraces.Bar(Escape.ChartLabel(series.Name), positions, series.Points.Select(point => point.Y), horizontal);
            trace["marker"] = new JsonObject { ["color"] = ChartSeriesLimit.Colour(series, i) };
            trace["hovertext"] = ChartFrame.Array(series.Points.Select(point => ChartSentence.Hover(data, series, point)));
            trace["hoverinfo"] = "text";
            if (data.Series.Count == 1 && positions.Count <= (horizontal ? MostUpright : MostNumbers))
            {
                trace["text"] = ChartFrame.Array(series.Points.Select(point => Escape.ChartLabel(data.Labels.Full(point.Y, series.Kind))));
                trace["textposition"] = "outside";
                trace["constraintext"] = "none";
                trace["textangle"] = 0;
                trace["cliponaxis"] = false;
            }

            traces.Add(trace);
        }

        return traces;
    }

    private static string Sentence(string kind, ChartData data) =>
        ChartSentence.Of(kind, data, ChartSentence.Count(data.Series[0].Points.Count, "bar"));
}
