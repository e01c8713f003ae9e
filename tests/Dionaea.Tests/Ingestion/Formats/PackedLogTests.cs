using System.IO.Compression;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs that are packed, whole, cut off, damaged, or made to fill the disk.</summary>
public sealed class PackedLogTests
{
    private static byte[] Log => File.ReadAllBytes(RealFiles.PathTo("craievich/dionaea.json"));

    [Theory]
    [InlineData("craievich/dionaea.json", 6287)]
    [InlineData("noahassd/dionaea.sqlite", 3182)]
    [InlineData("noahassd/dionaea.csv", 3183)]
    public void A_log_is_the_same_packed_with_gzip_or_zstandard(string name, int connections)
    {
        var bytes = File.ReadAllBytes(RealFiles.PathTo(name));
        using var plain = LogRun.OfBytes(bytes);
        foreach (var packed in new[] { Gzip(bytes), Zstandard(bytes), [.. Zstandard(bytes[..1000]), .. Zstandard(bytes[1000..])] })
        {
            using var run = LogRun.OfBytes(packed);
            Assert.Equal(plain.Dump(), run.Dump());
            run.AddBytes(bytes, name: "unpacked");
            Assert.Equal(LogOutcome.Known, run.Summary.Logs[0].Outcome);
            Assert.Equal(connections, run.CountOf("connections"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_packed_log_that_is_cut_off_keeps_what_came_before_and_goes_on_when_it_is_whole(bool isGzip)
    {
        var packed = isGzip ? Gzip(Log) : Zstandard(Log);
        using var run = LogRun.OfBytes(packed[..(packed.Length / 2)]);
        Assert.InRange(run.CountOf("connections"), 500, 6000);
        Assert.Contains("cut off", Assert.Single(run.Lines("SELECT reason FROM workbench_rejected")), StringComparison.Ordinal);
        var dump = run.Dump();
        run.AddBytes(packed[..(packed.Length / 2)]);
        Assert.Equal(dump, run.Dump());

        run.AddBytes(packed);

        using var whole = LogRun.OfBytes(Log);
        Assert.Equal(whole.Dump(), run.Dump());
    }

    [Fact]
    public void A_packed_log_that_is_damaged_loses_no_line_before_the_damage()
    {
        var random = new Random(3);
        for (var turn = 0; turn < 10; turn++)
        {
            var packed = turn % 2 == 0 ? Gzip(Log) : Zstandard(Log);
            for (var i = 0; i < 4; i++)
                packed[random.Next(1000, packed.Length)] ^= (byte)random.Next(1, 256);
            using var run = LogRun.OfBytes(packed);
            Assert.NotEqual(0, run.CountOf("connections") + run.CountOf("workbench_rejected"));
        }
    }

    [Theory]
    [InlineData(true, (byte)0)]
    [InlineData(false, (byte)0)]
    [InlineData(true, (byte)'\n')]
    [InlineData(true, (byte)'x')]
    public void A_log_that_unpacks_to_more_than_allowed_is_refused(bool isGzip, byte filling)
    {
        var log = new MemoryStream();
        log.Write(Log.AsSpan(0, 10_000));
        var block = new byte[1 << 20];
        block.AsSpan().Fill(filling);
        for (var i = 0; i < 65; i++)
            log.Write(block);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathTo("log"), isGzip ? Gzip(log.ToArray()) : Zstandard(log.ToArray()));
        using var run = new LogRun();

        var e = Assert.Throws<WorkbenchException>(() => run.Add([folder.PathTo("log")], null, DatabaseFileOptions.Default with { UnpackedBytes = 64 << 20 }));

        Assert.Equal(ExitCode.Limit, e.Exit);
        Assert.Contains("unpacked_gigabytes", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_an_end_is_rejected_and_takes_no_memory_for_its_length()
    {
        var log = new MemoryStream();
        using (var gzip = new GZipStream(log, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Log.AsSpan(0, Log.AsSpan().IndexOf((byte)'\n') + 1));
            var block = new byte[1 << 20];
            block.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 400; i++)
                gzip.Write(block);
            gzip.Write("\n"u8);
            gzip.Write(Log.AsSpan(0, Log.AsSpan().IndexOf((byte)'\n') + 1));
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var run = LogRun.OfBytes(log.ToArray());
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 800L << 20, "memory grew with the line");
        Assert.Equal(2, run.CountOf("connections"));
        Assert.Contains("longer than", Assert.Single(run.Lines("SELECT reason FROM workbench_rejected")), StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zstandard(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(bytes).ToArray();
    }
}
