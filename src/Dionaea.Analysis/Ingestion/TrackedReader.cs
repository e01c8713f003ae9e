using System.Collections.Concurrent;

namespace Dionaea.Analysis;

/// <summary>
/// Reads a log made of lines and keeps its record: batches are read on one thread, and the record is brought up to
/// the position that a transaction reaches on another.
/// </summary>
internal sealed class TrackedReader : ILogReader
{
    private const long MarkEvery = 256 * 1024;
    private readonly ILogReader _reader;
    private readonly LogContent _content;
    private readonly bool _grows;
    private readonly ConcurrentQueue<Place> _places = new();
    private LogPosition _end;

    /// <summary>Starts where the content stands.</summary>
    /// <param name="format">The log's format.</param>
    /// <param name="input">The log; whether its last line may still grow is told by <see cref="LogInput.Grows"/>.</param>
    /// <param name="content">Its content, taken up to the record's position; disposed with this.</param>
    /// <param name="record">What is known of the log.</param>
    public TrackedReader(ILogFormat format, LogInput input, LogContent content, LogRecord record)
    {
        _content = content;
        _grows = input.Grows;
        Record = record;
        _end = record.Position;
        _reader = format.Open(input with { Content = () => content }, record.Position);
    }

    /// <summary>The log's record, as of the last <see cref="Reach"/>.</summary>
    public LogRecord Record { get; }

    /// <summary>The content that is read.</summary>
    public LogContent Content => _content;

    /// <inheritdoc/>
    public bool Read(IncidentBatch batch)
    {
        var more = _reader.Read(batch);
        var isUnfinished = batch.IsUnfinished || (!more && !_grows && EndInLine(batch));
        if (batch.End == _end && !isUnfinished)
            return more;
        _end = batch.End;
        _content.Take(_end.Offset);
        _places.Enqueue(new Place(_end, _content.Digest(), isUnfinished));
        return more;
    }

    /// <summary>Brings the record up to a position that a batch ended at.</summary>
    /// <returns>Whether the line behind it is not finished and was rejected for that.</returns>
    public bool Reach(LogPosition position)
    {
        var isUnfinished = false;
        while (_places.TryPeek(out var place) && place.End.Offset <= position.Offset)
        {
            _places.TryDequeue(out _);
            Record.Position = place.End;
            Record.Digest = place.Digest;
            isUnfinished = place.IsUnfinished;
            var last = Record.Marks.Count == 0 ? 0 : Record.Marks[^1].Offset;
            if (place.End.Offset - last >= MarkEvery)
                Record.Marks.Add((place.End.Offset, place.Digest));
        }

        if (Record.Head.Length < LogContent.HeadLength)
            Record.Head = _content.Head(Record.Position.Offset).ToArray();
        return isUnfinished;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _content.Dispose();
    }

    // A last line without its end may be complete, or may be half of one that is still being written. The former is
    // taken, and only its end is still to come; the latter is read again when there is more of it.
    private bool EndInLine(IncidentBatch batch)
    {
        var end = batch.End;
        var start = _content.LineStart(end.Offset);
        if (start == end.Offset)
            return false;
        var ofLine = Enumerable.Range(0, batch.Count).Select(i => batch[i]).Where(incident => incident.LineNumber == end.Line).ToList();
        var isUnfinished = ofLine.Count == 1 && ofLine[0].Rejection is not null;
        batch.End = new LogPosition(isUnfinished ? start : end.Offset, end.Line - 1);
        return isUnfinished;
    }

    private readonly record struct Place(LogPosition End, byte[] Digest, bool IsUnfinished);
}
