using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The rows of a statement of our own, one after the other.</summary>
internal sealed class RowReading : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares <paramref name="sql"/>.</summary>
    /// <exception cref="SqliteException">The statement is wrong or its tables are missing.</exception>
    public RowReading(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    /// <summary>The statement, to take columns from and bind parameters to.</summary>
    public sqlite3_stmt Statement => _statement;

    /// <summary>Moves on; false after the last row.</summary>
    public bool Next()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        SqliteException.ThrowExceptionForRC(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code, _database);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _statement?.Dispose();
}
