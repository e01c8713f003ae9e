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
    public string About => "Opens a database of dionaea's, for reading only; a copy may be compressed with gzip. '#!open $NAME' takes the path that #!set gave to NAME.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count != 1)
            throw WorkbenchException.Usage("#!open takes one path.", "Write: #!open PATH");
        var path = directive.Words[0];
        var parameter = path.StartsWith('$') && Parameter.IsName(path[1..]) ? path[1..] : null;
        if (run.Policy.GivenDatabase is not null && run.Workbench.IsOpen)
        {
            // What the parameters say of a run is what was read.
            if (parameter is not null)
                run.Workbench.Set(parameter, $"'{run.Workbench.Database.Name}'");
            Say(run);
            return;
        }

        run.Watch.Start("opening");
        run.Workbench.Open(run.Policy.Resolve(parameter is null ? path : PathIn(parameter, run.Workbench)), run.Watch, run.Cancellation);
        Say(run);
    }

    private static string PathIn(string parameter, Workbench workbench) => workbench.Parameters.GetValueOrDefault(parameter) switch
    {
        string path => path,
        null => throw WorkbenchException.Usage($"'${parameter}' names no database: it is not set.", $"Set it first: #!set {parameter} = PATH"),
        _ => throw WorkbenchException.Usage($"'${parameter}' names no database: it is a number or a time.", $"Put a path in quotes to have it taken as text: #!set {parameter} = 'PATH'"),
    };

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
