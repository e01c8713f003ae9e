using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Reads the rows of a log_sqlite database, each table in the order of its numbers and each row behind the one it
/// belongs to. A position counts rows: reading goes on by passing over those before it.
/// </summary>
internal sealed class LogSqliteReader : ILogReader
{
    private readonly HoneypotDatabase _database;
    private readonly ReadSession _session;
    private readonly LogInput _input;
    private readonly List<TableCursor> _cursors = [];
    private readonly long _from;
    private readonly IEnumerator<TableCursor> _order;
    private long _passed;

    /// <summary>Starts; takes over the database.</summary>
    /// <exception cref="WorkbenchException">A table of the database is a view, or it is damaged.</exception>
    public LogSqliteReader(HoneypotDatabase database, LogInput input, LogPosition from)
    {
        _database = database;
        _input = input;
        _from = from.Offset;
        _session = database.OpenSession();
        try
        {
            RefuseViews();
            foreach (var table in RowTable.All.Where(IsStored))
                _cursors.Add(new TableCursor(_session, table, Select(table)));
        }
        catch
        {
            Dispose();
            throw;
        }

        _order = Order().GetEnumerator();
    }

    /// <inheritdoc/>
    public bool Read(IncidentBatch batch)
    {
        batch.Clear();
        var start = _passed;
        var more = true;
        while (batch.Count < IncidentBatch.Target && (more = _order.MoveNext()))
        {
            _passed++;
            if (_passed > _from)
                _order.Current.Fill(batch.Add(), _input, _passed);
        }

        batch.End = new LogPosition(Math.Max(_passed, _from), Math.Max(_passed, _from));
        batch.Length = _passed - start;
        return more;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _order?.Dispose();
        foreach (var cursor in _cursors)
            cursor.Dispose();
        _session.Dispose();
        _database.Dispose();
    }

    // Rows of a table come as soon as those are out that they belong to; each table keeps its order.
    private IEnumerable<TableCursor> Order()
    {
        var connections = _cursors.FirstOrDefault(cursor => cursor.Table == RowTable.Connections);
        var children = _cursors.Where(cursor => cursor != connections).ToList();
        var reached = new Dictionary<RowTable, long>();
        while (connections is not null && connections.Next())
        {
            reached[RowTable.Connections] = connections.Number;
            yield return connections;
            foreach (var child in children)
            {
                while (child.IsDue(reached))
                {
                    reached[child.Table] = child.Number;
                    yield return child;
                    child.Take();
                }
            }
        }

        foreach (var child in children)
        {
            while (child.IsDue(null))
            {
                yield return child;
                child.Take();
            }
        }
    }

    private bool IsStored(RowTable table) => table.Name == "emu_services"
        ? _database.StoredTables.ContainsKey("emu_services") || _database.StoredTables.ContainsKey("emu_services_old")
        : _database.StoredTables.ContainsKey(table.Name);

    // A view could be anything, one that never ends too.
    private void RefuseViews()
    {
        const string Sql = "SELECT name FROM main.sqlite_master WHERE type = 'view'";
        using var statement = _session.Stream(Sql);
        while (_session.Next(statement, Sql))
        {
            var name = raw.sqlite3_column_text(statement, 0).utf8_to_string();
            if (KnownTables.Columns.ContainsKey(name))
            {
                throw WorkbenchException.Input(
                    $"'{name}' in '{Suggestion.Excerpt(_input.Name)}' is a view, where log_sqlite has a table.", "Take the sensor's own database.");
            }
        }
    }

    // Shells that dionaea's restart moved aside come first, as they are older; the numbers go on behind theirs.
    private string Select(RowTable table)
    {
        var columns = string.Join(", ", table.Columns.Select(Raw.Quote));
        var key = Raw.Quote(table.Key);
        if (table == RowTable.Connections)
        {
            string Kept(string column) => $"CASE WHEN EXISTS (SELECT 1 FROM connections AS o WHERE o.connection = c.{column}) THEN c.{column} END";
            var own = table.Columns.Select(column => column is "connection_root" or "connection_parent" ? Kept(column) : $"c.{Raw.Quote(column)}");
            return $"SELECT {string.Join(", ", own)} FROM connections AS c ORDER BY c.{key}";
        }

        if (table.Name != "emu_services" || !_database.StoredTables.ContainsKey("emu_services_old"))
            return $"SELECT {columns} FROM {Raw.Quote(table.Name)} ORDER BY {key}";
        var rest = string.Join(", ", table.Columns.Skip(1).Select(Raw.Quote));
        return $"SELECT {columns} FROM emu_services_old UNION ALL "
            + $"SELECT {key} + (SELECT coalesce(max({key}), 0) FROM emu_services_old), {rest} FROM emu_services ORDER BY 1";
    }
}
