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
        string[] open = [folder, Path.Combine(folder, "..", "data"), "data", Shipped.Data, .. workbench.Settings.OpenFolders];
        var policy = new CellPolicy(request.Database is null ? null : workbench.Database.Name, open, folder) { ExportFolders = workbench.Settings.ExportFolders };
        return NotebookRun.Execute(notebook, workbench, policy, progress, cancellation);
    }

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
    public static void RefuseToOverwrite(string output, NotebookRequest request)
    {
        var target = WithoutLinks(output);
        string?[] inputs = [request.Notebook, request.Database];
        if (inputs.Any(i => !string.IsNullOrEmpty(i) && string.Equals(WithoutLinks(i), target, StringComparison.Ordinal)))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(output)}' is read; the result can't be written over it.", "Choose another file with -o.");
        if (IsDatabase(target))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(output)}' is a database; the result is not written over it.", "Choose another file with -o.");
    }

    private static string WithoutLinks(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return RealPath.Of(full);
        }
        catch (IOException)
        {
            // A circle of links can be neither read nor written, which its opening says.
            return full;
        }
    }

    private static bool IsDatabase(string path)
    {
        if (!File.Exists(path))
            return false;

        var start = new byte[16];
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual("SQLite format 3\0"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whether it can be written is for the writing to find out.
            return false;
        }
    }
}
