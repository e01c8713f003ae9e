using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The tables that keep the numbering of sources.</summary>
internal sealed class RowSourceTables : IDisposable
{
    private readonly sqlite3 _database;
    private readonly RowStatement _putShift;
    private readonly RowStatement _putRow;
    private readonly RowReading _rowOf;

    /// <summary>Prepares the statements; the tables must be there.</summary>
    public RowSourceTables(sqlite3 database)
    {
        _database = database;
        _putShift = new RowStatement(database, "INSERT INTO workbench_shifts (source, of_table, shift) VALUES (?1, ?2, ?3)");
        _putRow = new RowStatement(database, "INSERT INTO workbench_recognised (source, of_table, number, row) VALUES (?1, ?2, ?3, ?4)");
        _rowOf = new RowReading(database, "SELECT row FROM workbench_recognised WHERE source = ?1 AND of_table = ?2 AND number = ?3");
    }

    /// <summary>The number of a source; a new one gets one.</summary>
    public long IdOf(string name)
    {
        using (var insert = new RowStatement(_database, "INSERT INTO workbench_sources (name) VALUES (?1) ON CONFLICT DO NOTHING"))
        {
            insert.Bind(1, name);
            insert.Run();
        }

        using var rows = new RowReading(_database, "SELECT source FROM workbench_sources WHERE name = ?1");
        raw.sqlite3_bind_text(rows.Statement, 1, name);
        rows.Next();
        return raw.sqlite3_column_int64(rows.Statement, 0);
    }

    /// <summary>A source's shift in a table; null when it has none yet.</summary>
    public long? ShiftOf(long source, string table) =>
        First("SELECT shift FROM workbench_shifts WHERE source = ?1 AND of_table = ?2", source, table);

    /// <summary>How many rows of a table were recognised.</summary>
    public long CountOf(long source, string table) =>
        First("SELECT count(*) FROM workbench_recognised WHERE source = ?1 AND of_table = ?2", source, table) ?? 0;

    /// <summary>Writes a shift.</summary>
    public void PutShift(long source, string table, long shift)
    {
        _putShift.Bind(1, source);
        _putShift.Bind(2, table);
        _putShift.Bind(3, shift);
        _putShift.Run();
    }

    /// <summary>Writes a row that was recognised.</summary>
    public void PutRow(long source, string table, long number, long row)
    {
        _putRow.Bind(1, source);
        _putRow.Bind(2, table);
        _putRow.Bind(3, number);
        _putRow.Bind(4, row);
        _putRow.Run();
    }

    /// <summary>The row that was recognised as one of a source's; null when none was.</summary>
    public long? RowOf(long source, string table, long number)
    {
        var statement = _rowOf.Statement;
        raw.sqlite3_bind_int64(statement, 1, source);
        raw.sqlite3_bind_text(statement, 2, table);
        raw.sqlite3_bind_int64(statement, 3, number);
        var row = _rowOf.Next() ? raw.sqlite3_column_int64(statement, 0) : (long?)null;
        raw.sqlite3_reset(statement);
        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _putShift.Dispose();
        _putRow.Dispose();
        _rowOf.Dispose();
    }

    private long? First(string sql, long source, string table)
    {
        using var rows = new RowReading(_database, sql);
        raw.sqlite3_bind_int64(rows.Statement, 1, source);
        raw.sqlite3_bind_text(rows.Statement, 2, table);
        return rows.Next() ? raw.sqlite3_column_int64(rows.Statement, 0) : null;
    }
}
