namespace Dionaea.Reporting;

/// <summary>A way to draw a table.</summary>
internal interface IChartKind
{
    /// <summary>Its name in query headers and directives, lower case.</summary>
    string Name { get; }

    /// <summary>Draws data that have at least one point; null when none of them can be seen.</summary>
    Figure? Draw(ChartData data, ChartText text);
}
