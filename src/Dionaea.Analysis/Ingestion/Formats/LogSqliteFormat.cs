namespace Dionaea.Analysis;

/// <summary>Another database of log_sqlite's, of any vintage, plain or packed with gzip.</summary>
internal sealed class LogSqliteFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "log_sqlite";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } = [];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("SQLite format 3\0"u8);

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from)
    {
        if (input.Path is null)
            throw WorkbenchException.Input($"'{Suggestion.Excerpt(input.Name)}' is a database, which can't be read from a stream.", "Store it in a file first.");
        var database = HoneypotDatabase.Open(input.Path);
        try
        {
            return new LogSqliteReader(database, input, from);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
