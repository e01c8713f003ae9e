using System.Globalization;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The tables of a database that keep its attack ledger.</summary>
internal sealed class LedgerTable : IDisposable
{
    private readonly sqlite3 _database;
    private readonly RowStatement _put;
    private readonly RowStatement _remove;
    private readonly RowStatement _clock;

    /// <summary>Prepares the statements; the tables must be there.</summary>
    public LedgerTable(sqlite3 database)
    {
        _database = database;
        _put = new RowStatement(database, "INSERT OR REPLACE INTO workbench_ledger (key, root, connection, seen, waiting) VALUES (?1, ?2, ?3, ?4, ?5)");
        _remove = new RowStatement(database, "DELETE FROM workbench_ledger WHERE key = ?1");
        _clock = new RowStatement(database, "INSERT OR REPLACE INTO workbench_clock (clock, elapsed, last) VALUES (1, ?1, ?2)");
    }

    /// <summary>Writes a connection, over an older row of it.</summary>
    public void Put(in ConnectionKey connection, LedgerRow row)
    {
        BindKey(_put, connection);
        _put.Bind(2, row.Root);
        _put.Bind(3, row.Row);
        _put.Bind(4, row.Seen);
        if (row.Waiting is null)
            _put.BindNull(5);
        else
            _put.Bind(5, string.Join(' ', row.Waiting.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        _put.Run();
    }

    /// <summary>Removes a connection.</summary>
    public void Remove(in ConnectionKey connection)
    {
        BindKey(_remove, connection);
        _remove.Run();
    }

    /// <summary>Writes the ledger's clock.</summary>
    /// <param name="elapsed">How much log time has passed, in seconds.</param>
    /// <param name="last">The latest time seen, Unix seconds; not a number when there was none.</param>
    public void PutClock(double elapsed, double last)
    {
        _clock.Bind(1, elapsed);
        _clock.Bind(2, last);
        _clock.Run();
    }

    /// <summary>The ledger's clock, as it was written.</summary>
    public (double Elapsed, double Last) ReadClock()
    {
        using var rows = new RowReading(_database, "SELECT elapsed, last FROM workbench_clock");
        return rows.Next()
            ? (raw.sqlite3_column_double(rows.Statement, 0), raw.sqlite3_column_type(rows.Statement, 1) == raw.SQLITE_NULL ? double.NaN : raw.sqlite3_column_double(rows.Statement, 1))
            : (0, double.NaN);
    }

    /// <summary>All connections.</summary>
    public IEnumerable<(ConnectionKey Connection, LedgerRow Row)> Read()
    {
        using var rows = new RowReading(_database, "SELECT key, root, connection, seen, waiting FROM workbench_ledger WHERE length(key) = 32");
        while (rows.Next())
        {
            var statement = rows.Statement;
            var waiting = raw.sqlite3_column_type(statement, 4) == raw.SQLITE_NULL
                ? null
                : raw.sqlite3_column_text(statement, 4).utf8_to_string().Split(' ').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();
            yield return (
                new ConnectionKey(raw.sqlite3_column_blob(statement, 0)),
                new LedgerRow(raw.sqlite3_column_int64(statement, 1), raw.sqlite3_column_int64(statement, 2), raw.sqlite3_column_double(statement, 3), waiting));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _put.Dispose();
        _remove.Dispose();
        _clock.Dispose();
    }

    private static void BindKey(RowStatement statement, in ConnectionKey connection)
    {
        Span<byte> key = stackalloc byte[ConnectionKey.Size];
        connection.CopyTo(key);
        statement.Bind(1, (ReadOnlySpan<byte>)key);
    }
}

/// <summary>What the ledger knows of a connection.</summary>
/// <param name="Root">The row of its root; 0 while it has no row.</param>
/// <param name="Row">Its own row; 0 while it has none.</param>
/// <param name="Seen">When it was last named, on the ledger's clock, in seconds.</param>
/// <param name="Waiting">The rows that wait for it, in order; null when none do.</param>
internal sealed record LedgerRow(long Root, long Row, double Seen, IReadOnlyCollection<long>? Waiting);
