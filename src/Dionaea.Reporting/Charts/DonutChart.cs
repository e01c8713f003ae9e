using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A ring of at most ten slices and the rest: shares of a whole.</summary>
internal sealed class DonutChart : IChartKind
{
    private const int MostSlices = 10;

    public string Name => "donut";

    public Figure? Draw(ChartData data, ChartText text)
    {
        if (data.Series.Count > 1)
        {
            throw WorkbenchException.Usage(
                "A donut shows one column of quantities and no series.", "Use a bar chart, which can show several.");
        }

        var (drawn, slices) = Slices(data);
        if (slices.Count == 0)
            return null;

        var series = drawn.Series[0];
        var names = ChartLabels.Distinct(slices.Select(slice => slice.IsOther ? ChartSeriesLimit.Other : drawn.Labels.Short(slice.Point.X, drawn.X.Column.Kind)));
        var trace = PlotlyTraces.Doughnut(names.Select(Escape.ChartLabel), series.Points.Select(point => point.Y));
        trace["sort"] = false;
        trace["direction"] = "clockwise";
        trace["textinfo"] = "label+percent";
        trace["textposition"] = "outside";
        trace["automargin"] = true;
        trace["hovertext"] = ChartFrame.Array(slices.Select(slice => slice.IsOther
            ? ChartLabels.Lines([$"{ChartData.Pretty(drawn.X.Column.Name)}: {ChartSeriesLimit.Other}", $"{series.Name}: {drawn.Labels.Full(slice.Point.Y, drawn.Y.Kind)}"])
            : ChartSentence.Hover(drawn, series, slice.Point)));
        trace["hoverinfo"] = "text";
        trace["marker"] = new JsonObject
        {
            ["colors"] = ChartFrame.Array(slices.Select((slice, i) => slice.IsOther ? ChartPalette.Other : ChartPalette.Slice(i))),
            ["line"] = new JsonObject { ["color"] = ChartPalette.Paper, ["width"] = 1.5 },
        };
        var layout = ChartFrame.Layout(drawn, text, 340, 1);
        trace["domain"] = new JsonObject { ["y"] = new JsonArray(0, 0.88) };
        return new Figure([trace], layout, ChartSentence.Of("Donut chart", data, ChartSentence.Count(slices.Count, "slice")));
    }

    private static (ChartData Data, IReadOnlyList<Slice> Slices) Slices(ChartData data)
    {
        // A ring can show only what is there: zero and less have no slice.
        var points = data.Series[0].Points.Where(point => point.Height > 0)
            .OrderByDescending(point => point.Height).ToList();
        var slices = points.Take(points.Count <= MostSlices + 1 ? MostSlices + 1 : MostSlices).Select(point => new Slice(point, false)).ToList();
        string[] cuts = [];
        if (slices.Count < points.Count)
        {
            var rest = points.Skip(MostSlices).ToList();
            IConvertible sum = rest.All(point => point.Y is long)
                ? (IConvertible)rest.Sum(point => (long)point.Y!)
                : rest.Sum(point => point.Height);
            slices.Add(new Slice(new ChartPoint(null, sum), true));
            cuts = [FormattableString.Invariant($"top {MostSlices} of {points.Count:#,##0}, the rest as (other)")];
        }

        return (data.With([data.Series[0] with { Points = [.. slices.Select(slice => slice.Point)] }], cuts), slices);
    }

    private sealed record Slice(ChartPoint Point, bool IsOther);
}
