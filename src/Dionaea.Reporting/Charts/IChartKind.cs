namespace Dionaea.Reporting;

/// <summary>A way to draw a table.</summary>
internal interface IChartKind
{
    /// <summary>Its name in query headers and directives, lower case.</summary>
    string Name { get; }

    /// <summary>Draws data that have at least one point.</summary>
    Figure Draw(ChartData data, ChartText text);
}
