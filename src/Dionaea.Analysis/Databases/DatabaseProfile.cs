namespace Dionaea.Analysis;

/// <summary>
/// What one should know of a database before analysing it: its tables and the time they cover, the traps that are in
/// it, and the gaps.
/// </summary>
/// <param name="Zone">The IANA name of the zone that days are in.</param>
/// <param name="Span">The first and the last connection.</param>
/// <param name="Connections">How many connections there are.</param>
/// <param name="WithoutTime">How many of them have a timestamp that is no number; no view by time shows them.</param>
/// <param name="Tables">The stored tables, in ordinal order of their names.</param>
/// <param name="Schema">How the tables differ from the newest schema.</param>
/// <param name="Traps">Every trap with its counts, by number, those not found included.</param>
/// <param name="Gaps">Where there are no connections.</param>
public sealed record DatabaseProfile(
    string Zone,
    DatabaseSpan Span,
    long Connections,
    long WithoutTime,
    IReadOnlyList<TableProfile> Tables,
    SchemaDifference Schema,
    IReadOnlyList<TrapFinding> Traps,
    GapProfile Gaps)
{
    /// <summary>Reads a database through two sessions side by side.</summary>
    /// <param name="database">The database.</param>
    /// <param name="zone">The IANA name of the zone of calendar days.</param>
    /// <param name="limits">What each statement may take.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WorkbenchException">There is no such zone, the file is damaged, or a limit was reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DatabaseProfile Read(HoneypotDatabase database, string zone, Limits limits, CancellationToken cancellation = default)
    {
        Zones.Find(zone);
        var schema = SchemaDifference.Of(database.StoredTables);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var traps = Task.Run(() => ReadTraps(database, schema, limits, stop.Token), CancellationToken.None);
        try
        {
            using var session = database.OpenSession();
            var times = session.Run(
                "SELECT COUNT(*), COUNT(*) FILTER (WHERE typeof(connection_timestamp) IN ('integer', 'real')) FROM connections",
                new Dictionary<string, object?>(), limits, cancellation: stop.Token).Rows[0];
            var (connections, withTime) = ((long)times[0]!, (long)times[1]!);
            var gaps = GapProfile.Read(session, database.Span, withTime, zone, limits, stop.Token);
            var tables = TableProfile.ReadAll(database, session, limits, stop.Token);
            return new DatabaseProfile(
                zone, database.Span, connections, connections - withTime, tables, schema, traps.GetAwaiter().GetResult(), gaps);
        }
        finally
        {
            // The database must not be closed under the other session.
            stop.Cancel();
            ((IAsyncResult)traps).AsyncWaitHandle.WaitOne();
        }
    }

    private static List<TrapFinding> ReadTraps(
        HoneypotDatabase database, SchemaDifference schema, Limits limits, CancellationToken cancellation)
    {
        using var session = database.OpenSession();
        var values = new Dictionary<string, object?>
        {
            ["notes"] = (long)database.Notes.Count,
            ["missing_tables"] = (long)schema.MissingTables.Count,
            ["missing_columns"] = (long)schema.MissingColumns.Count,
            ["renamed"] = (long)schema.Renamed.Count,
            ["extra_tables"] = (long)schema.ExtraTables.Count,
            ["extra_columns"] = (long)schema.ExtraColumns.Count,
        };
        return
        [
            .. Analysis.Traps.All.Select(trap => new TrapFinding(
                trap,
                [.. session.Run(trap.Sql, values, limits, cancellation: cancellation).Rows.Select(row => new TrapCount((string)row[0]!, (long)row[1]!, (long?)row[2]))])),
        ];
    }
}
