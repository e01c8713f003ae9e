using System.IO.Compression;

namespace Dionaea.Analysis;

/// <summary>A stream with some more bytes behind it.</summary>
/// <param name="packed">The stream; not closed with this one.</param>
/// <param name="member">The bytes.</param>
internal sealed class MarkedStream(Stream packed, byte[] member) : ReadingStream
{
    private int _position;

    /// <summary>A gzip stream with one more member behind it: only a whole one unpacks to something that ends with it.</summary>
    /// <param name="packed">The gzip stream.</param>
    /// <param name="end">What the member unpacks to.</param>
    public static MarkedStream Gzip(Stream packed, ReadOnlySpan<byte> end)
    {
        var member = new MemoryStream();
        using (var packing = new GZipStream(member, CompressionLevel.Fastest))
            packing.Write(end);
        return new MarkedStream(packed, member.ToArray());
    }

    /// <summary>Whether the bytes behind the stream are given, or it ends where the stream does.</summary>
    public bool IsMarked { get; set; } = true;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = packed.Read(buffer);
        if (count > 0 || buffer.IsEmpty || !IsMarked)
            return count;

        count = Math.Min(buffer.Length, member.Length - _position);
        member.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
