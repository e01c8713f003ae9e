using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>A private copy of a database for one variant, in the cache; gone when it is disposed.</summary>
internal sealed class ScratchCopy : IDisposable
{
    private readonly PrivateFolder _folder;

    private ScratchCopy(PrivateFolder folder, string path) => (_folder, Path) = (folder, path);

    /// <summary>The copy's path.</summary>
    public string Path { get; }

    /// <summary>Copies a file that nobody writes, and changes the copy.</summary>
    /// <exception cref="WorkbenchException">There is no room for the copy, or it can't be changed.</exception>
    public static ScratchCopy Make(string source, string name, DatabaseFileOptions options, ScratchChange? change, CancellationToken cancellation)
    {
        var cache = WorkbenchCache.Open(options);
        cache.NeedSpace(2 * new FileInfo(source).Length);
        var folder = cache.CreateFolder();
        try
        {
            var path = System.IO.Path.Combine(folder.Folder, "scratch.sqlite");
            File.Copy(source, path);
            if (change is { } wanted)
                Change(path, name, wanted, cancellation);
            return new ScratchCopy(folder, path);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static void Change(string path, string name, ScratchChange change, CancellationToken cancellation)
    {
        var code = raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        using (database)
        {
            if (code != raw.SQLITE_OK)
                throw WorkbenchException.Failed($"The scratch copy of '{name}' can't be written.", "Check that the cache folder can be written.");
            using var stop = cancellation.Register(() => raw.sqlite3_interrupt(database));

            // The copy is a stranger's file that is written: its own triggers and functions must not run.
            raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
            raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
            Raw.Execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", name);
            if (change == ScratchChange.Analyse)
                Raw.Execute(database, "ANALYZE", name);
            else
                DropIndexes(database, name);
        }
    }

    private static void DropIndexes(sqlite3 database, string name)
    {
        var indexes = new List<string>();
        using (var rows = new RowReading(database, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
        {
            while (rows.Next())
                indexes.Add(raw.sqlite3_column_text(rows.Statement, 0).utf8_to_string());
        }

        foreach (var index in indexes)
            Raw.Execute(database, $"DROP INDEX main.{Raw.Quote(index)}", name);
        Raw.Execute(database, "DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4", name);
    }
}
