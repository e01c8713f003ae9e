using System.IO.Compression;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class WholeGzipStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(200_000)]
    public void Read_gives_the_content_of_a_whole_stream_and_its_start_when_it_is_cut(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        Check(content);

        // What compresses well may end anywhere in its packed form.
        for (var i = 0; i < length; i++)
            content[i] = (byte)('a' + (content[i] % 3));
        Check(content);
    }

    private static void Check(byte[] content)
    {
        var length = content.Length;
        var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write(content);
        if (length == 0)
            packed.Write(Convert.FromHexString("1f8b080000000000000303000000000000000000"));
        var bytes = packed.ToArray();

        foreach (var (stored, expected) in new[] { (bytes, content), ([.. bytes, .. bytes], [.. content, .. content]) })
        {
            var (unpacked, isWhole) = Unpack(stored);
            Assert.True(isWhole);
            Assert.Equal(expected, unpacked);
        }

        for (var cut = 1; cut < bytes.Length; cut += Math.Max(1, bytes.Length / 50))
        {
            var (start, isWhole) = Unpack(bytes[..cut]);
            Assert.False(isWhole);
            Assert.True(content.AsSpan().StartsWith(start), $"cut at {cut}");
        }
    }

    private static (byte[] Content, bool IsWhole) Unpack(byte[] packed)
    {
        var content = new MemoryStream();
        using var stream = new WholeGzipStream(new MemoryStream(packed));
        try
        {
            stream.CopyTo(content, 7000);
            return (content.ToArray(), true);
        }
        catch (InvalidDataException)
        {
            return (content.ToArray(), false);
        }
    }
}
