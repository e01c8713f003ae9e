namespace Dionaea.Analysis;

/// <summary>
/// Reads what is appended to logs. A log that is rotated is read to its end under its new name, be it renamed, or
/// copied and emptied; a half-written last line is left until the rest of it is there.
/// </summary>
internal sealed class LogFollower : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly IngestOptions _options;
    private readonly IngestTotals _totals;
    private readonly IProgress<IngestProgress>? _progress;
    private readonly List<FollowedLog> _logs;
    private readonly IncidentBatch _batch = new();
    private IncidentWriter _writer;
    private LogBook _book;

    /// <summary>Opens the database.</summary>
    /// <param name="options">Where it is, and how to write.</param>
    /// <param name="totals">What is read is added to them.</param>
    /// <param name="progress">Told how far the reading is; may be null.</param>
    /// <param name="logs">The logs; those that are compressed do not grow and are left out.</param>
    public LogFollower(IngestOptions options, IngestTotals totals, IProgress<IngestProgress>? progress, IEnumerable<LogInput> logs)
    {
        _options = options;
        _totals = totals;
        _progress = progress;
        _logs = [.. logs.Where(IsPlain).Select(log => new FollowedLog(log))];
        if (_logs.Count == 0)
            throw WorkbenchException.Usage("None of the logs can be followed: they are folders, compressed, or not made of lines.", "Name a log that dionaea is writing.");
        _writer = IncidentWriter.Open(options.Into, options.Writing);
        _book = new LogBook(_writer);
    }

    /// <summary>Follows until cancelled.</summary>
    /// <exception cref="WorkbenchException">A log can't be read or the database can't be written; what was committed stays.</exception>
    public void Run(CancellationToken cancellation)
    {
        try
        {
            foreach (var log in _logs)
                FinishCopies(log, cancellation);
            while (!cancellation.IsCancellationRequested)
            {
                var any = false;
                foreach (var log in _logs)
                    any |= LogSearch.Guard(log.Input.Name, () => Poll(log, cancellation));
                if (!any)
                    cancellation.WaitHandle.WaitOne(Pause);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was not committed is read again the next time.
        }
        finally
        {
            _totals.Add(_writer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in _logs)
            log.Dispose();
        _book.Dispose();
        _writer.Dispose();
    }

    private static bool IsPlain(LogInput input)
    {
        using var stored = input.Open();
        Span<byte> start = stackalloc byte[4];
        return !UnpackedStream.IsPacked(start[..stored.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    private bool Poll(FollowedLog log, CancellationToken cancellation)
    {
        var entry = Platform.Look(log.Path);
        if (log.Reader is null)
        {
            var isOpen = entry.Kind == EntryKind.File && log.Open(_book);
            _writer.Commit();
            return isOpen;
        }

        if (log.IsRestarted())
        {
            Leave(log, cancellation);
            return true;
        }

        // While the new file is empty, dionaea may still write into the one that was renamed.
        var isReplaced = entry.Kind == EntryKind.File && log.IsReplacedBy(entry) && new FileInfo(log.Path).Length > 0;
        var any = Pass(log);
        if (isReplaced && log.Reader is not null)
            Leave(log, cancellation);
        return any || isReplaced;
    }

    private void Leave(FollowedLog log, CancellationToken cancellation)
    {
        log.Close();
        FinishCopies(log, cancellation);
    }

    // Everything that is there now, committed.
    private bool Pass(FollowedLog log)
    {
        var reader = log.Reader!;
        var from = reader.Record.Position;
        bool more;
        do
        {
            more = reader.Read(_batch);
            for (var i = 0; i < _batch.Count; i++)
                _writer.Write(_batch[i]);
            if (_writer.Uncommitted >= _options.CommitEvery && !Commit(log))
                return true;
        }
        while (more);
        if (_batch.End == reader.Record.Position)
            return from != _batch.End;
        if (Commit(log))
        {
            var to = reader.Record.Position;
            _totals.Add(new LogRead(log.Input.Name, reader.Record.Format, LogOutcome.Continued, to.Offset - from.Offset, to.Line - from.Line));
            _progress?.Report(new IngestProgress(log.Input.Name, to.Offset, to.Line));
        }

        return true;
    }

    // If the log was emptied while it was read, what was read may be a mixture, and is given up.
    private bool Commit(FollowedLog log)
    {
        if (log.IsRestarted())
        {
            Reopen();
            return false;
        }

        var record = log.Reader!.Record;
        log.Reader.Reach(_batch.End);
        record.Name = log.Input.Name;
        _book.Put(record);
        _writer.Commit();
        return true;
    }

    private void Reopen()
    {
        foreach (var log in _logs)
            log.Close();
        _book.Dispose();
        _writer.Dispose();
        _writer = IncidentWriter.Open(_options.Into, _options.Writing);
        _book = new LogBook(_writer);
    }

    // Reads the ends of logs that were read before and now lie beside this one under names that rotation gives.
    private void FinishCopies(FollowedLog log, CancellationToken cancellation)
    {
        var name = Path.GetFileName(log.Path);
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(log.Path)!)
            .Where(file => Path.GetFileName(file) is var other && other.Length > name.Length
                && other.StartsWith(name, StringComparison.Ordinal) && other[name.Length] is '.' or '-')
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var file in files.Where(file => Platform.Look(file).Kind == EntryKind.File))
        {
            try
            {
                FinishCopy(LogSearch.Input(file, _options), cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // It may be half packed, or gone again. It is known by its content whenever it is read.
            }
        }
    }

    private void FinishCopy(LogInput input, CancellationToken cancellation)
    {
        var head = input.ReadHead();
        if (!_book.StartingAs(head[..Math.Min(head.Length, LogContent.HeadLength)]).Any())
            return;
        var found = new FoundLog(input, LogFormats.Recognise(input), IsLines: true, 0);
        if (IngestRun.ReadLines(_writer, _book, found, onlyKnown: true, _options.CommitEvery, _progress, cancellation) is { Bytes: > 0 } read)
            _totals.Add(read);
    }
}
