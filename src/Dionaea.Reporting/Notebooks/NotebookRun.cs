namespace Dionaea.Reporting;

/// <summary>How far the running of a notebook is.</summary>
/// <param name="Done">Code cells that have ended.</param>
/// <param name="Count">Code cells in all.</param>
/// <param name="Title">What runs now: the heading above the cell.</param>
public sealed record NotebookProgress(int Done, int Count, string Title);

/// <summary>A notebook that was run in this process: its cells with what they gave, up to the first mistake.</summary>
/// <param name="Notebook">The notebook as it was run, with its injected parameters.</param>
/// <param name="Cells">All cells in order.</param>
public sealed record NotebookRun(Notebook Notebook, IReadOnlyList<ReportCell> Cells)
{
    /// <summary>The mistake that ended the run, or null.</summary>
    public ErrorOutput? Error => Cells.Select(c => c.Result?.Error).FirstOrDefault(e => e is not null);

    /// <summary>
    /// Runs a notebook's code cells in order. Neighbours that depend on nothing but what was there before them run
    /// side by side, two at a time; what they give is the same. A mistake ends the run.
    /// </summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="workbench">The workbench; may have a database open.</param>
    /// <param name="policy">What the cells may reach.</param>
    /// <param name="progress">Told when a cell has ended, from any thread; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static NotebookRun Execute(
        Notebook notebook, Workbench workbench, CellPolicy policy, IProgress<NotebookProgress>? progress = null, CancellationToken cancellation = default)
    {
        var executor = new CellExecutor(workbench, policy);
        var code = notebook.Cells.Where(c => c.Type == CellType.Code && !string.IsNullOrWhiteSpace(c.Source)).ToList();
        var results = new Dictionary<int, CellResult>();
        var titles = Titles(notebook);
        var done = 0;
        for (var next = 0; next < code.Count && results.Values.All(r => r.Error is null);)
        {
            var group = Group(code, next);
            var given = new CellResult[group.Count];
            void Run(int i)
            {
                given[i] = executor.Run(group[i].Source, cancellation);
                progress?.Report(new NotebookProgress(Interlocked.Increment(ref done), code.Count, titles[group[i].Index]));
            }

            SideBySide(group.Count, Run, cancellation);
            foreach (var (cell, result) in group.Zip(given))
            {
                results[cell.Index] = result;
                if (result.Error is not null)
                    break;
            }

            executor.Remember(given[^1]);
            next += group.Count;
        }

        return new NotebookRun(notebook, [.. notebook.Cells.Select(c => new ReportCell(c, results.GetValueOrDefault(c.Index)))]);
    }

    /// <summary>The executed copy, with outputs that Jupyter shows.</summary>
    public Notebook Executed()
    {
        var outputs = new NotebookOutputs();
        var ran = Cells.Where(c => c.Result is not null).ToList();
        return Notebook.WithOutputs(ran.Select((c, i) => (c, i)).ToDictionary(
            pair => pair.c.Cell.Index, pair => new CellRun(pair.i + 1, outputs.Next(pair.c.Result!, pair.i + 1)))).WithKernel();
    }

    // Two at a time: as many as the smallest machines have cores, and as many caches as the memory bound allows.
    private static void SideBySide(int count, Action<int> work, CancellationToken cancellation)
    {
        if (count == 1)
        {
            work(0);
            return;
        }

        var next = -1;
        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                work(i);
        }

        var other = Task.Factory.StartNew(Work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            Work();
        }
        finally
        {
            try
            {
                other.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // The run ends with the cancellation that the work here or below reports.
            }
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static List<NotebookCell> Group(List<NotebookCell> code, int start)
    {
        var count = code.Skip(start).TakeWhile(c => CellExecutor.IsIndependent(c.Source)).Count();
        return code.GetRange(start, Math.Max(1, count));
    }

    private static Dictionary<int, string> Titles(Notebook notebook)
    {
        var titles = new Dictionary<int, string>();
        var title = notebook.Title;
        foreach (var cell in notebook.Cells)
        {
            var heading = cell.Type == CellType.Markdown
                ? cell.Source.Split('\n').LastOrDefault(line => line.StartsWith('#'))
                : null;
            title = heading?.TrimStart('#').Trim() ?? title;
            titles[cell.Index] = title;
        }

        return titles;
    }
}
