using System.Text;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The rows that a database has for one table of log_sqlite's, one after the other.</summary>
internal sealed class TableCursor : IDisposable
{
    private const int TimeColumn = 4;
    private readonly sqlite3 _database;
    private readonly string _name;
    private readonly string _sql;
    private readonly LogTimes? _times;
    private readonly sqlite3_stmt _statement;
    private State _state;
    private string? _damage;

    /// <summary>Starts before the first row.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="table">The table that the rows are for.</param>
    /// <param name="sql">
    /// A SELECT of the table's columns, in their order, and its <see cref="RowTable.Details"/>; the first is null where
    /// rows have no number of their own.
    /// </param>
    /// <param name="times">How times that are text are meant; null when they are numbers.</param>
    /// <exception cref="WorkbenchException">The database lacks a table or column, or is damaged.</exception>
    public TableCursor(sqlite3 database, string name, RowTable table, string sql, LogTimes? times = null)
    {
        _database = database;
        _name = name;
        _sql = sql;
        _times = times;
        Table = table;
        var code = raw.sqlite3_prepare_v2(database, sql, out _statement);
        if (code != raw.SQLITE_OK)
            throw SqliteFault.For(database, code, sql, name, null);
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

    /// <summary>Moves on. Where the database is damaged, one more row tells of it, and what was read before stays.</summary>
    public bool Next()
    {
        if (_state == State.End || _damage is not null)
            return (_state = State.End) == State.Row;
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            _damage = SqliteFault.For(_database, code, _sql, _name, null).Message.TrimEnd('.');
        _state = code == raw.SQLITE_DONE ? State.End : State.Row;
        return _state == State.Row;
    }

    /// <summary>Whether there is a row whose parent is out; with null, whether there is one at all.</summary>
    public bool IsDue(Dictionary<RowTable, long>? reached)
    {
        if (_state == State.Before)
            Next();
        if (_state == State.End)
            return false;
        return reached is null || _damage is not null || Table.Parent is null || raw.sqlite3_column_type(_statement, 1) != raw.SQLITE_INTEGER
            || raw.sqlite3_column_int64(_statement, 1) <= reached.GetValueOrDefault(Table.Parent);
    }

    /// <summary>Fills an incident with the row.</summary>
    public void Fill(Incident incident, LogInput input, long place)
    {
        incident.Source = input;
        incident.LineNumber = place;
        incident.LineOffset = place - 1;
        incident.Table = Table;
        if (_damage is not null)
        {
            incident.SetLine(Encoding.UTF8.GetBytes(Table.Name));
            incident.Reject($"the rest of '{Table.Name}' can't be read: {_damage}");
            return;
        }

        incident.RowNumber = raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_NULL ? null : Number;
        for (var i = 1; i < raw.sqlite3_column_count(_statement); i++)
            incident.Add(Value(incident, i));
        if (Table == RowTable.Connections)
            TakeTime(incident);
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void TakeTime(Incident incident)
    {
        var field = incident.FieldAt(TimeColumn - 1);
        if (field.Kind == IncidentValueKind.Text && _times is not null)
        {
            if (!_times.TryRead(incident.Bytes(field.Value), out var time))
                incident.Reject($"the timestamp is no time like {LogTimes.Example}");
            incident.SetRealAt(TimeColumn - 1, time);
            incident.Time = time;
        }
        else if (field.Kind is IncidentValueKind.Integer or IncidentValueKind.Real)
        {
            incident.Time = raw.sqlite3_column_double(_statement, TimeColumn);
        }
    }

    private IncidentField Value(Incident incident, int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => new IncidentField(default, IncidentValueKind.Integer, default, raw.sqlite3_column_int64(_statement, column)),
        raw.SQLITE_FLOAT => new IncidentField(default, IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(raw.sqlite3_column_double(_statement, column))),
        raw.SQLITE_TEXT => new IncidentField(default, IncidentValueKind.Text, incident.Keep(raw.sqlite3_column_blob(_statement, column)), 0),
        raw.SQLITE_BLOB => new IncidentField(default, IncidentValueKind.Bytes, incident.Keep(raw.sqlite3_column_blob(_statement, column)), 0),
        _ => new IncidentField(default, IncidentValueKind.Null, default, 0),
    };
}
