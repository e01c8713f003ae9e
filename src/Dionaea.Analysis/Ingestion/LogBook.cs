using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The logs that a database remembers. What it is told is committed with the rows, in the writer's transaction.
/// </summary>
internal sealed class LogBook : IDisposable
{
    private readonly IncidentWriter _writer;
    private readonly List<LogRecord> _records = [];
    private readonly RowStatement _put;
    private readonly RowStatement _mark;
    private readonly RowStatement _forget;
    private readonly RowStatement _turn;
    private long _number;

    /// <summary>Reads what the database remembers.</summary>
    /// <exception cref="WorkbenchException">It can't be read.</exception>
    public LogBook(IncidentWriter writer)
    {
        _writer = writer;
        _put = new RowStatement(writer.Database, "INSERT OR REPLACE INTO workbench_logs (log, name, format, whole, head, offset, line, digest, unfinished) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        _mark = new RowStatement(writer.Database, "INSERT OR REPLACE INTO workbench_log_marks (log, offset, digest) VALUES (?1, ?2, ?3)");
        _forget = new RowStatement(writer.Database, "DELETE FROM workbench_rejected WHERE rejected = ?1");
        _turn = new RowStatement(writer.Database, "UPDATE workbench_turn SET number = ?1 + 1 WHERE number = ?1");
        Load();
    }

    /// <summary>The logs, in the order in which they were first read.</summary>
    public IReadOnlyList<LogRecord> Records => _records;

    /// <summary>The log of which this is the whole content, or null.</summary>
    /// <param name="digest">The content's SHA-256.</param>
    public LogRecord? FindWhole(byte[] digest) => _records.Find(record => record.IsWhole && record.Digest.AsSpan().SequenceEqual(digest));

    /// <summary>The logs that start as a content does, those that were read farthest first.</summary>
    /// <param name="head">The content's start.</param>
    public IEnumerable<LogRecord> StartingAs(byte[] head) => _records
        .Where(record => !record.IsWhole && head.Length > 0 && record.Head.Length > 0 && IsCommon(record.Head, head))
        .OrderByDescending(record => record.Position.Offset);

    /// <summary>
    /// The log of this name of which nothing but a first, unfinished line was there; it has no content yet to be known by.
    /// </summary>
    public LogRecord? Begun(string name) => _records.Find(record =>
        !record.IsWhole && record.Position.Offset == 0 && record.Unfinished != 0 && record.Name == name);

    /// <summary>Takes back the rejection of a last line that was not finished, because it is read again.</summary>
    public void Reopen(LogRecord record)
    {
        if (record.Unfinished == 0)
            return;
        _writer.Use(() =>
        {
            _forget.Bind(1, record.Unfinished);
            _forget.Run();
        });
        record.Unfinished = 0;
    }

    /// <summary>Remembers what the record says now.</summary>
    public void Put(LogRecord record) => _writer.Use(() =>
    {
        TakeTurn();
        if (record.Id == 0)
        {
            record.Id = _records.Count == 0 ? 1 : _records[^1].Id + 1;
            _records.Add(record);
        }

        _put.Bind(1, record.Id);
        _put.Bind(2, record.Name);
        _put.Bind(3, record.Format);
        _put.Bind(4, record.IsWhole ? 1 : 0);
        _put.Bind(5, (ReadOnlySpan<byte>)record.Head);
        _put.Bind(6, record.Position.Offset);
        _put.Bind(7, record.Position.Line);
        _put.Bind(8, (ReadOnlySpan<byte>)record.Digest);
        if (record.Unfinished == 0)
            _put.BindNull(9);
        else
            _put.Bind(9, record.Unfinished);
        _put.Run();
        PutMarks(record);
    });

    /// <summary>Makes sure, within the transaction, that no other program has read logs into the database meanwhile.</summary>
    /// <exception cref="WorkbenchException">One has.</exception>
    public void TakeTurn()
    {
        _turn.Bind(1, _number);
        _turn.Run();
        if (raw.sqlite3_changes(_writer.Database) == 0)
        {
            throw WorkbenchException.Failed(
                "Another workbench has read logs into the same database meanwhile; what this one had not committed is not in it.",
                "Let one of them finish, then run the other again: it goes on where it stopped.");
        }

        _number++;
    }

    /// <summary>The row of the line that was rejected last.</summary>
    public long LastRejected()
    {
        using var rows = new RowReading(_writer.Database, "SELECT max(rejected) FROM workbench_rejected");
        rows.Next();
        return raw.sqlite3_column_int64(rows.Statement, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _put.Dispose();
        _mark.Dispose();
        _forget.Dispose();
        _turn.Dispose();
    }

    private static bool IsCommon(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var length = Math.Min(a.Length, b.Length);
        return a[..length].SequenceEqual(b[..length]);
    }

    private void PutMarks(LogRecord record)
    {
        for (; record.StoredMarks < record.Marks.Count; record.StoredMarks++)
        {
            var (offset, digest) = record.Marks[record.StoredMarks];
            _mark.Bind(1, record.Id);
            _mark.Bind(2, offset);
            _mark.Bind(3, (ReadOnlySpan<byte>)digest);
            _mark.Run();
        }
    }

    private void Load()
    {
        using (var turn = new RowReading(_writer.Database, "SELECT number FROM workbench_turn"))
        {
            turn.Next();
            _number = raw.sqlite3_column_int64(turn.Statement, 0);
        }

        using var rows = new RowReading(_writer.Database, "SELECT log, name, format, whole, head, offset, line, digest, unfinished FROM workbench_logs ORDER BY log");
        while (rows.Next())
        {
            var row = rows.Statement;
            _records.Add(new LogRecord
            {
                Id = raw.sqlite3_column_int64(row, 0),
                Name = raw.sqlite3_column_text(row, 1).utf8_to_string(),
                Format = raw.sqlite3_column_text(row, 2).utf8_to_string(),
                IsWhole = raw.sqlite3_column_int64(row, 3) != 0,
                Head = raw.sqlite3_column_blob(row, 4).ToArray(),
                Position = new LogPosition(raw.sqlite3_column_int64(row, 5), raw.sqlite3_column_int64(row, 6)),
                Digest = raw.sqlite3_column_blob(row, 7).ToArray(),
                Unfinished = raw.sqlite3_column_int64(row, 8),
            });
        }

        var records = _records.ToDictionary(record => record.Id);
        using var marks = new RowReading(_writer.Database, "SELECT log, offset, digest FROM workbench_log_marks ORDER BY log, offset");
        while (marks.Next())
        {
            if (records.TryGetValue(raw.sqlite3_column_int64(marks.Statement, 0), out var record))
                record.Marks.Add((raw.sqlite3_column_int64(marks.Statement, 1), raw.sqlite3_column_blob(marks.Statement, 2).ToArray()));
        }

        foreach (var record in _records)
            record.StoredMarks = record.Marks.Count;
    }
}
