using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>A Plotly figure: its traces and layout, with every text from the data already made inert.</summary>
/// <param name="Data">The traces.</param>
/// <param name="Layout">The layout, with the workbench's template.</param>
/// <param name="Alt">One sentence for readers who don't see the picture.</param>
public sealed record Figure(JsonArray Data, JsonObject Layout, string Alt);
