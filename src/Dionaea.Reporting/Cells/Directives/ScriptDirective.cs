using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Runs JavaScript over tables.</summary>
public sealed class ScriptDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "script";

    /// <inheritdoc/>
    public string Usage => "script";

    /// <inheritdoc/>
    public string About =>
        "Runs the lines below as JavaScript with sql(text, parameters), table(name), chart(rows, options), print(values) and parameters; "
        + "rows as the last expression are the result.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public bool TakesText => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count > 0)
            throw WorkbenchException.Usage("#!script takes nothing on its line.", "Write the script on the lines below it.");
        if (string.IsNullOrWhiteSpace(directive.Text))
            throw WorkbenchException.Usage("There is no script.", "Write it on the lines below #!script.");
        run.Watch.Start("script");
        ScriptRun.Execute(directive.Text, run);
    }
}
