using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A map with a dot at each place, its area the sum of what is there.</summary>
internal sealed class PointMapChart : IChartKind
{
    private const int MostPlaces = 2_000;
    private const int MostNamed = 5;
    private const double Widest = 44;
    private const double Narrowest = 4;

    public string Name => "point-map";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var series = MapFrame.Single(data, "point map");
        if (!data.HasPlaces)
        {
            throw WorkbenchException.Usage(
                "A point map needs to know where its rows are, but the table has no latitude and longitude.",
                "Name two columns 'latitude' and 'longitude' in degrees; the functions geo_latitude and geo_longitude give them for an address.");
        }

        var found = series.Points.Where(point => point.Y is not null).ToLookup(point => point.Place is not null);
        var every = found[true].GroupBy(point => point.Place!).Select(group => new Dot(group.Key, [.. group]))
            .Where(dot => dot.Sum > 0).OrderByDescending(dot => dot.Sum).ToList();
        if (every.Count == 0)
            return null;

        var dots = every.Take(MostPlaces).ToList();
        string[] cuts = dots.Count < every.Count ? [FormattableString.Invariant($"top {MostPlaces:#,##0} of {every.Count:#,##0} places")] : [];
        var drawn = data.With(
            data.Series, [$"area by {series.Name}", .. cuts, .. MapFrame.Missing(data, series, [.. found[false]])]);
        var trace = PlotlyTraces.Places(dots.Select(dot => dot.Place));
        trace["marker"] = new JsonObject
        {
            ["size"] = new JsonArray([.. dots.Select(dot => (JsonNode)dot.Sum)]),
            ["sizemode"] = "area",
            ["sizeref"] = 2 * dots[0].Sum / (Widest * Widest),
            ["sizemin"] = Narrowest,
            ["color"] = ChartPalette.Colour(1),
            ["opacity"] = 0.65,
            ["line"] = new JsonObject { ["color"] = ChartPalette.Paper, ["width"] = 1 },
        };
        trace["hovertext"] = ChartFrame.Array(dots.Select(dot => Hover(data, series, dot)));
        trace["hoverinfo"] = "text";
        trace["showlegend"] = false;
        return new Figure([trace], MapFrame.Layout(drawn, text), ChartSentence.Of("Map", data, ChartSentence.Count(dots.Count, "point")));
    }

    // A place of one row says what a bar would; a place of many names the biggest.
    private static string Hover(ChartData data, ChartSeries series, Dot dot)
    {
        if (dot.Points.Count == 1)
            return ChartSentence.Hover(data, series, dot.Points[0]);

        var named = dot.Points.OrderByDescending(point => point.Height).Take(MostNamed).Select(
            point => $"{data.Labels.Short(point.X, data.X.Column.Kind)}: {data.Labels.Full(point.Y, series.Kind)}");
        var rest = dot.Points.Count - MostNamed;
        string[] more = rest > 0 ? [FormattableString.Invariant($"and {rest:#,##0} more")] : [];
        return ChartLabels.Lines([$"{series.Name}: {data.Labels.Full(ChartPoint.Sum(dot.Points), series.Kind)}", .. named, .. more]);
    }

    private sealed record Dot(MapPlace Place, IReadOnlyList<ChartPoint> Points)
    {
        public double Sum { get; } = Points.Sum(point => point.Height);
    }
}
