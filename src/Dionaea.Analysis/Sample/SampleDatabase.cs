using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Writes databases as a busy sensor's log_sqlite would have, for tests, benchmarks and first steps. All
/// addresses, names and files in them are made up; the attacks follow what public sensors recorded.
/// </summary>
public static class SampleDatabase
{
    private const int ProgressEvery = 20_000;

    /// <summary>
    /// Writes a new database. It gets its name only when it is complete; the same options give the same rows
    /// on every machine, and the same bytes with the same version of SQLite.
    /// </summary>
    /// <param name="path">The file to make; it must not exist, its folder must.</param>
    /// <param name="options">What it is made of.</param>
    /// <param name="progress">Told now and then how far it is; may be null.</param>
    /// <param name="cancellation">Stops the work and removes what was written.</param>
    /// <exception cref="WorkbenchException">The options are out of range, the file exists, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static void Write(
        string path, SampleOptions options, IProgress<SampleProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        path = SampleTarget.Check(path);
        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.partial");
        try
        {
            Fill(partial, options, progress, cancellation);
            SampleTarget.RefuseExisting(path);
            File.Move(partial, path, overwrite: false);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The sample was not finished.", exception, cancellation);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw WorkbenchException.Failed(
                $"The database '{path}' could not be written: {exception.Message}",
                "Check that the folder may be written to and that the disk has room, about 300 bytes a connection and as much again while indexes are built.",
                exception);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Fill(string path, SampleOptions options, IProgress<SampleProgress>? progress, CancellationToken cancellation)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, null);
        using (database)
        {
            SqliteException.ThrowExceptionForRC(result, database);

            // Nothing but this process knows the file yet, so a journal would protect nobody.
            LogSqliteSchema.Execute(database, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -200000");
            LogSqliteSchema.CreateTables(database);
            LogSqliteSchema.Execute(database, "BEGIN");
            LogSqliteSchema.Seed(database);
            WriteRows(database, options, progress, cancellation);
            LogSqliteSchema.Execute(database, "COMMIT");
            progress?.Report(new SampleProgress(options.Connections, Indexing: true));
            raw.sqlite3_progress_handler(database, 1000, _ => cancellation.IsCancellationRequested ? 1 : 0, null);
            LogSqliteSchema.CreateIndexes(database);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static void WriteRows(
        sqlite3 database, SampleOptions options, IProgress<SampleProgress>? progress, CancellationToken cancellation)
    {
        using var rows = new SampleRows(database);
        var next = 0;
        foreach (var incident in new SampleTraffic(options).Incidents())
        {
            rows.Write(incident);
            if (rows.Connections < next)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new SampleProgress(rows.Connections, Indexing: false));
            next = rows.Connections + ProgressEvery;
        }
    }

    private static bool IsRefusal(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM } => true,
        IOException or UnauthorizedAccessException => true,
        _ => false,
    };
}
