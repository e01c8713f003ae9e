using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Turns SQLite's result codes (https://sqlite.org/rescode.html) into the workbench's words.</summary>
internal static partial class SqliteFault
{
    /// <summary>What went wrong on <paramref name="database"/> with <paramref name="sql"/>.</summary>
    /// <param name="database">The connection that reported it.</param>
    /// <param name="code">The extended result code.</param>
    /// <param name="sql">The statement's text, or null.</param>
    /// <param name="name">The database's name for people.</param>
    /// <param name="denied">What the sandbox denied, or null.</param>
    public static WorkbenchException For(sqlite3 database, int code, string? sql, string name, string? denied)
    {
        if (denied is not null)
        {
            return WorkbenchException.Failed(
                $"The statement needs {denied}, which cells may not use.",
                "A cell may SELECT from the opened database and call SQLite's plain functions; it can change nothing.");
        }

        var message = Suggestion.Excerpt(raw.sqlite3_errmsg(database).utf8_to_string());
        return (code & 0xff) switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => WorkbenchException.Input(
                $"The database '{name}' is damaged: {message}.",
                "Copy it again from the sensor; what is readable can be saved with: sqlite3 DAMAGED '.recover' | sqlite3 NEW"),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => WorkbenchException.Input(
                $"The database '{name}' can't be read: {message}."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => WorkbenchException.Input(
                $"The database '{name}' is locked by another program.", "Try again, or work on a copy."),
            raw.SQLITE_NOMEM or raw.SQLITE_FULL => WorkbenchException.Limit(
                "The statement needs more memory than it may have.", "Narrow it with a WHERE, or aggregate in steps."),
            raw.SQLITE_TOOBIG => WorkbenchException.Limit(
                "A value of the statement is longer than allowed (64 MB).", "Take a part of it with substr()."),
            _ => Mistake(message, Place(database, sql)),
        };
    }

    private static WorkbenchException Mistake(string message, TextPlace? place) =>
        new(ExitCode.Failed, $"SQL error: {message}{(place is null ? "" : $" (line {place.Line}, column {place.Column})")}.", Remedy(message)) { Place = place };

    private static TextPlace? Place(sqlite3 database, string? sql)
    {
        var offset = sql is null ? -1 : ErrorOffset(database.DangerousGetHandle());
        if (offset < 0)
            return null;

        var bytes = Encoding.UTF8.GetBytes(sql!);
        var before = Encoding.UTF8.GetString(bytes, 0, Math.Min(offset, bytes.Length));
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return new TextPlace(line, column);
    }

    private static string Remedy(string message)
    {
        bool Is(string start) => message.StartsWith(start, StringComparison.Ordinal);
        return message switch
        {
            _ when Is("no such table") || Is("no such column") => "#!schema lists the tables, views and columns; texts go in single quotes.",
            _ when Is("no such function") => "SQLite's own functions are known, and local_day(time, zone), local_hour(time, zone), local_month(time, zone) and those of hosts, as geo_country(host).",
            _ when Is("ambiguous column name") => "Put the name of its table and a point before it.",
            _ when Is("incomplete input") || Is("unrecognized token") => "Check that each quote and parenthesis is closed and that the statement has an end.",
            _ when message.EndsWith("syntax error", StringComparison.Ordinal) => "The parts of a statement are: SELECT columns FROM tables WHERE conditions GROUP BY columns ORDER BY columns LIMIT number.",
            _ => "The language is SQLite's SELECT; #!help explains what else a cell may hold.",
        };
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_error_offset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int ErrorOffset(nint database);
}
