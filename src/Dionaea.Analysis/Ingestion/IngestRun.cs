using System.Security.Cryptography;

namespace Dionaea.Analysis;

/// <summary>
/// Reads logs into a database so that it can be killed at any moment and run again: rows, the attack ledger and how
/// far each log was read are committed together. A log that was read before is known by its content and adds nothing.
/// </summary>
public sealed class IngestRun
{
    private readonly IngestOptions _options;
    private readonly IProgress<IngestProgress>? _progress;
    private readonly IngestTotals _totals = new();

    /// <summary>Prepares a run; nothing is opened yet.</summary>
    /// <param name="options">What is read, and where it goes.</param>
    /// <param name="progress">Told after each batch how far the reading is, on the thread of <see cref="Run"/>; may be null.</param>
    public IngestRun(IngestOptions options, IProgress<IngestProgress>? progress = null)
    {
        _options = options;
        _progress = progress;
    }

    /// <summary>
    /// Reads the logs, the earliest first. When they are followed it returns once <paramref name="cancellation"/> is
    /// signalled, with everything that was read committed.
    /// </summary>
    /// <exception cref="WorkbenchException">A log is missing, damaged or none; the database can't be written. What was committed stays.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before all was read; what was committed stays.</exception>
    public IngestSummary Run(CancellationToken cancellation = default)
    {
        var logs = LogSearch.Find(_options, (name, reason) => _totals.Add(new LogRead(name, "", LogOutcome.PassedOver, 0, 0, reason)));
        if (logs.Count == 0 && !_options.Follow)
            throw WorkbenchException.Input("No log was found.", $"These are read: {string.Join(", ", LogFormats.All.Select(format => format.Name))}.");
        LeftoverLoads.Remove(_options.Into);
        using (var writer = IncidentWriter.Open(_options.Into, _options.Writing))
        using (var book = new LogBook(writer))
        {
            foreach (var log in logs)
                Read(writer, book, log, cancellation);
            book.Dispose();
            writer.Complete();
            _totals.Add(writer);
        }

        if (_options.Follow)
        {
            using var follower = new LogFollower(_options, _totals, _progress, LogSearch.Followed(_options, logs));
            follower.Run(cancellation);
        }

        return _totals.Summary(logs.Count > 1 && !_options.Follow ? ReadGaps(cancellation) : null);
    }

    /// <summary>Reads what there is of a log and commits it.</summary>
    /// <returns>What became of it; null when only a known one was to be read and it is none.</returns>
    internal static LogRead? ReadLines(
        IncidentWriter writer, LogBook book, FoundLog log, bool onlyKnown, long commitEvery, IProgress<IngestProgress>? progress, CancellationToken cancellation)
    {
        var match = LogMatch.Find(book, log.Input);
        using var content = match.Content;
        if (onlyKnown && match.Record is null)
            return null;
        if (match.IsOlder)
            return new LogRead(log.Input.Name, log.Format.Name, LogOutcome.Known, 0, 0);
        var record = match.Record ?? book.Begun(log.Input.Name) ?? new LogRecord { Name = log.Input.Name, Format = log.Format.Name };
        var from = record.Position;
        var wasUnfinished = record.Unfinished != 0;
        book.Reopen(record);
        using var reader = new TrackedReader(log.Format, log.Input, content, record);
        Ingestion.Transfer(reader, writer, new TransferOptions
        {
            CommitEvery = commitEvery,
            BeforeCommit = position =>
            {
                var before = record.Position;
                if (reader.Reach(position))
                    record.Unfinished = book.LastRejected();
                if (record.Position == before && record.Unfinished == 0 && !wasUnfinished)
                    return;
                record.Name = log.Input.Name;
                book.Put(record);
            },
            Progress = position => progress?.Report(new IngestProgress(log.Input.Name, position.Offset - from.Offset, position.Line - from.Line)),
        }, cancellation);
        var read = record.Position.Offset - from.Offset;
        var outcome = match.Record is null ? LogOutcome.New : read > 0 ? LogOutcome.Continued : LogOutcome.Known;
        return new LogRead(log.Input.Name, log.Format.Name, outcome, read, record.Position.Line - from.Line);
    }

    private void Read(IncidentWriter writer, LogBook book, FoundLog log, CancellationToken cancellation)
    {
        _totals.Add(log.Format);
        var grows = _options.Follow && log.IsLines;
        log = log with { Input = log.Input with { Grows = grows } };
        _totals.Add(LogSearch.Guard(log.Input.Name, () => log.IsLines
            ? ReadLines(writer, book, log, onlyKnown: false, _options.CommitEvery, _progress, cancellation)!
            : ReadWhole(writer, book, log, cancellation)));
    }

    // A log that is not made of lines, a database for instance, is known by all of its bytes, and goes in as a whole.
    private LogRead ReadWhole(IncidentWriter writer, LogBook book, FoundLog log, CancellationToken cancellation)
    {
        var (digest, length) = Digest(log.Input);
        if (book.FindWhole(digest) is not null)
            return new LogRead(log.Input.Name, log.Format.Name, LogOutcome.Known, 0, 0);
        var record = new LogRecord { Name = log.Input.Name, Format = log.Format.Name, IsWhole = true, Digest = digest };
        using var reader = log.Format.Open(log.Input, LogPosition.Start);
        var end = Ingestion.Transfer(reader, writer, new TransferOptions
        {
            CommitEvery = long.MaxValue,
            BeforeCommit = position =>
            {
                record.Position = position;
                book.Put(record);
            },
            Progress = position => _progress?.Report(new IngestProgress(log.Input.Name, position.Offset, position.Line)),
        }, cancellation);
        return new LogRead(log.Input.Name, log.Format.Name, LogOutcome.New, length, end.Line);
    }

    // What a database's writer has not yet moved into it belongs to its content.
    private static (byte[] Digest, long Length) Digest(LogInput input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        using (var content = input.OpenUnpacked())
            Append(content);
        foreach (var side in new[] { "-wal", "-journal" })
        {
            if (input.Path is null || Platform.Look(input.Path + side).Kind != EntryKind.File)
                continue;
            using var content = File.OpenRead(input.Path + side);
            Append(content);
        }

        return (hash.GetHashAndReset(), length);

        void Append(Stream content)
        {
            var block = new byte[1 << 20];
            for (int read; (read = content.Read(block)) > 0; length += read)
                hash.AppendData(block.AsSpan(0, read));
        }
    }

    // The database is our own and was written just now: it is read where it is.
    private GapProfile ReadGaps(CancellationToken cancellation)
    {
        var name = Path.GetFileName(_options.Into);
        Shape shape;
        using (var database = Raw.OpenReadOnly(_options.Into, name))
            shape = Shape.Read(database, name);
        using var session = new ReadSession(_options.Into, name, shape, Geolocation.None);
        var row = session.Run(
            "SELECT MIN(connection_timestamp), MAX(connection_timestamp), COUNT(*) FROM connections WHERE typeof(connection_timestamp) IN ('integer', 'real')",
            new Dictionary<string, object?>(), Limits.Default, cancellation: cancellation).Rows[0];
        var span = new DatabaseSpan(Table.Number(row[0]), Table.Number(row[1]));
        return GapProfile.Read(session, span, (long)row[2]!, "UTC", Limits.Default, cancellation);
    }
}
