using System.IO.Compression;
using ZstdSharp;

namespace Dionaea.Analysis;

/// <summary>
/// The content of a log that is packed with gzip (RFC 1952) or Zstandard (RFC 8878), told by its first bytes. Damage
/// is an <see cref="InvalidDataException"/> wherever it shows.
/// </summary>
internal sealed class UnpackedStream : Stream
{
    /// <summary>How much is unpacked before the ratio to what is packed is looked at, in bytes.</summary>
    public const long Harmless = 1L << 30;

    /// <summary>How many times as long as the packed one a longer content may be; real logs reach some forty times.</summary>
    public const int MostRatio = 400;

    // A frame that needs a larger window is refused, as by the zstd program: 2^27 bytes, 128 MiB.
    private const int MostWindowLog = 27;
    private readonly Stream _packed;
    private readonly Stream _unpacked;
    private readonly string _name;
    private long _length;

    private UnpackedStream(Stream packed, Stream unpacked, string name)
    {
        _packed = packed;
        _unpacked = unpacked;
        _name = name;
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
    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>The content of a stream whose first bytes are known; the stream itself when it is not packed.</summary>
    /// <param name="packed">The stream, at its start.</param>
    /// <param name="start">Its first bytes, at least four where there are as many.</param>
    /// <param name="name">The log's name, for messages.</param>
    public static Stream Of(Stream packed, ReadOnlySpan<byte> start, string name)
    {
        if (GzipFile.Starts(start))
            return new UnpackedStream(packed, new GZipStream(packed, CompressionMode.Decompress), name);
        if (!IsZstandard(start))
            return packed;
        var unpacked = new DecompressionStream(packed);
        unpacked.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, MostWindowLog);
        return new UnpackedStream(packed, unpacked, name);
    }

    /// <summary>Whether bytes start as a Zstandard frame does, or one that is to be skipped.</summary>
    public static bool IsZstandard(ReadOnlySpan<byte> start) => start is [0x28, 0xb5, 0x2f, 0xfd, ..] or [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..];

    /// <summary>The reason that is kept with the end of a damaged log, as a clause.</summary>
    public static string Damage(InvalidDataException exception) =>
        $"the packed log is damaged or cut off from here on, and the rest can't be read ({Suggestion.Excerpt(exception.Message).TrimEnd('.')})";

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _unpacked.Read(buffer);
        }
        catch (Exception e) when (e is ZstdException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or NotSupportedException)
        {
            throw new InvalidDataException(e.Message, e);
        }

        _length += read;
        if (_length > Harmless && _packed.CanSeek && _length / MostRatio > _packed.Length)
        {
            throw WorkbenchException.Limit(
                $"'{Suggestion.Excerpt(_name)}' unpacks to more than {MostRatio} times its size, as no log does.",
                "It may be made to fill the disk; if it is right nevertheless, unpack it and name the unpacked log.");
        }

        return read;
    }

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
}
