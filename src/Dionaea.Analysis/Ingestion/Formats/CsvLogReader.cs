using System.Text.Unicode;

namespace Dionaea.Analysis;

/// <summary>
/// Reads CSV, whose values may hold line feeds. Where a quote is never closed only its line is rejected, and the
/// reading goes on with the next one.
/// </summary>
internal sealed class CsvLogReader : ILogReader
{
    private const int BlockLength = 1 << 20;
    private readonly LogInput _input;
    private readonly Stream _stream;
    private readonly CsvRecord _record = new();
    private readonly DocumentParser _parser;
    private readonly int _mostLength;
    private byte[] _buffer = new byte[BlockLength];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private string? _damage;
    private LogPosition _position;

    /// <summary>Starts with the header.</summary>
    /// <param name="input">The table.</param>
    /// <param name="times">How times without a zone are meant.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public CsvLogReader(LogInput input, LogTimes times)
    {
        _input = input;
        _parser = new DocumentParser(times);
        _mostLength = Math.Min(input.MaxLineLength, BlockLength);
        _stream = input.OpenUnpacked();
        try
        {
            ReadHeader();
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
            more = ReadRecord(batch);
        batch.End = _position;
        batch.Length = _position.Offset - from;
        return more;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void ReadHeader()
    {
        while (_buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n') < 0 && _end < BlockLength && Fill())
        {
        }

        var bytes = _buffer.AsSpan(_start, _end - _start);
        var mark = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        var length = bytes.IndexOf((byte)'\n');
        _record.ReadHeader(bytes[mark..(length < 0 ? bytes.Length : length)].TrimEnd("\r"u8));
        Pass(length < 0 ? bytes.Length : length + 1, 1);
    }

    private bool ReadRecord(IncidentBatch batch)
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        var end = _record.FindEnd(bytes[..Math.Min(bytes.Length, _mostLength)]);
        if (end == -1 && bytes.Length < _mostLength && !_isAtEnd)
        {
            _isAtEnd = !Fill();
            return true;
        }

        if (end == -1 && bytes.Length < _mostLength && !bytes.Contains((byte)'"'))
            end = bytes.Length;
        if (end >= 0)
            Take(batch, bytes, end);
        else
            RejectLine(batch, bytes);
        if (_start < _end || !_isAtEnd)
            return true;
        if (_damage is not null)
            new LogLine(batch, _input, default, _position.Line + 1, _position.Offset).Reject(_damage);
        _damage = null;
        return false;
    }

    private void Take(IncidentBatch batch, ReadOnlySpan<byte> bytes, int end)
    {
        var length = Math.Min(end + 1, bytes.Length);
        var text = bytes[..end].Trim("\r\0"u8);
        if (!text.IsEmpty)
        {
            var line = new LogLine(batch, _input, text, _position.Line + 1, _position.Offset);
            var reason = !Utf8.IsValid(text) ? "the record is not UTF-8" : text.Contains((byte)0) ? "the record holds a NUL" : _record.Read(text);
            if (reason is null)
                _parser.Add(line, _record, _record.Text);
            else
                line.Reject(reason);
        }

        Pass(length, Math.Max(1, bytes[..length].Count((byte)'\n')));
    }

    // The line alone, so that one lost quote does not take the rest of the table with it.
    private void RejectLine(IncidentBatch batch, ReadOnlySpan<byte> bytes)
    {
        var feed = bytes.IndexOf((byte)'\n');
        var length = feed < 0 ? bytes.Length : feed;
        if (length > 0)
        {
            new LogLine(batch, _input, bytes[..Math.Min(length, RejectedLine.MaxLength)], _position.Line + 1, _position.Offset)
                .Reject(feed < 0 && length >= _mostLength ? $"the record is longer than {_mostLength} bytes" : "a quote in the record is not closed");
        }

        Pass(feed < 0 ? length : length + 1, feed < 0 ? 0 : 1);
    }

    private void Pass(int length, int lines)
    {
        _start += length;
        _position = new LogPosition(_position.Offset + length, _position.Line + lines);
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
        try
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (InvalidDataException e)
        {
            _damage = UnpackedStream.Damage(e);
            return false;
        }
    }
}
