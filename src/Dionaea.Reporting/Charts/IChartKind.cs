namespace Dionaea.Reporting;

/// <summary>A way to draw a table.</summary>
internal interface IChartKind
{
    /// <summary>Its name in query headers and directives, lower case.</summary>
    string Name { get; }

    /// <summary>Whether it has panels, so that several columns of quantities may each be split into series.</summary>
    bool HasPanels => false;

    /// <summary>Draws data that have at least one point; null when none of them can be seen.</summary>
    Figure? Draw(ChartData data, ChartText text);
}
