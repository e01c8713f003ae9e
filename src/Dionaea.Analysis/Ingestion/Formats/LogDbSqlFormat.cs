namespace Dionaea.Analysis;

/// <summary>
/// The SQLite database (<c>dionaea.db</c>) of dionaea's <c>log_db_sql</c>: log_sqlite's tables under other names, times
/// in the sensor's local time (inputs.md, log_db_sql).
/// </summary>
internal sealed class LogDbSqlFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "log_db_sql";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "log_db_sql does not store FTP logins, DCE/RPC binds, the connection data of SIP calls, and reports of VirusTotal.",
        "Its times are local ones: those in the hour that clocks repeat in autumn are taken as the earlier.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => DatabaseHeader.Starts(head)
        && (head.IndexOf("CREATE TABLE connection ("u8) >= 0 || head.IndexOf("CREATE TABLE \"connection\" ("u8) >= 0)
        && head.IndexOf("CREATE TABLE connections"u8) < 0;

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from)
    {
        var times = LogTimes.In(input.Zone);
        var opened = new Stack<IDisposable>();
        try
        {
            var stored = StoredDatabase.Of(input);
            opened.Push(stored);
            var file = DatabaseFile.Open(stored.Path, input.Files, null, CancellationToken.None);
            opened.Push(file);
            var database = Raw.OpenReadOnly(file.Path, file.Name);
            opened.Push(database);
            Raw.Harden(database, file.Name);
            if (Raw.Names(database, "view", input.Name).FirstOrDefault() is { } view)
                throw WorkbenchException.Input($"'{Suggestion.Excerpt(view)}' in '{Suggestion.Excerpt(input.Name)}' is a view; log_db_sql makes none.", "Take the sensor's own database.");
            var tables = Raw.Names(database, "table", input.Name);
            var cursors = Selects().Where(select => select.From.All(tables.Contains)).Select(select => new TableCursor(database, input.Name, select.Table, select.Sql, times));
            return new TableReader(input, [.. cursors], database, file, stored);
        }
        catch
        {
            foreach (var one in opened)
                one.Dispose();
            throw;
        }
    }

    // Each SELECT stands behind a line that names the table it is for and those it reads.
    private static IEnumerable<(RowTable Table, string[] From, string Sql)> Selects()
    {
        foreach (var part in Resources.Text("Schema/log_db_sql.sql").Split("\n-- for ").Skip(1))
        {
            var lines = part.Split('\n', 2);
            var names = lines[0].Split([" from ", ", "], StringSplitOptions.TrimEntries);
            yield return (RowTable.Find(names[0]), names[1..], lines[1]);
        }
    }
}
