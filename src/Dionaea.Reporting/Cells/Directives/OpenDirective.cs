using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Opens a database.</summary>
public sealed class OpenDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "open";

    /// <inheritdoc/>
    public string Usage => "open PATH";

    /// <inheritdoc/>
    public string About => "Opens a database of dionaea's, for reading only; a copy may be compressed with gzip.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count != 1)
            throw WorkbenchException.Usage("#!open takes one path.", "Write: #!open PATH");
        if (run.Policy.GivenDatabase is not null && run.Workbench.IsOpen)
        {
            Say(run);
            return;
        }

        run.Watch.Start("opening");
        run.Workbench.Open(run.Policy.Resolve(directive.Words[0]), run.Watch, run.Cancellation);
        Say(run);
    }

    private static void Say(RunningCell run)
    {
        var database = run.Workbench.Database;
        var times = new ValueText("UTC");
        var span = database.Span.First is { } first && database.Span.Last is { } last
            ? $"connections from {times.Timestamp(first)} to {times.Timestamp(last)} UTC"
            : "no connections";
        var notes = string.Concat(database.Notes.Select(note => $" {Escape.MarkdownText(note)}."));
        run.Say($"Opened **{Escape.MarkdownText(database.Name)}**: {database.Variant}; {span}.{notes}");
    }
}
