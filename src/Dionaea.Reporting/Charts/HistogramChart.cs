namespace Dionaea.Reporting;

/// <summary>Bars without gaps along days, hours or numbers that the query has counted already.</summary>
internal sealed class HistogramChart : IChartKind
{
    public string Name => "histogram";

    public Figure? Draw(ChartData data, ChartText text)
    {
        var drawn = ChartSeriesLimit.Apply(data, lump: data.MissingIsZero);
        return BarChart.Upright(drawn, text, gap: 0.04, "Histogram");
    }
}
