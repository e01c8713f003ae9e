namespace Dionaea.Analysis;

/// <summary>One stored table of a database.</summary>
/// <param name="Name">Its name, as a stranger may have written it.</param>
/// <param name="IsKnown">Whether a known version of log_sqlite writes it.</param>
/// <param name="Rows">How many rows it has; null for an unknown view, which is not run.</param>
/// <param name="First">The earliest connection its rows belong to, Unix seconds; null when there is none or it has no reference to connections.</param>
/// <param name="Last">The latest one, Unix seconds.</param>
/// <param name="Orphans">How many rows belong to a connection that is not there; null when it has no reference to connections.</param>
public sealed record TableProfile(string Name, bool IsKnown, long? Rows, double? First, double? Last, long? Orphans)
{
    internal static List<TableProfile> ReadAll(HoneypotDatabase database, ReadSession session, Limits limits, CancellationToken cancellation)
    {
        var views = session.Run("SELECT name FROM sqlite_master WHERE type = 'view'", new Dictionary<string, object?>(), limits, cancellation: cancellation)
            .Rows.Select(row => row[0]).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. database.StoredTables.Where(t => !SchemaDifference.IsOfSqlite(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => Read(t.Key, t.Value, views.Contains(t.Key), session, limits, cancellation)),
        ];
    }

    private static TableProfile Read(
        string name, IReadOnlyList<string> columns, bool isView, ReadSession session, Limits limits, CancellationToken cancellation)
    {
        var isKnown = KnownTables.Columns.ContainsKey(name) || Shape.OlderTables.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (isView && !isKnown)
            return new TableProfile(name, isKnown, null, null, null, null);

        var isEvent = isKnown && columns.Contains("connection", StringComparer.OrdinalIgnoreCase)
            && !name.Equals("connections", StringComparison.OrdinalIgnoreCase);
        var row = session.Run(isEvent ? EventSql(name) : $"SELECT COUNT(*) FROM main.{Raw.Quote(name)}", new Dictionary<string, object?>(), limits, cancellation: cancellation).Rows[0];
        var rows = (long)row[0]!;
        return isEvent
            ? new TableProfile(name, isKnown, rows, Table.Number(row[2]), Table.Number(row[3]), rows - (long)row[1]!)
            : new TableProfile(name, isKnown, rows, null, null, null);
    }

    private static string EventSql(string table) =>
        $"""
        SELECT COUNT(*), COUNT(c.connection),
               MIN(c.connection_timestamp) FILTER (WHERE typeof(c.connection_timestamp) IN ('integer', 'real')),
               MAX(c.connection_timestamp) FILTER (WHERE typeof(c.connection_timestamp) IN ('integer', 'real'))
        FROM main.{Raw.Quote(table)} AS e LEFT JOIN connections AS c ON c.connection = e.connection
        """;
}
