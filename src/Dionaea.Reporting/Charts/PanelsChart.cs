using System.Globalization;
using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Small multiples: panels above each other along one axis, each with a scale of its own. A column of quantities has a
/// panel; with a series, each of one column's has a panel, and of several columns' each has its line in all panels. Days
/// get buttons, a slider and a menu that choose the span.
/// </summary>
internal sealed class PanelsChart : IChartKind
{
    private const int MostPanels = 16;
    private const int MostPoints = 5_000;
    private const int MostBars = 1_500;
    private const int MostSymbols = 40;
    private const int PanelHeight = 84;
    private const int Gap = 22;
    private const int ButtonHeight = 28;
    private const int SliderHeight = 34;

    public string Name => "panels";

    public bool HasPanels => true;

    public Figure? Draw(ChartData data, ChartText text)
    {
        var hasLines = data.Series.Any(series => series.Panel is not null);
        var drawn = ChartGrid.Align(hasLines ? LimitLines(data) : LimitPanels(data), everyDay: true, MostPoints);
        var panels = Panels(drawn);
        var names = drawn.Series.Select(series => series.Name).Distinct().ToList();
        var layout = Layout(drawn, text, panels, hasLines ? names.Count : 1);
        var traces = new JsonArray();
        foreach (var series in drawn.Series)
        {
            var panel = panels.FindIndex(one => one.Name == PanelOf(series));
            traces.Add(Trace(drawn, series, panel, hasLines ? names.IndexOf(series.Name) : -1));
        }

        var parts = $"{ChartSentence.Count(panels.Count, "panel")} of {(hasLines ? $"{ChartSentence.Count(names.Count, "line")} of " : "")}"
            + ChartSentence.Count(drawn.Series[0].Points.Count, "point");
        return new Figure(traces, layout, ChartSentence.Of("Small multiples", drawn, parts));
    }

    private static string PanelOf(ChartSeries series) => series.Panel ?? series.Name;

    private static List<ChartPanel> Panels(ChartData data) =>
        [.. data.Series.GroupBy(PanelOf).Select(group => new ChartPanel(group.Key, [.. group]))];

    private static ChartData LimitPanels(ChartData data)
    {
        if (data.Series.Count <= MostPanels)
            return data;
        var which = data.SeriesTitle is null ? "first" : "top";
        return data.With(
            [.. data.Series.Take(MostPanels)], FormattableString.Invariant($"{which} {MostPanels} of {data.Series.Count:#,##0} ({data.SeriesTitle ?? "panels"})"));
    }

    // The lines of the first panel, which stand in falling order, are those of all.
    private static ChartData LimitLines(ChartData data)
    {
        var first = data.Series.Where(series => series.Panel == data.Series[0].Panel).Select(series => series.Name).ToList();
        var kept = first.Take(ChartPalette.Size).ToList();
        var series = data.Series.Where(one => kept.Contains(one.Name)).ToList();
        return first.Count == kept.Count
            ? data
            : data.With(series, FormattableString.Invariant($"top {kept.Count} of {first.Count:#,##0} ({data.SeriesTitle}) by {data.Series[0].Panel}"));
    }

    private static JsonObject Layout(ChartData data, ChartText text, List<ChartPanel> panels, int legend)
    {
        var hasControls = data.X.Type == "date" && data.X.Column.Kind == Kind.Day && data.Series[0].Points is { Count: > 1 } points && points.All(point => point.X is long);
        var height = (panels.Count * PanelHeight) + ((panels.Count - 1) * Gap);
        var layout = ChartFrame.Layout(data, text, height, legend);
        var xaxis = ChartFrame.XAxis(data);
        xaxis["anchor"] = AxisName("y", panels.Count - 1);
        if (hasControls)
        {
            var bottom = IsNamed(data) ? Gap : 8;
            layout["margin"]!["t"] = (int)layout["margin"]!["t"]! + bottom + ButtonHeight;
            layout["height"] = (int)layout["height"]! + bottom + ButtonHeight + SliderHeight;
            xaxis["rangeselector"] = PanelControls.Buttons(1 + ((double)bottom / height));
            xaxis["rangeslider"] = new JsonObject { ["visible"] = true, ["thickness"] = Math.Round((double)SliderHeight / height, 3), ["bordercolor"] = ChartPalette.Grid, ["borderwidth"] = 1 };
            layout["updatemenus"] = PanelControls.Menu(data, panels, legend > 1, 1 + ((double)bottom / height));
        }

        var headings = new JsonArray();
        layout["bargap"] = 0.05;
        layout["xaxis"] = xaxis;
        for (var i = 0; i < panels.Count; i++)
        {
            var bottom = (double)(panels.Count - 1 - i) * (PanelHeight + Gap) / height;
            var top = Math.Min(1, bottom + ((double)PanelHeight / height));
            layout[AxisName("yaxis", i)] = YAxis(data, panels[i], bottom, top);
            if (IsNamed(data))
                headings.Add(Heading(panels[i], top));
        }

        layout["annotations"] = headings;
        return layout;
    }

    // A panel of a column is named by its axis, one of a series by a heading.
    private static bool IsNamed(ChartData data) => data.SeriesTitle is not null && data.Series[0].Panel is null;

    private static JsonObject Heading(ChartPanel panel, double top) => new()
    {
        ["text"] = Escape.ChartLabel(panel.Name),
        ["showarrow"] = false,
        ["xref"] = "paper",
        ["x"] = 0,
        ["xanchor"] = "left",
        ["yref"] = "paper",
        ["y"] = Math.Round(top, 5),
        ["yanchor"] = "bottom",
    };

    private static JsonObject YAxis(ChartData data, ChartPanel panel, double bottom, double top)
    {
        var axis = ChartFrame.Axis(ChartAxis.TitleOf(IsNamed(data) ? data.Y : new Column(panel.Name, panel.Series[0].Kind)), "linear");
        axis["domain"] = new JsonArray(Math.Round(bottom, 5), Math.Round(top, 5));
        axis["rangemode"] = "tozero";
        axis["tickformat"] = ",";
        axis["nticks"] = 4;
        axis["fixedrange"] = true;
        if (panel.Series[0].Kind == Kind.Count && panel.Most < 4)
            axis["dtick"] = 1;
        return axis;
    }

    private static JsonObject Trace(ChartData data, ChartSeries series, int panel, int line)
    {
        var trace = line < 0 ? Alone(data, series) : Line(data, series, panel, line);
        trace["yaxis"] = AxisName("y", panel);
        trace["hovertext"] = ChartFrame.Array(series.Points.Select(point => Hover(data, series, point)));
        trace["hoverinfo"] = "text";
        return trace;
    }

    // Many bars are slow to draw, and thinner than a pixel.
    private static JsonObject Alone(ChartData data, ChartSeries series)
    {
        var (name, positions, values) = (Escape.ChartLabel(series.Name), LineChart.Positions(data, series), series.Points.Select(point => point.Y));
        if (positions.Count <= MostBars)
        {
            var bars = PlotlyTraces.Bar(name, positions, values, horizontal: false);
            bars["marker"] = new JsonObject { ["color"] = ChartPalette.Colour(0), ["line"] = new JsonObject { ["width"] = 0 } };
            return bars;
        }

        var steps = PlotlyTraces.Line(name, positions, values);
        steps["mode"] = "lines";
        steps["line"] = new JsonObject { ["color"] = ChartPalette.Colour(0), ["width"] = 1, ["shape"] = "hvh" };
        steps["fill"] = "tozeroy";
        return steps;
    }

    private static JsonObject Line(ChartData data, ChartSeries series, int panel, int place)
    {
        var line = PlotlyTraces.Line(Escape.ChartLabel(series.Name), LineChart.Positions(data, series), series.Points.Select(point => point.Y));
        line["mode"] = series.Points.Count <= MostSymbols ? "lines+markers" : "lines";
        line["marker"] = new JsonObject { ["color"] = ChartPalette.Colour(place), ["size"] = 5, ["symbol"] = ChartPalette.Symbol(place) };
        line["line"] = new JsonObject { ["color"] = ChartPalette.Colour(place), ["width"] = 1.6, ["dash"] = ChartPalette.Dash(place) };
        line["legendgroup"] = line["name"]!.DeepClone();
        line["showlegend"] = panel == 0;
        return line;
    }

    private static string Hover(ChartData data, ChartSeries series, ChartPoint point) => series.Panel is null
        ? ChartSentence.Hover(data, series, point)
        : ChartLabels.Lines([
            $"{ChartData.Pretty(data.X.Column.Name)}: {data.Labels.Full(point.X, data.X.Column.Kind)}",
            $"{data.SeriesTitle}: {series.Full}",
            $"{series.Panel}: {data.Labels.Full(point.Y, series.Kind)}"]);

    /// <summary>Plotly's name of an axis (<c>yaxis3</c>) or of a reference to it (<c>y3</c>) by its place from 0.</summary>
    public static string AxisName(string name, int place) => place == 0 ? name : name + (place + 1).ToString(CultureInfo.InvariantCulture);
}
