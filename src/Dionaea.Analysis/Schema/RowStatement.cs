using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// A prepared statement that is run many times with new values; text goes to SQLite through one buffer, so
/// that a row costs no allocation. Not safe for use by several threads.
/// </summary>
internal sealed class RowStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _buffer = new byte[256];

    /// <summary>Prepares <paramref name="sql"/>.</summary>
    /// <exception cref="SqliteException">The statement is wrong or its tables are missing.</exception>
    public RowStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>How often the statement has run; of an INSERT into a new table also the last row's id.</summary>
    public long Count { get; private set; }

    /// <summary>Binds null.</summary>
    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>Binds an integer.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    /// <summary>Binds a real number.</summary>
    public void Bind(int parameter, double value) => Check(raw.sqlite3_bind_double(_statement, parameter, value));

    /// <summary>Binds text.</summary>
    public void Bind(int parameter, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _buffer.Length)
            _buffer = new byte[most];
        var length = Encoding.UTF8.GetBytes(value, _buffer);
        BindUtf8(parameter, _buffer.AsSpan(0, length));
    }

    /// <summary>Binds text by its bytes, which need not be valid UTF-8.</summary>
    public void BindUtf8(int parameter, ReadOnlySpan<byte> value) =>
        Check(raw.sqlite3_bind_text(_statement, parameter, value));

    /// <summary>Binds a blob; an empty one stays a blob.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> value) => Check(
        value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0)
            : raw.sqlite3_bind_blob(_statement, parameter, value));

    /// <summary>Binds a value as an incident carries it: null, text, bytes, an integer.</summary>
    public void BindValue(int parameter, object? value)
    {
        switch (value)
        {
            case null: BindNull(parameter); break;
            case string text: Bind(parameter, text); break;
            case byte[] bytes: Bind(parameter, bytes); break;
            case int number: Bind(parameter, (long)number); break;
            case long number: Bind(parameter, number); break;
            default: throw new ArgumentException($"A value of type {value.GetType().Name} cannot be stored.", nameof(value));
        }
    }

    /// <summary>Runs the statement with what is bound; bound values stay.</summary>
    /// <exception cref="SqliteException">A constraint, a full disk, another failure to write.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result is not raw.SQLITE_DONE)
            Check(result);
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose() => _statement?.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
