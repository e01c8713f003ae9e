using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Draws the cell's result, or the one before it when the cell has none.</summary>
public sealed class ChartDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "chart";

    /// <inheritdoc/>
    public string Usage => $"chart {string.Join("|", ChartKinds.Names)}|none [--x COLUMN] [--y COLUMN[,COLUMN]…] [--series COLUMN] [--title TEXT] [--population TEXT]";

    /// <inheritdoc/>
    public string About => "Draws the cell's last result, or the one before when the cell has none; columns left out are guessed. The population says which rows are counted.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        var words = DirectiveWords.Of(directive);
        words.Allow(Name, "x", "y", "series", "title", "population");
        if (words.Alone.Count != 1)
            throw WorkbenchException.Usage("#!chart takes one kind.", $"Write: #!{Usage}");
        var kind = words.Alone[0];
        if (kind != "none" && !ChartKinds.Names.Contains(kind))
            throw WorkbenchException.Unknown("chart kind", kind, ChartKinds.Names.Append("none"));
        var y = words.Options.GetValueOrDefault("y")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        run.Chart = new ChartWish(kind, words.Options.GetValueOrDefault("x"), y, words.Options.GetValueOrDefault("series"))
        {
            Title = words.Options.GetValueOrDefault("title"),
            Population = words.Options.GetValueOrDefault("population"),
        };
    }
}
