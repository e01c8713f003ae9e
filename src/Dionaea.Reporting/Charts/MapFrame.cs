using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What the maps have in common: their layout, the look of points, and what they say of rows without a place.</summary>
internal static class MapFrame
{
    private const int Height = 460;
    private const int MostNamed = 3;

    /// <summary>The series of a map.</summary>
    /// <exception cref="WorkbenchException">There are several.</exception>
    public static ChartSeries Single(ChartData data, string kind) => data.Series.Count == 1 && data.SeriesTitle is null
        ? data.Series[0]
        : throw WorkbenchException.Usage($"A {kind} shows one column of quantities and no series.", "Use a bar chart, which can show several.");

    /// <summary>A layout with the world, without Antarctica, in a projection that keeps areas nearly comparable.</summary>
    public static JsonObject Layout(ChartData data, ChartText text)
    {
        var layout = ChartFrame.Layout(data, text, Height, 1);
        layout["margin"]!["l"] = 8;
        layout["margin"]!["r"] = 8;
        layout["margin"]!["b"] = 8;
        layout["geo"] = new JsonObject
        {
            ["scope"] = "world",
            ["resolution"] = 110,
            ["projection"] = new JsonObject { ["type"] = "natural earth", ["rotation"] = new JsonObject { ["lon"] = 0 } },
            ["lataxis"] = new JsonObject { ["range"] = new JsonArray(-57, 84) },
            ["lonaxis"] = new JsonObject { ["range"] = new JsonArray(-180, 180) },
            ["bgcolor"] = ChartPalette.Paper,
            ["showframe"] = false,
            ["showland"] = true,
            ["landcolor"] = ChartPalette.Land,
            ["showcoastlines"] = true,
            ["coastlinecolor"] = ChartPalette.Line,
            ["coastlinewidth"] = 0.5,
            ["showcountries"] = true,
            ["countrycolor"] = ChartPalette.Line,
            ["countrywidth"] = 0.5,
            ["showlakes"] = false,
        };
        return layout;
    }

    /// <summary>A phrase about what is not on the map, or nothing.</summary>
    public static IEnumerable<string> Missing(ChartData data, ChartSeries series, IReadOnlyList<ChartPoint> missing)
    {
        if (missing.Count == 0)
            yield break;

        var names = missing.Count <= MostNamed
            ? string.Join(", ", missing.Select(point => data.Labels.Short(point.X, data.X.Column.Kind)))
            : FormattableString.Invariant($"{missing.Count:#,##0} rows");
        yield return series.Kind == Kind.Count ? $"not on the map: {names} ({data.Labels.Full(ChartPoint.Sum(missing), series.Kind)} {series.Name})" : $"not on the map: {names}";
    }
}
