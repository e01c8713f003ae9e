using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>All kinds of charts, and the way from an answer to its figure.</summary>
public static class ChartKinds
{
    /// <summary>The names of all kinds, for help and completion.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(kind => kind.Name)];

    // Adding a kind is a class and its line here.
    private static IReadOnlyList<IChartKind> All { get; } =
    [
        new BarChart(),
        new LineChart(),
        new AreaChart(),
        new DonutChart(),
        new HistogramChart(),
        new HeatmapChart(),
        new PanelsChart(),
        new ChoroplethChart(),
        new PointMapChart(),
    ];

    /// <summary>Draws an answer as its query asks; null when the query asks for no chart or there is nothing to draw.</summary>
    public static Figure? Draw(Answer answer) => answer.Query?.Chart is { } hint ? Draw(answer, hint) : null;

    /// <summary>Draws an answer; null when there is nothing to draw, that is no row or only zeros.</summary>
    /// <exception cref="WorkbenchException">There is no such kind or column, or a column of quantities holds something else.</exception>
    public static Figure? Draw(Answer answer, ChartHint hint) => Draw(answer.Table, hint, ChartText.Of(answer, hint));

    /// <summary>Draws a table; null when there is nothing to draw, that is no row or only zeros.</summary>
    /// <exception cref="WorkbenchException">There is no such kind or column, or a column of quantities holds something else.</exception>
    public static Figure? Draw(Table table, ChartHint hint, ChartText text)
    {
        var kind = All.FirstOrDefault(one => one.Name == hint.Kind)
            ?? throw WorkbenchException.Unknown("chart kind", hint.Kind, Names, $"The kinds are: {string.Join(", ", Names)}.");
        var data = ChartData.Read(table, hint, text.Zone, kind.HasPanels);
        return data.Series.All(series => series.Points.All(point => point.Height == 0)) ? null : kind.Draw(data, text);
    }
}
