using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The few calls of SQLite's C interface that more than one type here makes.</summary>
internal static class Raw
{
    // Of the whole process: the most that SQLite may take before a statement fails.
    private const long HeapBytes = 1L << 30;

    static Raw() => Batteries_V2.Init();

    /// <summary>Opens a file that must exist; nothing is created and nothing written.</summary>
    public static sqlite3 OpenReadOnly(string path, string name)
    {
        var code = raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code == raw.SQLITE_OK)
            return database;

        database?.Dispose();
        throw WorkbenchException.Input($"The database '{name}' can't be opened.", "Check that the file is readable.");
    }

    /// <summary>Makes the settings that SQLite recommends for files from strangers (https://sqlite.org/security.html).</summary>
    public static void Harden(sqlite3 database, string name)
    {
        raw.sqlite3_extended_result_codes(database, 1);
        raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, out _);
        raw.sqlite3_hard_heap_limit64(HeapBytes);
        raw.sqlite3_limit(database, raw.SQLITE_LIMIT_LENGTH, 64 << 20);
        raw.sqlite3_limit(database, raw.SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
        raw.sqlite3_limit(database, raw.SQLITE_LIMIT_EXPR_DEPTH, 200);
        raw.sqlite3_limit(database, raw.SQLITE_LIMIT_ATTACHED, 0);
        Execute(
            database,
            "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA busy_timeout = 2000; PRAGMA temp_store = FILE",
            name);
    }

    /// <summary>Runs statements of our own that give no rows we need.</summary>
    public static void Execute(sqlite3 database, string sql, string name)
    {
        var code = raw.sqlite3_exec(database, sql);
        if (code != raw.SQLITE_OK)
            throw SqliteFault.For(database, code, null, name, null);
    }

    /// <summary>The names of a file's tables or views.</summary>
    /// <param name="database">The database.</param>
    /// <param name="type"><c>table</c> or <c>view</c>.</param>
    /// <param name="name">The database's name for people.</param>
    /// <exception cref="WorkbenchException">It is damaged or can't be read.</exception>
    public static HashSet<string> Names(sqlite3 database, string type, string name)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var code = raw.sqlite3_prepare_v2(database, "SELECT name FROM main.sqlite_master WHERE type = ?1", out var statement);
        using (statement)
        {
            Bind(statement, 1, type);
            while (code == raw.SQLITE_OK || code == raw.SQLITE_ROW)
            {
                code = raw.sqlite3_step(statement);
                if (code == raw.SQLITE_ROW)
                    names.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string() ?? "");
            }
        }

        return code == raw.SQLITE_DONE ? names : throw SqliteFault.For(database, code, null, name, null);
    }

    /// <summary>Binds null, a whole number, a real number, a text or bytes.</summary>
    public static void Bind(sqlite3_stmt statement, int index, object? value)
    {
        _ = value switch
        {
            null => raw.sqlite3_bind_null(statement, index),
            long whole => raw.sqlite3_bind_int64(statement, index, whole),
            int whole => raw.sqlite3_bind_int64(statement, index, whole),
            double real => raw.sqlite3_bind_double(statement, index, real),
            string text => raw.sqlite3_bind_text(statement, index, text),
            byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
            _ => throw new ArgumentException($"a {value.GetType()} can't be bound", nameof(value)),
        };
    }

    /// <summary>A name as an identifier in SQL.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
