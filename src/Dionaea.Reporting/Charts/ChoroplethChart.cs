using System.Globalization;
using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>
/// A map whose countries are the darker the bigger their quantity; a country too small for an outline is a dot. The
/// scale is logarithmic where the biggest would leave the others pale.
/// </summary>
internal sealed class ChoroplethChart : IChartKind
{
    private const double MostLinear = 50;
    private const string Axis = "coloraxis";

    public string Name => "choropleth";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var series = MapFrame.Single(data, Name);
        var found = series.Points.Where(point => point.Y is not null).ToLookup(point => MapCountry.Find(point.X) is not null);
        var areas = found[true].GroupBy(point => MapCountry.Find(point.X)!)
            .Select(group => (Country: group.Key, Point: new ChartPoint(group.First().X, ChartPoint.Sum(group)))).ToList();
        if (areas.Count == 0)
            return null;

        var drawn = data.With(
            [series with { Points = [.. areas.Select(area => area.Point)] }], MapFrame.Missing(data, series, [.. found[false]]));
        var logarithmic = IsSkewed(areas.ConvertAll(area => area.Point.Height));
        var traces = new JsonArray();
        foreach (var part in areas.GroupBy(area => area.Country.HasOutline).OrderByDescending(part => part.Key))
            traces.Add(part.Key ? Outlines(drawn, [.. part], logarithmic) : Dots(drawn, [.. part], logarithmic));
        var layout = MapFrame.Layout(drawn, text);
        layout["margin"]!["b"] = 64;
        layout[Axis] = Colours(drawn, logarithmic);
        return new Figure(traces, layout, ChartSentence.Of("Map", drawn, Countries(areas.Count)));
    }

    private static JsonObject Outlines(ChartData data, List<(MapCountry Country, ChartPoint Point)> areas, bool logarithmic)
    {
        var trace = PlotlyTraces.Choropleth(
            areas.Select(area => area.Country.Alpha3), areas.Select(area => (IConvertible)Depth(area.Point, logarithmic)));
        trace[Axis] = Axis;
        trace["marker"] = new JsonObject { ["line"] = Edge(0.5) };
        return Described(trace, data, areas);
    }

    private static JsonObject Dots(ChartData data, List<(MapCountry Country, ChartPoint Point)> areas, bool logarithmic)
    {
        var trace = PlotlyTraces.Places(areas.Select(area => area.Country.Place));
        trace["marker"] = new JsonObject
        {
            ["size"] = 9,
            ["color"] = new JsonArray([.. areas.Select(area => (JsonNode)Depth(area.Point, logarithmic))]),
            [Axis] = Axis,
            ["line"] = Edge(1),
        };
        return Described(trace, data, areas);
    }

    private static JsonObject Described(JsonObject trace, ChartData data, List<(MapCountry Country, ChartPoint Point)> areas)
    {
        trace["hovertext"] = ChartFrame.Array(areas.Select(area =>
            $"{Escape.ChartLabel(area.Country.Name)}<br>{ChartSentence.Hover(data, data.Series[0], area.Point)}"));
        trace["hoverinfo"] = "text";
        trace["showlegend"] = false;
        return trace;
    }

    private static JsonObject Edge(double width) => new() { ["color"] = ChartPalette.Line, ["width"] = width };

    private static double Depth(ChartPoint point, bool logarithmic) => logarithmic ? Math.Log10(point.Height) : point.Height;

    private static bool IsSkewed(List<double> heights) => heights.Min() > 0 && heights.Max() / heights.Min() > MostLinear;

    private static JsonObject Colours(ChartData data, bool logarithmic)
    {
        var heights = data.Series[0].Points.Select(point => point.Height).ToList();
        var (least, most) = (Math.Min(0, heights.Min()), heights.Max());
        var bar = new JsonObject
        {
            ["orientation"] = "h",
            ["x"] = 0.5,
            ["y"] = 0,
            ["yanchor"] = "top",
            ["len"] = 0.7,
            ["thickness"] = 10,
            ["outlinewidth"] = 0,
            ["tickformat"] = ",",
            ["title"] = new JsonObject
            {
                ["text"] = ChartLabels.Lines([ChartAxis.TitleOf(data.Y) + (logarithmic ? ", logarithmic" : "")]),
                ["side"] = "top",
            },
        };
        if (logarithmic)
        {
            (least, most) = (Math.Floor(Math.Log10(heights.Min())), Math.Log10(most));
            var ticks = Enumerable.Range((int)least, (int)(Math.Floor(most) - least) + 1).ToList();
            bar["tickmode"] = "array";
            bar["tickvals"] = new JsonArray([.. ticks.Select(tick => (JsonNode)tick)]);
            bar["ticktext"] = ChartFrame.Array(ticks.Select(tick => Math.Pow(10, tick).ToString("#,##0.######", CultureInfo.InvariantCulture)));
        }

        return new JsonObject
        {
            ["colorscale"] = ChartPalette.Depths(),
            ["cmin"] = least,
            ["cmax"] = most > least ? most : least + 1,
            ["colorbar"] = bar,
        };
    }

    private static string Countries(int count) => FormattableString.Invariant($"{count:#,##0} {(count == 1 ? "country" : "countries")}");
}
