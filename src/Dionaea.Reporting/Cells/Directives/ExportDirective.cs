using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Writes the cell's last result to a file.</summary>
public sealed class ExportDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "export";

    /// <inheritdoc/>
    public string Usage => $"export {string.Join("|", TableFormats.All.Select(f => f.Name))} NAME";

    /// <inheritdoc/>
    public string About =>
        "Writes the cell's last result, or the one before when the cell has none, to a new file in exports/ beside the notebook; never over a file that exists.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count != 2)
            throw WorkbenchException.Usage("#!export takes a format and the name of a file.", $"Write: #!{Usage}");
        if (run.Export is not null)
            throw WorkbenchException.Usage("A cell has one #!export.", "Put the other into a cell of its own.");
        run.Export = new ExportWish(TableFormats.Find(directive.Words[0]), directive.Words[1]);
    }
}
