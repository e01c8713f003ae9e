namespace Dionaea.Reporting;

/// <summary>A panel of small multiples.</summary>
/// <param name="Name">Its name; visible but not yet inert.</param>
/// <param name="Series">What is drawn in it.</param>
internal sealed record ChartPanel(string Name, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>The highest point.</summary>
    public double Most { get; } = Series.SelectMany(series => series.Points).Max(point => point.Height);
}
