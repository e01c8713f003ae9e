using System.Text.Json.Nodes;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Dionaea.Reporting;

/// <summary>
/// Plotly.NET's traces as JSON. Nothing else names its types, so that its assemblies load only when a chart is drawn;
/// its own template and layout stay out, since they cost more than the rest of a chart.
/// </summary>
internal static class PlotlyTraces
{
    public static JsonObject Bar(string name, IEnumerable<IConvertible> keys, IEnumerable<IConvertible?> values, bool horizontal)
    {
        var optional = new Plotly.NET.CSharp.Optional<IEnumerable<IConvertible>>(keys, true);
        return Trace(horizontal
            ? Chart.Bar<IConvertible, IConvertible, string>(values!, Keys: optional, Name: name, UseDefaults: false)
            : Chart.Column<IConvertible, IConvertible, string>(values!, Keys: optional, Name: name, UseDefaults: false));
    }

    public static JsonObject Line(string name, IEnumerable<IConvertible> x, IEnumerable<IConvertible?> y) =>
        Trace(Chart.Line<IConvertible, IConvertible, string>(x, y!, Name: name, UseDefaults: false));

    public static JsonObject StackedArea(string name, IEnumerable<IConvertible> x, IEnumerable<IConvertible?> y) =>
        Trace(Chart.StackedArea<IConvertible, IConvertible, string>(x, y!, Name: name, UseDefaults: false));

    public static JsonObject Doughnut(IEnumerable<IConvertible> labels, IEnumerable<IConvertible?> values) =>
        Trace(Chart.Doughnut<IConvertible, IConvertible, string>(
            values!,
            Labels: new Plotly.NET.CSharp.Optional<IEnumerable<IConvertible>>(labels, true),
            Hole: 0.55,
            Sort: false,
            UseDefaults: false));

    public static JsonObject Heatmap(IEnumerable<IConvertible> x, IEnumerable<IConvertible> y, IEnumerable<IEnumerable<IConvertible?>> z) =>
        Trace(Chart.Heatmap<IConvertible, IConvertible, IConvertible, string>(
            z!,
            X: new Plotly.NET.CSharp.Optional<IEnumerable<IConvertible>>(x, true),
            Y: new Plotly.NET.CSharp.Optional<IEnumerable<IConvertible>>(y, true),
            UseDefaults: false));

    public static JsonObject Choropleth(IEnumerable<string> countries, IEnumerable<IConvertible> z) =>
        Trace(Chart.ChoroplethMap<IConvertible, string>(
            countries, z, LocationMode: StyleParam.LocationFormat.ISO_3, UseDefaults: false));

    public static JsonObject Places(IEnumerable<MapPlace> places) =>
        Trace(Chart.PointGeo<IConvertible, IConvertible, string>(
            places.Select(place => (IConvertible)place.Longitude), places.Select(place => (IConvertible)place.Latitude), UseDefaults: false));

    private static JsonObject Trace(GenericChart chart) =>
        (JsonObject)JsonNode.Parse(GenericChart.toJson(chart))!["data"]![0]!.DeepClone();
}
