using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// Writes rows in the text format of PostgreSQL's COPY: https://www.postgresql.org/docs/15/sql-copy.html, "Text Format".
/// </summary>
/// <param name="output">Where they go; not closed.</param>
internal sealed class CopyText(Stream output) : IDisposable
{
    private const int FlushAt = 1 << 16;
    private readonly byte[] _number = new byte[64];
    private readonly MemoryStream _buffer = new(2 * FlushAt);
    private bool _isInRow;

    /// <summary>Writes statements between the rows.</summary>
    public void Statement(string sql)
    {
        _buffer.Write(Encoding.UTF8.GetBytes(sql));
        Flush();
    }

    /// <summary>Writes NULL.</summary>
    public void Null()
    {
        Separate();
        _buffer.Write("\\N"u8);
    }

    /// <summary>Writes a whole number.</summary>
    public void Integer(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, _number, out var length);
        _buffer.Write(_number, 0, length);
    }

    /// <summary>Writes a real number, so that the same one is read.</summary>
    public void Real(double value)
    {
        Separate();
        var text = double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : value.ToString("R", CultureInfo.InvariantCulture);
        _buffer.Write(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Writes Unix seconds as a time in UTC, to the microsecond.</summary>
    public void Timestamp(double seconds)
    {
        Separate();
        var microseconds = (long)Math.Round((seconds - Math.Floor(seconds)) * 1e6);
        var time = DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds)).AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        _buffer.Write(Encoding.ASCII.GetBytes(time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)));
        _buffer.Write("+00"u8);
    }

    /// <summary>Writes text that is valid UTF-8 without NUL.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Separate();
        int special;
        while ((special = text.IndexOfAny("\\\t\n\r"u8)) >= 0)
        {
            _buffer.Write(text[..special]);
            _buffer.WriteByte((byte)'\\');
            _buffer.WriteByte(text[special] switch { (byte)'\t' => (byte)'t', (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', var c => c });
            text = text[(special + 1)..];
        }

        _buffer.Write(text);
    }

    /// <summary>Writes a value of the type <c>bytea</c>.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Separate();
        _buffer.Write("\\\\x"u8);
        _buffer.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
    }

    /// <summary>Ends the row.</summary>
    public void End()
    {
        _buffer.WriteByte((byte)'\n');
        _isInRow = false;
        if (_buffer.Length >= FlushAt)
            Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    private void Separate()
    {
        if (_isInRow)
            _buffer.WriteByte((byte)'\t');
        _isInRow = true;
    }

    private void Flush()
    {
        _buffer.WriteTo(output);
        _buffer.SetLength(0);
    }
}
