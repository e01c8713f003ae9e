using System.Buffers;

namespace Dionaea.Analysis;

/// <summary>
/// Reads JSON objects that are not one to a line: the elements of an array, or the documents in an answer of
/// Elasticsearch. An object that never ends is rejected together with what follows it.
/// </summary>
internal sealed class JsonObjectReader : ILogReader
{
    private const int BlockLength = 1 << 20;
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,[\uFEFF"u8);
    private readonly LogInput _input;
    private readonly ILineParser _parser;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[BlockLength];
    private int _start;
    private int _end;
    private LogPosition _position;
    private bool _isAtEnd;
    private string? _damage;

    /// <summary>Starts with the first object.</summary>
    /// <param name="input">The log.</param>
    /// <param name="parser">What is done with an object.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public JsonObjectReader(LogInput input, ILineParser parser)
    {
        _input = input;
        _parser = parser;
        _stream = input.OpenUnpacked();
        Fill();
        Pass(JsonObjects.Start(_buffer.AsSpan(0, Math.Min(_end, LogInput.HeadLength))));
    }

    /// <inheritdoc/>
    public bool Read(IncidentBatch batch)
    {
        batch.Clear();
        var from = _position.Offset;
        var more = true;
        while (batch.Count < IncidentBatch.Target && more)
            more = ReadObject(batch);
        batch.End = _position;
        batch.Length = _position.Offset - from;
        return more;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private bool ReadObject(IncidentBatch batch)
    {
        while (SkipBetween())
        {
            if (!Fill())
                return End(batch);
        }

        if (_buffer[_start] == ']')
            return false;
        while (true)
        {
            var bytes = _buffer.AsSpan(_start, _end - _start);
            var length = bytes[0] == '{' ? JsonObjects.Length(bytes) : 0;
            if (length > 0)
            {
                _parser.Parse(Line(batch, length));
                Pass(length);
                return true;
            }

            if (length == 0)
                return Reject(batch, "something stands where an object was expected; what follows is not read");
            if (bytes.Length > _input.MaxLineLength)
                return Reject(batch, $"the object is longer than {_input.MaxLineLength} bytes; what follows is not read");
            if (!Fill())
                return Reject(batch, _damage ?? "the object is not closed");
        }
    }

    // Whether all there is stands between two objects.
    private bool SkipBetween()
    {
        var next = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(Between);
        Pass(next < 0 ? _end - _start : next);
        return next < 0;
    }

    private bool End(IncidentBatch batch)
    {
        if (_damage is not null)
            Line(batch, 0).Reject(_damage);
        return false;
    }

    private bool Reject(IncidentBatch batch, string reason)
    {
        Line(batch, Math.Min(_end - _start, RejectedLine.MaxLength)).Reject(reason);
        return false;
    }

    private LogLine Line(IncidentBatch batch, int length) => new(batch, _input, _buffer.AsSpan(_start, length), _position.Line + 1, _position.Offset);

    private void Pass(int length)
    {
        _position = new LogPosition(_position.Offset + length, _position.Line + _buffer.AsSpan(_start, length).Count((byte)'\n'));
        _start += length;
    }

    // Fills the buffer to its end, so that a long object is looked at few times.
    private bool Fill()
    {
        var before = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, before).CopyTo(_buffer);
            (_start, _end) = (0, before);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        try
        {
            while (!_isAtEnd && _end < _buffer.Length)
            {
                var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
                _end += read;
                _isAtEnd = read == 0;
            }
        }
        catch (InvalidDataException e)
        {
            _damage = UnpackedStream.Damage(e);
            _isAtEnd = true;
        }

        return _end > before;
    }
}
