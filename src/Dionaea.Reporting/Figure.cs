using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>A Plotly figure: its traces and layout, with every text from the data already made inert.</summary>
/// <param name="Data">The traces.</param>
/// <param name="Layout">The layout, with the workbench's template.</param>
/// <param name="Alt">One sentence for readers who don't see the picture.</param>
[TypeFormatterSource(typeof(InteractiveFormatters))]
public sealed record Figure(JsonArray Data, JsonObject Layout, string Alt)
{
    private const int UsualHeight = 450;

    /// <summary>The height it is drawn with, CSS pixels: the layout's, or Plotly's usual one.</summary>
    public int Height =>
        Layout["height"] is JsonValue value && Number(value) is { } height and > 0 and < 10_000 ? (int)height : UsualHeight;

    /// <summary>Whether it is a map, whose outlines Plotly's own renderers load from the network and the workbench's pages carry.</summary>
    public bool HasMap => Data.Any(trace => trace?["type"] is JsonValue type
        && type.TryGetValue<string>(out var name) && name is "choropleth" or "scattergeo");

    // A number that a figure was built with is an integer, one that was read from JSON is any.
    private static double? Number(JsonValue value) =>
        value.TryGetValue<int>(out var whole) ? whole : value.TryGetValue<double>(out var real) ? real : null;
}
