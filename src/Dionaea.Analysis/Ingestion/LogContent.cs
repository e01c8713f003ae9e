using System.Security.Cryptography;

namespace Dionaea.Analysis;

/// <summary>
/// The unpacked content of a log while it is read. It keeps what was read and not yet taken, so that the SHA-256 of
/// exactly what was taken is known.
/// </summary>
internal sealed class LogContent : ReadingStream
{
    /// <summary>How much of a content's start is remembered, in bytes.</summary>
    public const int HeadLength = 4096;

    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[HeadLength];
    private byte[] _pending = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Starts at the start.</summary>
    /// <param name="stream">The unpacked content at its start; disposed with this.</param>
    public LogContent(Stream stream) => _stream = stream;

    /// <summary>How much was taken, in bytes.</summary>
    public long Taken { get; private set; }

    /// <summary>How much was read, in bytes.</summary>
    public long Seen => Taken + (_end - _start);

    /// <summary>The start of what was read, at most <see cref="HeadLength"/> bytes.</summary>
    public ReadOnlySpan<byte> SeenHead => Head(Seen);

    /// <summary>True, so that a reader may move to where the content already stands; nowhere else.</summary>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override long Position { get => Seen; set => Seek(value, SeekOrigin.Begin); }

    /// <summary>The start of the first <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> Head(long length) => _head.AsSpan(0, (int)Math.Min(length, HeadLength));

    /// <summary>The SHA-256 of what was taken.</summary>
    public byte[] Digest() => _hash.GetCurrentHash();

    /// <summary>Takes everything before a place that was read.</summary>
    public void Take(long offset)
    {
        var length = (int)(offset - Taken);
        _hash.AppendData(_pending.AsSpan(_start, length));
        _start += length;
        Taken = offset;
    }

    /// <summary>Reads and takes everything before a place.</summary>
    /// <returns>False when the content ends before it.</returns>
    public bool MoveTo(long offset)
    {
        var block = new byte[1 << 18];
        while (Taken < offset)
        {
            var read = ReadSome(block.AsSpan(0, (int)Math.Min(block.Length, offset - Taken)));
            if (read == 0)
                return false;
            Take(Taken + read);
        }

        return true;
    }

    /// <summary>Where the line starts that ends, without a line end, at <paramref name="offset"/>; the offset itself when a line end stands before it.</summary>
    public long LineStart(long offset)
    {
        var line = _pending.AsSpan(_start, (int)(offset - Taken));
        return Taken + line.LastIndexOf((byte)'\n') + 1;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = _stream.Read(buffer);
        var bytes = buffer[..read];
        if (Seen < HeadLength)
            bytes[..(int)Math.Min(read, HeadLength - Seen)].CopyTo(_head.AsSpan((int)Seen));
        Keep(bytes);
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        origin == SeekOrigin.Begin && offset == Seen ? offset : throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    // A damaged archive ends where its damage is.
    private int ReadSome(Span<byte> buffer)
    {
        try
        {
            return Read(buffer);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _pending.Length)
        {
            var kept = _pending.AsSpan(_start, _end - _start);
            var room = kept.Length + bytes.Length <= _pending.Length ? _pending : new byte[Math.Max(2 * _pending.Length, kept.Length + bytes.Length)];
            kept.CopyTo(room);
            (_pending, _start, _end) = (room, 0, kept.Length);
        }

        bytes.CopyTo(_pending.AsSpan(_end));
        _end += bytes.Length;
    }
}
