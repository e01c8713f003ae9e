using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>What the verbs that run notebooks share: opening, running, and the exit code of the first mistake.</summary>
internal static class NotebookWork
{
    /// <summary>Runs a notebook on a database, or on the one that the notebook itself opens.</summary>
    public static NotebookRun Run(Workbench workbench, NotebookRequest request, Streams streams, CancellationToken cancellation)
    {
        var notebook = Notebook.Load(request.Notebook).WithParameters(request.Parameters);
        using var progress = new ProgressLine(streams);
        if (request.Database is not null)
            workbench.Open(request.Database, progress, cancellation);
        var folder = Path.GetDirectoryName(Path.GetFullPath(request.Notebook))!;
        var policy = Policy(workbench.Settings, folder, request.Database is null ? null : workbench.Database.Name);
        return NotebookRun.Execute(notebook, workbench, policy, progress, cancellation);
    }

    /// <summary>What the cells of a notebook may reach.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="givenDatabase">The name of a database that the user named, or null.</param>
    public static CellPolicy Policy(WorkbenchSettings settings, string folder, string? givenDatabase) =>
        new(givenDatabase, [folder, Path.Combine(folder, "..", "data"), "data", Shipped.Data, .. settings.OpenFolders], folder) { ExportFolders = settings.ExportFolders };

    /// <summary>Says the mistake that ended a run, if one did.</summary>
    public static ExitCode Conclude(NotebookRun run, Streams streams)
    {
        if (run.Error is not { } error)
            return ExitCode.Done;

        var number = run.Cells.Where(c => c.Result is not null).Select((c, i) => (c, i)).First(pair => pair.c.Result!.Error is not null).i + 1;
        var line = error.Line is null ? "" : $", line {error.Line}";
        streams.Error.WriteLine(Escape.Terminal($"workbench: Code cell {number}{line} failed; the cells below it were not run."));
        foreach (var text in error.Error.Text.Split('\n'))
            streams.Error.WriteLine(Escape.Terminal(text));
        return error.Error.Exit == ExitCode.Limit ? ExitCode.Limit : ExitCode.Failed;
    }

    /// <summary>Refuses to write over what is read, by whatever path, and over a database that lies there.</summary>
    public static void RefuseToOverwrite(string output, NotebookRequest request) =>
        OutputFile.RefuseToOverwrite(output, request.Notebook, request.Database);
}
