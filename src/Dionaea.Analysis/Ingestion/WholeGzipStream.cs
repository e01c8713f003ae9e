using System.IO.Compression;
using System.Security.Cryptography;

namespace Dionaea.Analysis;

/// <summary>
/// The content of a gzip stream (RFC 1952) that must be whole: where it is cut off, the reading ends with an
/// <see cref="InvalidDataException"/> behind what could be unpacked. <see cref="GZipStream"/> takes a stream that is
/// cut off for one that ends.
/// </summary>
internal sealed class WholeGzipStream : ReadingStream
{
    private const int EndLength = 32;
    private readonly byte[] _end = RandomNumberGenerator.GetBytes(EndLength);
    private readonly Stream _packed;
    private readonly MarkedStream _marked;
    private readonly GZipStream _unpacked;
    private bool _isWhole;
    private bool _isCut;

    /// <summary>Starts to unpack.</summary>
    /// <param name="packed">The stream, at its start; closed with this one.</param>
    public WholeGzipStream(Stream packed)
    {
        _packed = packed;
        _marked = MarkedStream.Gzip(packed, _end);
        _marked.IsMarked = false;
        _unpacked = new GZipStream(_marked, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_isWhole || buffer.IsEmpty)
            return 0;
        var read = _isCut ? 0 : _unpacked.Read(buffer);
        if (read == 0)
            CheckEnd();
        return read;
    }

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

    // Only now the marker is let in: behind a stream that is cut off it would unpack to anything.
    private void CheckEnd()
    {
        if (!_isCut)
        {
            _isCut = true;
            _marked.IsMarked = true;
            Span<byte> end = stackalloc byte[EndLength + 1];
            var length = _unpacked.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
            _isWhole = end[..length].SequenceEqual(_end);
        }

        if (!_isWhole)
            throw new InvalidDataException("It is cut off.");
    }
}
