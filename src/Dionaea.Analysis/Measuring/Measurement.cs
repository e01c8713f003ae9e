using System.Diagnostics;

namespace Dionaea.Analysis;

/// <summary>Runs one statement on scratch copies of a database and takes the time; the database itself is only read.</summary>
public static class Measurement
{
    /// <summary>The most repetitions.</summary>
    public const int MostRepeats = 20;

    /// <summary>Measures.</summary>
    /// <param name="database">The database.</param>
    /// <param name="geolocation">What is known of addresses.</param>
    /// <param name="sql">One SELECT.</param>
    /// <param name="parameters">Values by name without the dollar sign.</param>
    /// <param name="variants">The variants, each once.</param>
    /// <param name="repeats">How often the statement is run after the first time, which isn't counted; 1 to <see cref="MostRepeats"/>.</param>
    /// <param name="files">Where copies go, and how large they may be.</param>
    /// <param name="limits">What each run may take.</param>
    /// <param name="progress">Told what is done; may be null.</param>
    /// <param name="cancellation">Stops within milliseconds.</param>
    /// <returns>
    /// A row for each variant: name, what it is, SQLite's plan, rows given, and the median of the times in
    /// milliseconds; the last is null where the statement did not end within the limit.
    /// </returns>
    /// <exception cref="WorkbenchException">The statement is wrong or not allowed, or there is no room for a copy.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Table Run(
        HoneypotDatabase database,
        Geolocation geolocation,
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<ScratchVariant> variants,
        int repeats,
        DatabaseFileOptions files,
        Limits limits,
        IProgress<string>? progress = null,
        CancellationToken cancellation = default)
    {
        var rows = new List<object?[]>();
        foreach (var variant in variants)
        {
            progress?.Report($"{variant.Name}: copying");
            using var copy = Copy(database, variant, files, limits, cancellation);
            using var session = database.OpenSession(copy.Path, geolocation);
            if (variant.Tune is { } tune)
                session.Tune(tune);
            progress?.Report(variant.Name);
            var plan = string.Join("; ", session.Plan(sql));
            var (count, time) = Time(session, sql, parameters, repeats, limits, cancellation);
            rows.Add([variant.Name, variant.About, plan, count, time]);
        }

        return new Table(
            [
                new Column("copy", Kind.Name),
                new Column("what", Kind.Text),
                new Column("plan", Kind.Text),
                new Column("rows", Kind.Count),
                new Column("milliseconds", Kind.Number),
            ],
            rows);
    }

    private static ScratchCopy Copy(HoneypotDatabase database, ScratchVariant variant, DatabaseFileOptions files, Limits limits, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limits.Time);
        try
        {
            return ScratchCopy.Make(database.FilePath, database.Name, files, variant.Change, stop.Token);
        }
        catch (WorkbenchException) when (stop.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            throw WorkbenchException.Limit(
                FormattableString.Invariant($"The scratch copy '{variant.Name}' was not ready within {limits.Time.TotalSeconds:0} s."),
                "Leave that copy out, or raise the limit in conf/workbench.yaml.");
        }
    }

    private static (long? Rows, double? Milliseconds) Time(
        ReadSession session, string sql, IReadOnlyDictionary<string, object?> parameters, int repeats, Limits limits, CancellationToken cancellation)
    {
        var times = new List<double>();
        long rows = 0;
        for (var run = 0; run <= repeats; run++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                rows = session.Run(sql, parameters, limits, cancellation: cancellation).Rows.Count;
            }
            catch (WorkbenchException e) when (e.Exit == ExitCode.Limit)
            {
                return (null, null);
            }

            if (run > 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return (rows, Math.Round(times[times.Count / 2], 2));
    }
}
