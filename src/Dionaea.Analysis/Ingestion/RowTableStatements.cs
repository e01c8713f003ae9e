using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The statements that write rows of one table, and find those that are there.</summary>
internal sealed unsafe class RowTableStatements : IDisposable
{
    private readonly sqlite3 _database;
    private readonly RowTable _table;
    private readonly bool _isBulk;
    private NativeStatement _insert;
    private NativeStatement? _delete;
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
        BindOptional(_insert, 1, number);
        var parameter = 2;
        for (var i = 1; i < _table.Columns.Count; i++)
        {
            if (!_isStored[i])
                continue;
            if (i == 1 && _table.Parent is not null)
                BindOptional(_insert, parameter, parent);
            else
                Bind(_insert, parameter, incident, i <= incident.FieldCount ? incident.FieldAt(i - 1) : default);
            parameter++;
        }

        return _insert.Step();
    }

    /// <summary>The first row that is as one just made and belongs to the same, unless the log told of it already; else null.</summary>
    /// <param name="row">The row just made.</param>
    /// <param name="source">The log.</param>
    /// <param name="incident">What has the row's <see cref="RowTable.Details"/>.</param>
    /// <param name="details">These; missing when they are not known, null when they can be looked up like the other's.</param>
    public long? Same(long row, RowSource source, Incident incident, in IncidentField details)
    {
        PrepareSame();
        _same!.Bind(1, row);
        if (_table.Details is not null)
        {
            Bind(_same, 2, incident, details);
            _same.Bind(3, details.Kind == IncidentValueKind.Missing ? 0 : 1);
        }

        while (_same.Step() == raw.SQLITE_ROW)
        {
            var other = _same.Integer;
            if (source.Has(_table, other))
                continue;
            _same.Reset();
            return other;
        }

        return null;
    }

    /// <summary>Makes ready for <see cref="Same"/>, with an index if a bulk load has none yet.</summary>
    public void PrepareSame()
    {
        if (_same is not null)
            return;
        var owner = Raw.Quote(_table.Columns[1]);
        if (_isBulk)
            LogSqliteSchema.Execute(_database, $"CREATE INDEX IF NOT EXISTS {_table.Name}_{(_table.Parent is null ? "md5_hash" : _table.Parent.Key)}_idx ON {Raw.Quote(_table.Name)} ({owner})");

        // A log may have bytes as text or numbers as digits: what is the same text is the same.
        raw.sqlite3_create_function(_database, "as_text", 1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, AsText);
        var values = _table.Columns.Where((_, i) => i > 1 && _isStored[i])
            .Select(column => $" AND as_text(o.{Raw.Quote(column)}) IS as_text(n.{Raw.Quote(column)})");
        var details = _table.Details is { } text
            ? string.Format(CultureInfo.InvariantCulture, $" AND (?3 = 0 OR {text} IS coalesce(?2, {text.Replace("{0}", "{1}", StringComparison.Ordinal)}))", "o", "n")
            : "";
        var key = Raw.Quote(_table.Key);
        var sql = $"SELECT o.{key} FROM {Raw.Quote(_table.Name)} AS n JOIN {Raw.Quote(_table.Name)} AS o ON o.{owner} IS n.{owner} AND o.{key} <> n.{key}{string.Concat(values)}{details} WHERE n.{key} = ?1 ORDER BY o.{key}";
        _same = new NativeStatement(_database, sql, out _);
    }

    /// <summary>Deletes a row.</summary>
    public void Delete(long row)
    {
        _delete ??= new NativeStatement(_database, $"DELETE FROM {Raw.Quote(_table.Name)} WHERE {Raw.Quote(_table.Key)} = ?1", out _);
        _delete.Bind(1, row);
        _delete.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _delete?.Dispose();
        _same?.Dispose();
    }

    /// <summary>Binds a value where it lies.</summary>
    public static void Bind(NativeStatement statement, int parameter, Incident incident, in IncidentField field)
    {
        switch (field.Kind)
        {
            case IncidentValueKind.Integer: statement.Bind(parameter, field.Number); break;
            case IncidentValueKind.Real: statement.Bind(parameter, BitConverter.Int64BitsToDouble(field.Number)); break;
            case IncidentValueKind.Bytes: statement.BindBlob(parameter, incident.Pointer(field.Value), field.Value.Length); break;
            case IncidentValueKind.Text: statement.BindText(parameter, incident.Pointer(field.Value), field.Value.Length); break;
            default: statement.BindNull(parameter); break;
        }
    }

    /// <summary>Binds a whole number or null.</summary>
    public static void BindOptional(NativeStatement statement, int parameter, long? value)
    {
        if (value is { } given)
            statement.Bind(parameter, given);
        else
            statement.BindNull(parameter);
    }

    // Bytes that are not UTF-8 become U+FFFD, as in the logs that have text only.
    private static void AsText(sqlite3_context context, object user, sqlite3_value[] values)
    {
        if (raw.sqlite3_value_type(values[0]) == raw.SQLITE_NULL)
            raw.sqlite3_result_null(context);
        else
            raw.sqlite3_result_text(context, Encoding.UTF8.GetString(raw.sqlite3_value_blob(values[0])));
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
