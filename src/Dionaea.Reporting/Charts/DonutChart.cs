using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A ring of at most ten slices and the rest: shares of a whole.</summary>
internal sealed class DonutChart : IChartKind
{
    private const int MostSlices = 10;
    private const double LeastShare = 0.005;

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
        var most = Shown(points);
        var slices = points.Take(most).Select(point => new Slice(point, false)).ToList();
        string[] cuts = [];
        if (most < points.Count)
        {
            var rest = points.Skip(most).ToList();
            slices.Add(new Slice(new ChartPoint(null, ChartPoint.Sum(rest)), true));
            cuts = [FormattableString.Invariant($"top {most} of {points.Count:#,##0}, the rest as (other)")];
        }

        return (data.With([data.Series[0] with { Points = [.. slices.Select(slice => slice.Point)] }], cuts), slices);
    }

    // Slices too thin to see would push the ring aside with their labels; a single one is not called the rest.
    private static int Shown(List<ChartPoint> points)
    {
        var least = points.Sum(point => point.Height) * LeastShare;
        var visible = Math.Min(MostSlices, points.Count(point => point.Height >= least));
        return points.Count - visible <= 1 ? points.Count : visible;
    }

    private sealed record Slice(ChartPoint Point, bool IsOther);
}
