using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// A gzip stream with one more member behind it. .NET takes a truncated gzip stream for a whole one; only behind a
/// whole one does the added member unpack, and to what is known here alone.
/// </summary>
/// <param name="packed">The gzip stream, at its start; disposed with this.</param>
/// <param name="isMarked">Whether the member follows at once; else only when <see cref="IsMarked"/> is set.</param>
internal sealed class MarkedGzip(Stream packed, bool isMarked) : Stream
{
    /// <summary>The length of the mark, in bytes.</summary>
    public const int MarkLength = 32;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(MarkLength));
    private byte[]? _member;
    private int _position;

    /// <summary>
    /// Whether the added member follows the stream. Set after the stream has been unpacked to its end, it keeps apart
    /// what a truncated one holds from what the member adds to it.
    /// </summary>
    public bool IsMarked { get; set; } = isMarked;

    /// <summary>What the unpacked content ends with if the stream is whole.</summary>
    public ReadOnlySpan<byte> Mark => _mark;

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
    public override int Read(Span<byte> buffer)
    {
        var count = packed.Read(buffer);
        if (count > 0 || buffer.IsEmpty || !IsMarked)
            return count;

        _member ??= Pack(_mark);
        count = Math.Min(buffer.Length, _member.Length - _position);
        _member.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
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
            packed.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] bytes)
    {
        var member = new MemoryStream();
        using (var packing = new GZipStream(member, CompressionLevel.Fastest))
            packing.Write(bytes);
        return member.ToArray();
    }
}
