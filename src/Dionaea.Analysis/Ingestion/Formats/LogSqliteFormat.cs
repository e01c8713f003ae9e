using System.Globalization;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Another database of log_sqlite's, of any vintage, plain or packed.</summary>
internal sealed class LogSqliteFormat : ILogFormat
{
    // Tables whose rows come from several stored ones, which number theirs alike.
    private static readonly (string Table, string Leftover)[] United =
        [("emu_services", "emu_services_old"), ("downloads", "downloads_old"), ("dcerpcrequests", "dcerpcs")];

    /// <inheritdoc/>
    public string Name => "log_sqlite";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } = [];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => DatabaseHeader.Starts(head);

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var stored = StoredDatabase.Of(input);
            opened.Push(stored);
            var database = HoneypotDatabase.Open(stored.Path, input.Files);
            opened.Push(database);
            var session = database.OpenSession();
            opened.Push(session);
            RefuseViews(session.Database, input);
            var tables = RowTable.All.Where(table => KnownTables.Upstream.ContainsKey(table.Name) || database.StoredTables.ContainsKey(table.Name));
            return new TableReader(input, [.. tables.Select(table => Cursor(session.Database, input, table, database.StoredTables))], session, database, stored);
        }
        catch
        {
            foreach (var one in opened)
                one.Dispose();
            throw;
        }
    }

    // A view could be anything, one that never ends too.
    private static void RefuseViews(sqlite3 database, LogInput input)
    {
        foreach (var name in Raw.Names(database, "view", input.Name))
        {
            if (KnownTables.Columns.ContainsKey(name) || Shape.OlderTables.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw WorkbenchException.Input(
                    $"'{Suggestion.Excerpt(name)}' in '{Suggestion.Excerpt(input.Name)}' is a view, where log_sqlite has a table.", "Take the sensor's own database.");
            }
        }
    }

    // The rows of united tables get new numbers. Shells that dionaea's restart moved aside are older than the others.
    private static TableCursor Cursor(sqlite3 database, LogInput input, RowTable table, IReadOnlyDictionary<string, IReadOnlyList<string>> stored)
    {
        var name = Raw.Quote(table.Name);
        var rest = string.Join(", ", table.Columns.Skip(1).Select(Raw.Quote));
        if (table.Details is { } details)
            rest += ", " + string.Format(CultureInfo.InvariantCulture, details, table.Name);
        var sql = !United.Any(pair => pair.Table == table.Name && stored.ContainsKey(pair.Leftover))
            ? $"SELECT {Raw.Quote(table.Key)}, {rest} FROM {name} ORDER BY 1"
            : table.Name == "emu_services"
                ? $"SELECT NULL, {rest} FROM emu_services_old UNION ALL SELECT NULL, {rest} FROM {name}"
                : $"SELECT NULL, {rest} FROM {name} ORDER BY connection";
        return new TableCursor(database, input.Name, table, sql);
    }
}
