using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The rows of one table, one after the other.</summary>
internal sealed class TableCursor : IDisposable
{
    private readonly ReadSession _session;
    private readonly string _sql;
    private readonly sqlite3_stmt _statement;
    private readonly int _columns;
    private State _state;

    /// <summary>Starts before the first row.</summary>
    /// <param name="session">The database.</param>
    /// <param name="table">The table that the rows are of.</param>
    /// <param name="sql">A SELECT of the table's columns, in their order and that of the numbers.</param>
    public TableCursor(ReadSession session, RowTable table, string sql)
    {
        _session = session;
        _sql = sql;
        _statement = session.Stream(sql);
        _columns = table.Columns.Count;
        Table = table;
    }

    private enum State
    {
        Before,
        Row,
        End,
    }

    /// <summary>The table.</summary>
    public RowTable Table { get; }

    /// <summary>The row's number.</summary>
    public long Number => raw.sqlite3_column_int64(_statement, 0);

    /// <summary>Moves on.</summary>
    public bool Next()
    {
        if (_state == State.End)
            return false;
        _state = _session.Next(_statement, _sql) ? State.Row : State.End;
        return _state == State.Row;
    }

    /// <summary>Whether there is a row whose parent is out; with null, whether there is one at all.</summary>
    public bool IsDue(Dictionary<RowTable, long>? reached)
    {
        if (_state == State.Before)
            Next();
        if (_state == State.End)
            return false;
        return reached is null || Table.Parent is null || raw.sqlite3_column_type(_statement, 1) != raw.SQLITE_INTEGER
            || raw.sqlite3_column_int64(_statement, 1) <= reached.GetValueOrDefault(Table.Parent);
    }

    /// <summary>Lets go of the row.</summary>
    public void Take() => Next();

    /// <summary>Fills an incident with the row.</summary>
    public void Fill(Incident incident, LogInput input, long place)
    {
        incident.Source = input;
        incident.LineNumber = place;
        incident.LineOffset = place - 1;
        incident.Table = Table;
        if (raw.sqlite3_column_type(_statement, 0) != raw.SQLITE_INTEGER)
            incident.Reject($"'{Table.Key}' is no row number");
        incident.RowNumber = Number;
        for (var i = 1; i < _columns; i++)
            incident.Add(Value(incident, i));
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private IncidentField Value(Incident incident, int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => new IncidentField(default, IncidentValueKind.Integer, default, raw.sqlite3_column_int64(_statement, column)),
        raw.SQLITE_FLOAT => new IncidentField(default, IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(raw.sqlite3_column_double(_statement, column))),
        raw.SQLITE_TEXT => new IncidentField(default, IncidentValueKind.Text, incident.Keep(raw.sqlite3_column_blob(_statement, column)), 0),
        raw.SQLITE_BLOB => new IncidentField(default, IncidentValueKind.Bytes, incident.Keep(raw.sqlite3_column_blob(_statement, column)), 0),
        _ => new IncidentField(default, IncidentValueKind.Null, default, 0),
    };
}
