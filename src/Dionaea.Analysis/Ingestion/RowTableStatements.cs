using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The statements that write rows of one table, and find those that are there.</summary>
internal sealed unsafe class RowTableStatements : IDisposable
{
    private readonly sqlite3 _database;
    private readonly RowTable _table;
    private readonly bool _isBulk;
    private NativeStatement _insert;
    private NativeStatement? _exists;
    private NativeStatement? _same;
    private bool[] _isStored;

    /// <summary>Prepares the insertion; a table of the maintained fork is created.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="isBulk">Whether the indexes are still missing.</param>
    public RowTableStatements(sqlite3 database, RowTable table, bool isBulk)
    {
        _database = database;
        _table = table;
        _isBulk = isBulk;
        if (!Columns().Any())
            CreateTable();
        (_insert, _isStored) = PrepareInsert();
    }

    /// <summary>Inserts a row.</summary>
    /// <param name="number">Its number, or null for the next one.</param>
    /// <param name="parent">The row it belongs to; null for none, or when the incident has all columns.</param>
    /// <param name="incident">Its values.</param>
    /// <returns>SQLite's result code.</returns>
    public int Insert(long? number, long? parent, Incident incident)
    {
        AddMissingColumns(incident);
        if (number is { } given)
            _insert.Bind(1, given);
        else
            _insert.BindNull(1);
        var parameter = 2;
        for (var i = 1; i < _table.Columns.Count; i++)
        {
            if (!_isStored[i])
                continue;
            if (i == 1 && _table.Parent is not null)
                BindOptional(_insert, parameter, parent);
            else
                Bind(_insert, parameter, incident, i - 1);
            parameter++;
        }

        return _insert.Step();
    }

    /// <summary>Whether there is a row of that number.</summary>
    public bool Exists(long row)
    {
        _exists ??= new NativeStatement(_database, $"SELECT 1 FROM {Raw.Quote(_table.Name)} WHERE {Raw.Quote(_table.Key)} = ?1", out _);
        _exists.Bind(1, row);
        if (_exists.Step() != raw.SQLITE_ROW)
            return false;
        _exists.Reset();
        return true;
    }

    /// <summary>The first row, older than the source, that is as the incident tells it and was not recognised yet.</summary>
    public long? Same(Incident incident, long? parent, RowSource source)
    {
        _same ??= PrepareSame();
        BindOptional(_same, 1, parent);
        _same.Bind(2, source.ShiftOf(_table));
        _same.Bind(3, source.Id);
        var first = FirstValue;
        for (var i = first; i < _table.Columns.Count; i++)
        {
            if (_isStored[i])
                Bind(_same, 4 + i - first, incident, i - 1);
        }

        if (_same.Step() != raw.SQLITE_ROW)
            return null;
        var row = _same.Integer;
        _same.Reset();
        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _exists?.Dispose();
        _same?.Dispose();
    }

    /// <summary>Binds a field by its place.</summary>
    public static void Bind(NativeStatement statement, int parameter, Incident incident, int index)
    {
        if (index >= incident.FieldCount)
        {
            statement.BindNull(parameter);
            return;
        }

        ref readonly var field = ref incident.FieldAt(index);
        switch (field.Kind)
        {
            case IncidentValueKind.Integer: statement.Bind(parameter, field.Number); break;
            case IncidentValueKind.Real: statement.Bind(parameter, BitConverter.Int64BitsToDouble(field.Number)); break;
            case IncidentValueKind.Bytes: statement.BindBlob(parameter, incident.Pointer(field.Value), field.Value.Length); break;
            case IncidentValueKind.Text: statement.BindText(parameter, incident.Pointer(field.Value), field.Value.Length); break;
            default: statement.BindNull(parameter); break;
        }
    }

    private int FirstValue => _table.Parent is null ? 1 : 2;

    private static void BindOptional(NativeStatement statement, int parameter, long? value)
    {
        if (value is { } given)
            statement.Bind(parameter, given);
        else
            statement.BindNull(parameter);
    }

    private IEnumerable<string> Columns()
    {
        using var rows = new RowReading(_database, "SELECT name FROM pragma_table_info(?1)");
        raw.sqlite3_bind_text(rows.Statement, 1, _table.Name);
        while (rows.Next())
            yield return raw.sqlite3_column_text(rows.Statement, 0).utf8_to_string();
    }

    // The tables of the fork stand in the file of the incident that fills them.
    private void CreateTable()
    {
        var type = IncidentTypes.All().First(type => type.Sql.Contains($"CREATE TABLE IF NOT EXISTS {_table.Name} ", StringComparison.Ordinal));
        new PreparedIncident(_database, type, usesDionaeaTypes: false).Dispose();
    }

    private (NativeStatement Statement, bool[] IsStored) PrepareInsert()
    {
        var stored = Columns().ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool[] isStored = [.. _table.Columns.Select(stored.Contains)];
        var columns = _table.Columns.Where(stored.Contains).ToList();
        var sql = $"INSERT INTO {Raw.Quote(_table.Name)} ({string.Join(", ", columns.Select(Raw.Quote))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})";
        return (new NativeStatement(_database, sql, out _), isStored);
    }

    // A source may have the bytes as text or the numbers as digits: what is the same text is the same.
    private NativeStatement PrepareSame()
    {
        if (_isBulk && _table.Parent is not null)
        {
            LogSqliteSchema.Execute(
                _database, $"CREATE INDEX IF NOT EXISTS {_table.Name}_connection_idx ON {Raw.Quote(_table.Name)} ({Raw.Quote(_table.Columns[1])})");
        }

        var first = FirstValue;
        var values = _table.Columns.Select((column, i) => (column, i)).Where(pair => pair.i >= first && _isStored[pair.i])
            .Select(pair => $" AND CAST(+{Raw.Quote(pair.column)} AS TEXT) IS CAST(?{4 + pair.i - first} AS TEXT)");
        var key = Raw.Quote(_table.Key);
        var sql = $"SELECT {key} FROM {Raw.Quote(_table.Name)} WHERE "
            + (_table.Parent is null ? "?1 IS NULL" : $"{Raw.Quote(_table.Columns[1])} IS ?1")
            + $" AND {key} <= ?2{string.Concat(values)}"
            + $" AND NOT EXISTS (SELECT 1 FROM workbench_recognised AS r WHERE r.source = ?3 AND r.of_table = '{_table.Name}' AND r.row = {Raw.Quote(_table.Name)}.{key}) ORDER BY {key} LIMIT 1";
        return new NativeStatement(_database, sql, out _);
    }

    // A column of the fork's comes into the database with its first value.
    private void AddMissingColumns(Incident incident)
    {
        for (var i = 1; i < _isStored.Length; i++)
        {
            if (_isStored[i] || i > incident.FieldCount || incident.FieldAt(i - 1).Kind is IncidentValueKind.Null or IncidentValueKind.Missing)
                continue;
            LogSqliteSchema.Execute(_database, $"ALTER TABLE {Raw.Quote(_table.Name)} ADD COLUMN {Raw.Quote(_table.Columns[i])} BLOB");
            _insert.Dispose();
            _same?.Dispose();
            _same = null;
            (_insert, _isStored) = PrepareInsert();
        }
    }
}
