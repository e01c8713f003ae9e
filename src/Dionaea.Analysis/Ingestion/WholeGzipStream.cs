using System.IO.Compression;
using System.Security.Cryptography;

namespace Dionaea.Analysis;

/// <summary>
/// The content of a gzip stream (RFC 1952) that must be whole: where it is cut off, the reading ends with an
/// <see cref="InvalidDataException"/> behind what could be unpacked. <see cref="GZipStream"/> takes a stream that is
/// cut off for one that ends.
/// </summary>
internal sealed class WholeGzipStream : Stream
{
    private const int EndLength = 32;
    private readonly byte[] _end = RandomNumberGenerator.GetBytes(EndLength);
    private readonly Stream _packed;
    private readonly GZipStream _unpacked;

    // What was unpacked and not given out: at least the last bytes, which may be the end marker.
    private readonly byte[] _held = new byte[(64 * 1024) + EndLength];
    private int _start;
    private int _length;
    private bool _isAtEnd;

    /// <summary>Starts to unpack.</summary>
    /// <param name="packed">The stream, at its start; closed with this one.</param>
    public WholeGzipStream(Stream packed)
    {
        _packed = packed;
        _unpacked = new GZipStream(MarkedStream.Gzip(packed, _end), CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_length <= EndLength && !_isAtEnd)
            Fill();
        if (_length > EndLength)
            return Give(buffer, _length - EndLength);
        if (_held.AsSpan(_start, _length).SequenceEqual(_end))
            return 0;
        return _length > 0 ? Give(buffer, _length) : throw new InvalidDataException("It is cut off.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Give(Span<byte> buffer, int available)
    {
        var count = Math.Min(buffer.Length, available);
        _held.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _length -= count;
        return count;
    }

    private void Fill()
    {
        _held.AsSpan(_start, _length).CopyTo(_held);
        _start = 0;
        var read = _unpacked.Read(_held, _length, _held.Length - _length);
        _length += read;
        _isAtEnd = read == 0;
    }
}
