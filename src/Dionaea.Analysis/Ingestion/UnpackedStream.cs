using ZstdSharp;

namespace Dionaea.Analysis;

/// <summary>
/// The content of a log that is packed with gzip (RFC 1952) or Zstandard (RFC 8878), told by its first bytes. Where it is
/// damaged or cut off, reading throws <see cref="InvalidDataException"/> behind what could still be read.
/// </summary>
internal sealed class UnpackedStream : ReadingStream
{
    // A frame that needs a larger window is refused, as by the zstd program: 2^27 bytes, 128 MiB.
    private const int MostWindowLog = 27;
    private readonly Stream _unpacked;
    private readonly string _name;
    private readonly long _most;
    private long _length;
    private InvalidDataException? _damage;

    private UnpackedStream(Stream unpacked, string name, long most)
    {
        _unpacked = unpacked;
        _name = name;
        _most = most;
    }

    /// <summary>The content of a stream whose first bytes are known; the stream itself when it is not packed.</summary>
    /// <param name="packed">The stream, at its start.</param>
    /// <param name="start">Its first bytes, at least four where there are as many.</param>
    /// <param name="name">The log's name, for messages.</param>
    /// <param name="most">The most bytes that it may unpack to.</param>
    public static Stream Of(Stream packed, ReadOnlySpan<byte> start, string name, long most)
    {
        if (GzipFile.Starts(start))
            return new UnpackedStream(new WholeGzipStream(packed), name, most);
        if (!IsZstandard(start))
            return packed;
        var unpacked = new DecompressionStream(packed, leaveOpen: false);
        unpacked.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, MostWindowLog);
        return new UnpackedStream(unpacked, name, most);
    }

    /// <summary>Whether bytes start as something packed does.</summary>
    public static bool IsPacked(ReadOnlySpan<byte> start) => GzipFile.Starts(start) || IsZstandard(start);

    /// <summary>Whether bytes start as a Zstandard frame does, or one that is to be skipped.</summary>
    public static bool IsZstandard(ReadOnlySpan<byte> start) => start is [0x28, 0xb5, 0x2f, 0xfd, ..] or [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..];

    /// <summary>The reason that is kept with the end of a damaged log, as a clause.</summary>
    public static string Damage(InvalidDataException exception) =>
        $"the packed log is damaged or cut off from here on, and the rest can't be read ({Suggestion.Excerpt(exception.Message).TrimEnd('.')})";

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_damage is not null)
            throw _damage;
        var read = Unpack(buffer);
        _length += read;
        if (_length > _most)
        {
            throw WorkbenchException.Limit(
                FormattableString.Invariant($"'{Suggestion.Excerpt(_name)}' unpacks to more than {_most} bytes."),
                "If it is right nevertheless, raise 'unpacked_gigabytes' in workbench.yaml, or unpack it yourself and name the unpacked log.");
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or NotSupportedException)
        {
            throw _damage = e as InvalidDataException ?? new InvalidDataException(e.Message, e);
        }
    }
}
