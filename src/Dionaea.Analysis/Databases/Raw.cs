using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The few calls of SQLite's C interface that more than one type here makes.</summary>
internal static class Raw
{
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

    /// <summary>Runs statements of our own that give no rows we need.</summary>
    public static void Execute(sqlite3 database, string sql, string name)
    {
        var code = raw.sqlite3_exec(database, sql);
        if (code != raw.SQLITE_OK)
            throw SqliteFault.For(database, code, null, name, null);
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
