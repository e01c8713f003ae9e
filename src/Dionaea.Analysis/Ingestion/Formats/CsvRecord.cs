using System.Text;

namespace Dionaea.Analysis;

/// <summary>A record of a CSV file (RFC 4180), its values by the names of the header. Reused.</summary>
internal sealed class CsvRecord : ILogRecord
{
    private const int MostCells = 4000;
    private readonly List<byte[]> _names = [];
    private readonly List<LogValue> _cells = [];
    private byte[] _text = new byte[4096];
    private int _length;
    private byte _separator = (byte)',';

    /// <summary>The unquoted values, one after the other.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>How many columns the header has.</summary>
    public int Columns => _names.Count;

    /// <summary>Takes the header: its names and, by what stands most often in it, the separator.</summary>
    /// <returns>Why it can't be read, as a clause, or null.</returns>
    public string? ReadHeader(ReadOnlySpan<byte> line)
    {
        _separator = line.Count((byte)';') > line.Count((byte)',') ? (byte)';' : line.Count((byte)'\t') > line.Count((byte)',') ? (byte)'\t' : (byte)',';
        _names.Clear();
        if (Split(line) is { } reason)
            return reason;
        foreach (var cell in _cells)
            _names.Add(cell.In(Text).ToArray());
        return null;
    }

    /// <summary>Reads a record.</summary>
    /// <returns>Why it can't be read, as a clause, or null.</returns>
    public string? Read(ReadOnlySpan<byte> line)
    {
        if (Split(line) is { } reason)
            return reason;
        return _cells.Count == _names.Count ? null : $"the record has {_cells.Count} values, but the header {_names.Count} names";
    }

    /// <summary>The values of a line of a file without a header, in order; null when a quote in it is not closed.</summary>
    public IReadOnlyList<string>? Values(ReadOnlySpan<byte> line)
    {
        if (Split(line) is not null)
            return null;
        return [.. _cells.Select(cell => Encoding.UTF8.GetString(cell.In(Text)))];
    }

    /// <summary>
    /// A value by its column's name. Kibana writes a dash for what is missing and <c>(empty)</c> for an empty text.
    /// </summary>
    public LogValue Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _cells.Count && i < _names.Count; i++)
        {
            if (!name.SequenceEqual(_names[i]))
                continue;
            var text = _cells[i].In(Text);
            return text.SequenceEqual("-"u8) ? default : text.SequenceEqual("(empty)"u8) ? _cells[i] with { Length = 0 } : _cells[i];
        }

        return default;
    }

    /// <summary>
    /// Where a record ends: the index of its line feed, -1 when the bytes end before it, -2 when it can't be a record
    /// because a quote is not closed properly.
    /// </summary>
    public int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var isStart = true;
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            if (value == '\n')
                return i;
            if (value == '"' && isStart)
            {
                i = Close(bytes, i + 1);
                if (i < 0)
                    return i;
                isStart = false;
                continue;
            }

            isStart = value == _separator;
        }

        return -1;
    }

    // The index of the quote that ends a value, with -1 and -2 as above.
    private int Close(ReadOnlySpan<byte> bytes, int from)
    {
        while (true)
        {
            var quote = bytes[from..].IndexOf((byte)'"');
            if (quote < 0 || from + quote + 1 == bytes.Length)
                return -1;
            from += quote + 1;
            if (bytes[from] == '"')
                from++;
            else
                return bytes[from] == _separator || bytes[from] is (byte)'\n' or (byte)'\r' ? from - 1 : -2;
        }
    }

    private string? Split(ReadOnlySpan<byte> line)
    {
        _cells.Clear();
        _length = 0;
        if (_text.Length < line.Length)
            _text = new byte[Math.Max(2 * _text.Length, line.Length)];
        while (true)
        {
            if (_cells.Count == MostCells)
                return $"the record has more than {MostCells} values";
            var start = _length;
            if (line.StartsWith("\""u8))
            {
                if (!Unquote(ref line))
                    return "a quote in the record is not closed";
            }
            else
            {
                var end = line.IndexOf(_separator);
                var cell = end < 0 ? line : line[..end];
                Keep(cell);
                line = line[cell.Length..];
            }

            _cells.Add(new LogValue(IncidentValueKind.Text, start, _length - start));
            if (line.IsEmpty)
                return null;
            line = line[1..];
        }
    }

    private bool Unquote(ref ReadOnlySpan<byte> line)
    {
        line = line[1..];
        while (true)
        {
            var quote = line.IndexOf((byte)'"');
            if (quote < 0)
                return false;
            Keep(line[..quote]);
            line = line[(quote + 1)..];
            if (!line.StartsWith("\""u8))
                return line.IsEmpty || line[0] == _separator;
            Keep("\""u8);
            line = line[1..];
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_text.AsSpan(_length));
        _length += bytes.Length;
    }
}
