using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The database file that is written: a new one under a name of its own until it is complete, or an existing one.</summary>
internal sealed class TargetFile : IDisposable
{
    // Enough for the pages that appended rows and their indexes touch, and little enough to keep memory flat.
    private const string Cache = "PRAGMA cache_size = -65536;";
    private readonly string? _partial;
    private readonly string? _journal;
    private bool _isClosed;

    private TargetFile(string path, string? partial, sqlite3 database, string? journal)
    {
        Path = path;
        _partial = partial;
        Database = database;
        _journal = journal;
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Whether there was no such file.</summary>
    public bool IsNew => _partial is not null;

    /// <summary>The open database.</summary>
    public sqlite3 Database { get; }

    /// <summary>Opens the file with the tables of log_sqlite and the workbench's own.</summary>
    /// <exception cref="WorkbenchException">It is no database, is locked, or can't be written.</exception>
    public static TargetFile Open(string path, IncidentWriterOptions options)
    {
        Batteries_V2.Init();
        path = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
            throw WorkbenchException.Failed($"The folder '{Suggestion.Excerpt(folder ?? path)}' does not exist.", "Make it first, or choose another place.");
        return Platform.Look(path).Kind switch
        {
            EntryKind.Missing => Create(path, folder),
            EntryKind.File => Append(path, options),
            _ => throw WorkbenchException.Failed($"'{Suggestion.Excerpt(path)}' is no regular file that may be written.", "Name a database file."),
        };
    }

    /// <summary>Ends the writing: a new file is committed, gets its indexes and its name; a journal is as it was.</summary>
    public void Complete()
    {
        if (!IsNew)
        {
            Close();
            return;
        }

        Guard(() =>
        {
            LogSqliteSchema.Execute(Database, "COMMIT; DROP INDEX IF EXISTS connections_root_idx");
            LogSqliteSchema.CreateIndexes(Database);
        });
        Close();
        try
        {
            // Until now nothing was waited for; under its own name the file must survive a power failure.
            using (var written = File.OpenHandle(_partial!, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(written);
            File.Move(_partial!, Path, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Failed($"The complete database could not be given its name '{Suggestion.Excerpt(Path)}': {e.Message}", "Choose a name that does not exist yet.", e);
        }
    }

    /// <summary>Does something with the database and words its faults.</summary>
    /// <exception cref="WorkbenchException">SQLite refused.</exception>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Fault(e);
        }
    }

    /// <summary>Does something with the database and words its faults.</summary>
    /// <exception cref="WorkbenchException">SQLite refused.</exception>
    public void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    /// <summary>What SQLite refused, in the workbench's words.</summary>
    public WorkbenchException Fault(SqliteException exception) => Fault(Path, exception);

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        if (_partial is not null)
            File.Delete(_partial);
    }

    private static TargetFile Create(string path, string folder)
    {
        var partial = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(path)}.{System.IO.Path.GetRandomFileName()}.partial");
        var database = Open(partial, path, raw.SQLITE_OPEN_CREATE);
        try
        {
            // The rows of a failed incident are taken back by savepoints, which need a journal, if only in memory.
            LogSqliteSchema.Execute(database, "PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; " + Cache);
            LogSqliteSchema.CreateTables(database);
            LogSqliteSchema.Execute(database, Resources.Text("Schema/workbench.sql"));
            LogSqliteSchema.Execute(database, "BEGIN");
            LogSqliteSchema.Seed(database);
            return new TargetFile(path, partial, database, null);
        }
        catch (SqliteException e)
        {
            database.Dispose();
            File.Delete(partial);
            throw Fault(path, e);
        }
    }

    private static TargetFile Append(string path, IncidentWriterOptions options)
    {
        var database = Open(path, path, 0);
        try
        {
            raw.sqlite3_busy_timeout(database, (int)options.BusyTimeout.TotalMilliseconds);
            RefuseForeign(database, path);
            var journal = Journal(database, null);
            if (Journal(database, "WAL") != "wal")
                throw WorkbenchException.Failed($"The database '{Suggestion.Excerpt(path)}' can't be written with a write-ahead log.", "Write it on a local disk.");
            LogSqliteSchema.Execute(database, "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000; " + Cache);
            LogSqliteSchema.Execute(database, "BEGIN IMMEDIATE");
            LogSqliteSchema.Apply(database);
            LogSqliteSchema.Execute(database, Resources.Text("Schema/workbench.sql"));
            LogSqliteSchema.Execute(database, "COMMIT");

            // What a savepoint would take back is kept in memory instead of a file; only now, as sorting for an index
            // that is missing would be done in memory too.
            LogSqliteSchema.Execute(database, "PRAGMA temp_store = MEMORY");
            return new TargetFile(path, null, database, journal);
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw Fault(path, e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // An empty database is as good as a new one; any other must have the table that every vintage has.
    private static void RefuseForeign(sqlite3 database, string path)
    {
        using var rows = new RowReading(database, "SELECT count(*), coalesce(sum(type = 'table' AND name = 'connections'), 0) FROM sqlite_master");
        rows.Next();
        if (raw.sqlite3_column_int64(rows.Statement, 0) > 0 && raw.sqlite3_column_int64(rows.Statement, 1) == 0)
        {
            throw WorkbenchException.Input(
                $"'{Suggestion.Excerpt(path)}' is an SQLite database, but none of dionaea's: it has no table 'connections'.",
                "Name a dionaea database, or a file that does not exist yet.");
        }
    }

    private static sqlite3 Open(string file, string shown, int flags)
    {
        var code = raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | flags, null);
        if (code == raw.SQLITE_OK)
        {
            raw.sqlite3_extended_result_codes(database, 1);
            return database;
        }

        database?.Dispose();
        throw WorkbenchException.Failed($"The database '{Suggestion.Excerpt(shown)}' can't be opened for writing.", "Check that you may write to the file and its folder.");
    }

    private static string Journal(sqlite3 database, string? mode)
    {
        using var rows = new RowReading(database, mode is null ? "PRAGMA journal_mode" : $"PRAGMA journal_mode = {mode}");
        return rows.Next() ? raw.sqlite3_column_text(rows.Statement, 0).utf8_to_string() : "";
    }

    private static WorkbenchException Fault(string path, SqliteException exception)
    {
        var name = Suggestion.Excerpt(path);
        return (exception.SqliteErrorCode & 0xff) switch
        {
            raw.SQLITE_FULL => WorkbenchException.Failed($"The disk of '{name}' is full; what was not committed is not in it.", "Make room and run it again.", exception),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => WorkbenchException.Failed($"The database '{name}' is locked by another program.", "End that program, or write into another database.", exception),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => WorkbenchException.Failed($"The database '{name}' can't be written.", "Check that you may write to the file and its folder.", exception),
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => WorkbenchException.Input($"'{name}' is damaged or no SQLite database.", "Name another file, or a new one.", exception),
            raw.SQLITE_IOERR => WorkbenchException.Failed($"The database '{name}' could not be written: the disk reports an error, or is full.", "Check the disk and run it again.", exception),
            _ => WorkbenchException.Failed($"The database '{name}' could not be written: {exception.Message}", "It may be of another kind than log_sqlite's; name a new file.", exception),
        };
    }

    private void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        if (!IsNew && raw.sqlite3_get_autocommit(Database) == 0)
            raw.sqlite3_exec(Database, "ROLLBACK");

        // Another program may still read it through the write-ahead log; then the last one to close it does this.
        if (_journal is not null and not "wal" && raw.sqlite3_get_autocommit(Database) != 0)
            raw.sqlite3_exec(Database, $"PRAGMA journal_mode = {_journal}");
        Database.Dispose();
    }
}
