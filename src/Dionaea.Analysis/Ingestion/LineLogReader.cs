namespace Dionaea.Analysis;

/// <summary>
/// Reads a log made of lines in large blocks. Line ends are LF or CRLF; a byte order mark, blank lines and the NUL
/// bytes that a power failure leaves between lines are passed over.
/// </summary>
internal sealed class LineLogReader : ILogReader
{
    private const int BlockLength = 1 << 20;
    private readonly LogInput _input;
    private readonly ILineParser _parser;
    private readonly Stream _stream;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BlockLength);
    private int _start;
    private int _end;
    private LogPosition _position;

    // How much of a line that is too long has been passed over, and its start; 0 when none is being passed over.
    private long _skipped;
    private byte[] _skippedStart = [];

    /// <summary>Starts at a position between two lines.</summary>
    /// <exception cref="IOException">The log can't be read up to there.</exception>
    public LineLogReader(LogInput input, ILineParser parser, LogPosition from)
    {
        _input = input;
        _parser = parser;
        _stream = input.OpenUnpacked();
        _position = from;
        try
        {
            MoveTo(from.Offset);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Read(IncidentBatch batch)
    {
        batch.Clear();
        var from = _position.Offset;
        var more = true;
        while (batch.Count < IncidentBatch.Target && more)
            more = ReadLine(batch);
        batch.End = _position;
        batch.Length = _position.Offset - from;
        return more;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private bool ReadLine(IncidentBatch batch)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Take(batch, searched + length, 1);
                return true;
            }

            searched = _end - _start;
            if (searched > _input.MaxLineLength)
            {
                PassOver();
                searched = 0;
            }

            if (Fill())
                continue;
            if (_input.Grows || (_start == _end && _skipped == 0))
                return false;
            Take(batch, _end - _start, 0);
            return false;
        }
    }

    private void PassOver()
    {
        if (_skipped == 0)
            _skippedStart = _buffer.AsSpan(_start, Math.Min(_end - _start, RejectedLine.MaxLength)).ToArray();
        _skipped += _end - _start;
        _start = _end = 0;
    }

    private void Take(IncidentBatch batch, int length, int terminator)
    {
        var line = _buffer.AsSpan(_start, length);
        _start += length + terminator;
        if (_skipped == 0)
            Parse(batch, line);
        else
            RejectLong(batch, _skippedStart, _position.Offset);
        _position = new LogPosition(_position.Offset + _skipped + length + terminator, _position.Line + 1);
        _skipped = 0;
    }

    private void Parse(IncidentBatch batch, ReadOnlySpan<byte> line)
    {
        var offset = _position.Offset;
        if (_position.Line == 0 && line.StartsWith("\uFEFF"u8))
            Advance(ref line, ref offset, 3);
        if (!line.IsEmpty && line[0] == 0)
        {
            var nuls = line.IndexOfAnyExcept((byte)0);
            Advance(ref line, ref offset, nuls < 0 ? line.Length : nuls);
        }

        line = line.TrimEnd("\r \t\0"u8);
        if (line.IsEmpty)
            return;
        if (line.Length > _input.MaxLineLength)
        {
            RejectLong(batch, line[..Math.Min(line.Length, RejectedLine.MaxLength)], offset);
            return;
        }

        _parser.Parse(new LogLine(batch, _input, line, _position.Line + 1, offset));
    }

    // Only the start of such a line is kept.
    private void RejectLong(IncidentBatch batch, ReadOnlySpan<byte> start, long offset) =>
        new LogLine(batch, _input, start, _position.Line + 1, offset).Reject($"the line is longer than {_input.MaxLineLength} bytes");

    private static void Advance(ref ReadOnlySpan<byte> line, ref long offset, int length)
    {
        line = line[length..];
        offset += length;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        else if (_buffer.Length > BlockLength && _end < BlockLength / 2)
            Array.Resize(ref _buffer, BlockLength);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void MoveTo(long offset)
    {
        if (_stream.CanSeek)
        {
            _stream.Seek(offset, SeekOrigin.Begin);
            return;
        }

        while (offset > 0)
        {
            var read = _stream.Read(_buffer, 0, (int)Math.Min(offset, _buffer.Length));
            if (read == 0)
                throw new EndOfStreamException($"'{Suggestion.Excerpt(_input.Name)}' ends before the place where reading stopped the last time.");
            offset -= read;
        }
    }
}
