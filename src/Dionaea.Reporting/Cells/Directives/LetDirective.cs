using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Keeps the cell's last result as a table.</summary>
public sealed class LetDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "let";

    /// <inheritdoc/>
    public string Usage => "let NAME";

    /// <inheritdoc/>
    public string About => "Keeps the cell's last result as a table that later cells can select from.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count != 1)
            throw WorkbenchException.Usage("#!let takes one name.", "Write: #!let NAME");
        run.KeepAs = directive.Words[0];
    }
}
