namespace Dionaea.Analysis;

/// <summary>
/// Reads a log made of lines in large blocks. Line ends are LF or CRLF; a byte order mark, blank lines and the NUL
/// bytes that a power failure leaves between lines are passed over.
/// </summary>
internal sealed class LineLogReader : ILogReader
{
    private const int BlockLength = 1 << 20;

    // How much a batch stands for at most, but for the line that goes beyond it.
    private const int MostLength = 64 << 20;
    private readonly LogInput _input;
    private readonly ILineParser _parser;
    private readonly Stream _stream;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BlockLength);
    private int _start;
    private int _end;
    private LogPosition _position;

    // Whether the rest of a line is being passed over that was rejected for its length.
    private bool _isPassingOver;
    private string? _damage;

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
        while (batch.Count < IncidentBatch.Target && _position.Offset - from < MostLength && more)
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
            if (searched > _input.MaxLineLength || (_isPassingOver && searched >= BlockLength / 2))
            {
                PassOver(batch);
                return true;
            }

            if (Fill())
                continue;
            if (_damage is not null)
            {
                RejectDamaged(batch);
                return false;
            }

            if (_input.Grows || (_start == _end && !_isPassingOver))
                return false;
            Take(batch, _end - _start, 0);
            return false;
        }
    }

    // Only the start of such a line is kept, and what was read of it is done with: the position is amid the line.
    private void PassOver(IncidentBatch batch)
    {
        if (!_isPassingOver)
            RejectLong(batch, _buffer.AsSpan(_start, _end - _start), _position.Offset);
        _isPassingOver = true;
        _position = _position with { Offset = _position.Offset + (_end - _start) };
        _start = _end = 0;
    }

    // What was read before the damage stays, and a log that is fetched again is read on from here.
    private void RejectDamaged(IncidentBatch batch)
    {
        var rest = _buffer.AsSpan(_start, Math.Min(_end - _start, RejectedLine.MaxLength));
        new LogLine(batch, _input, rest, _position.Line + 1, _position.Offset).Reject(_damage!);
        batch.IsUnfinished = true;
    }

    private void Take(IncidentBatch batch, int length, int terminator)
    {
        if (!_isPassingOver)
            Parse(batch, _buffer.AsSpan(_start, length));
        _isPassingOver = false;
        _start += length + terminator;
        _position = new LogPosition(_position.Offset + length + terminator, _position.Line + 1);
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
            RejectLong(batch, line, offset);
            return;
        }

        _parser.Parse(new LogLine(batch, _input, line, _position.Line + 1, offset));
    }

    private void RejectLong(IncidentBatch batch, ReadOnlySpan<byte> line, long offset) =>
        new LogLine(batch, _input, line[..Math.Min(line.Length, RejectedLine.MaxLength)], _position.Line + 1, offset).Reject($"the line is longer than {_input.MaxLineLength} bytes");

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
        try
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (InvalidDataException e)
        {
            _damage ??= UnpackedStream.Damage(e);
            return false;
        }
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
