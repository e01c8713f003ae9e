using System.Diagnostics;
using System.IO.Compression;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class DatabaseFileGzipTests : IDisposable
{
    private const string ChildVariable = "WORKBENCH_TEST_UNPACK";
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dionaea.sqlite.1.gz")]
    [InlineData("whatever")]
    public void Open_unpacks_once_whatever_the_name(string name)
    {
        var path = Pack(name, File.ReadAllBytes(_folder.Database()));
        var before = _folder.State();
        string unpacked;
        using (var file = _folder.Open(path))
        {
            Assert.Equal((name, true), (file.Name, file.IsCopy));
            Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
            var hash = file.ComputeSha256(TestContext.Current.CancellationToken);
            Assert.Equal(DatabaseFolder.Hash(path), hash);
            unpacked = file.Path;
            Assert.Equal(Path.Combine(_folder.Cache, "unpacked", hash + ".sqlite"), unpacked);
            Assert.Equal(new FileInfo(_folder["dionaea.sqlite"]).Length, file.Length);
        }

        var progress = new List<string>();
        using (var file = _folder.Open(path, progress: new Listener(progress.Add)))
            Assert.Equal(unpacked, file.Path);
        Assert.Empty(progress);
        Assert.Equal(before, _folder.State());
        Assert.Empty(Private());
    }

    [Fact]
    public void Open_joins_concatenated_members()
    {
        var bytes = File.ReadAllBytes(_folder.Database());
        var path = _folder["two.gz"];
        File.WriteAllBytes(path, [.. Packed(bytes[..5000]), .. Packed([]), .. Packed(bytes[5000..])]);
        using var file = _folder.Open(path);
        Assert.Equal(DatabaseFolder.Hash(_folder["dionaea.sqlite"]), DatabaseFolder.Hash(file.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(5000)]
    public void Open_refuses_a_truncated_file(int missing)
    {
        var packed = Packed(File.ReadAllBytes(_folder.Database()));
        File.WriteAllBytes(_folder["x.gz"], packed[..^missing]);
        Assert.Contains("truncated or damaged", _folder.Refuse(_folder["x.gz"]).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_refuses_a_file_cut_anywhere()
    {
        DatabaseFolder.Execute(_folder["small"], "PRAGMA page_size=512; CREATE TABLE t (n)");
        var packed = Packed(File.ReadAllBytes(_folder["small"]));
        for (var length = 2; length < packed.Length; length++)
        {
            File.WriteAllBytes(_folder["x.gz"], packed[..length]);
            Assert.Throws<WorkbenchException>(() => _folder.Open(_folder["x.gz"]));
        }
    }

    [Fact]
    public void Open_joins_members_wherever_they_meet()
    {
        // GZipStream reads 8192 bytes at a time; members that end near such a border are its hard case.
        var bytes = File.ReadAllBytes(_folder.Database(rows: 200));
        for (var first = 8192 - 40; first <= 8192; first += 1)
        {
            File.WriteAllBytes(_folder["x.gz"], [.. Packed(bytes[..first], CompressionLevel.NoCompression), .. Packed(bytes[first..])]);
            using var file = _folder.Open(_folder["x.gz"], _folder.Options with { CacheBytes = 0 });
            Assert.Equal(bytes, File.ReadAllBytes(file.Path));
        }
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(-6)]
    [InlineData(-2)]
    public void Open_refuses_a_damaged_file(int position)
    {
        var packed = Packed(File.ReadAllBytes(_folder.Database()));
        packed[position < 0 ? packed.Length + position : position] ^= 0x55;
        File.WriteAllBytes(_folder["x.gz"], packed);
        Assert.Contains("truncated or damaged", _folder.Refuse(_folder["x.gz"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_refuses_what_is_packed_but_no_database()
    {
        Pack("a.gz", "{\"a\": 1}"u8.ToArray());
        Assert.Contains("looks like a gzip file of a JSON log", _folder.Refuse(_folder["a.gz"]).Message, StringComparison.Ordinal);
        Pack("b.gz", []);
        Assert.Contains("unpacks to 0 bytes", _folder.Refuse(_folder["b.gz"]).Message, StringComparison.Ordinal);
        Pack("c.gz", "SQLite format 3\0"u8.ToArray());
        Assert.Contains("unpacks to 16 bytes", _folder.Refuse(_folder["c.gz"]).Message, StringComparison.Ordinal);
        Pack("d.gz", File.ReadAllBytes(_folder.Database())[..8192]);
        Assert.Contains("is truncated: its header counts", _folder.Refuse(_folder["d.gz"]).Message, StringComparison.Ordinal);
        Pack("e.gz", File.ReadAllBytes(_folder["a.gz"]));
        Assert.Contains("looks like a gzip file of a gzip file", _folder.Refuse(_folder["e.gz"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_leaves_no_write_ahead_mode_in_the_cache()
    {
        var path = Pack("wal.gz", File.ReadAllBytes(_folder.Database(mode: "WAL")));
        using var file = _folder.Open(path);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void Open_stops_at_the_limit()
    {
        var path = Pack("bomb.gz", [.. File.ReadAllBytes(_folder.Database()), .. new byte[20 << 20]]);
        var error = _folder.Refuse(path, _folder.Options with { UnpackedBytes = 10 << 20 });
        Assert.Equal(ExitCode.Limit, error.Exit);
        Assert.Contains("unpacks to more than 10485760 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, _folder.Refuse(path, _folder.Options with { FreeBytes = long.MaxValue / 2 }).Exit);
        Assert.Empty(Directory.GetFiles(_folder.Cache, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(8192)]
    public void Open_unpacks_again_when_the_cached_file_is_not_whole(int length)
    {
        var path = Pack("x.gz", File.ReadAllBytes(_folder.Database()));
        string unpacked;
        using (var file = _folder.Open(path))
            unpacked = file.Path;
        using (var stream = new FileStream(unpacked, FileMode.Open))
            stream.SetLength(length);
        using var again = _folder.Open(path);
        Assert.Equal("1000 1000", DatabaseFolder.Read(again.Path));
    }

    [Fact]
    public void Open_may_run_many_times_at_once()
    {
        var path = Pack("x.gz", File.ReadAllBytes(_folder.Database(rows: 50_000)));
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var file = _folder.Open(path, _folder.Options with { CacheBytes = 0 });
            Assert.Equal("50000 50000", DatabaseFolder.Read(file.Path));
        });
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Cache, "unpacked")));
        Assert.Empty(Private());
    }

    [Fact]
    public void Open_after_a_kill_uses_nothing_unfinished_and_removes_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test starts its own assembly as a program of Unix.");
        var path = Pack("x.gz", File.ReadAllBytes(_folder.Database()));
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(DatabaseFileGzipTests).Assembly.Location, null),
            ["-method", $"{typeof(DatabaseFileGzipTests).FullName}.{nameof(Child_of_the_kill_test_unpacks_until_it_is_killed)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[ChildVariable] = _folder.Cache + "|" + path;
        using var child = Process.Start(start)!;
        var marker = Path.Combine(Path.GetDirectoryName(_folder.Cache)!, "unpacking");
        while (!File.Exists(marker) && !child.HasExited)
            TestContext.Current.CancellationToken.WaitHandle.WaitOne(20);
        Assert.False(child.HasExited);

        // While the other process lives, its work is not touched.
        using (_folder.Open(path))
            Assert.Single(Private());
        child.Kill();
        child.WaitForExit();
        Assert.NotEmpty(Directory.GetFiles(Assert.Single(Private()), "unpacking.sqlite"));

        using var file = _folder.Open(path);
        Assert.Empty(Private());
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
    }

    [Fact]
    public void Child_of_the_kill_test_unpacks_until_it_is_killed()
    {
        if (Environment.GetEnvironmentVariable(ChildVariable)?.Split('|') is not [var cache, var path])
            return;

        // The first report comes when the file is begun, the second when some of it is to be written.
        var reports = 0;
        var stop = new Listener(_ =>
        {
            if (++reports < 2)
                return;
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(cache)!, "unpacking"), "");
            Thread.Sleep(Timeout.Infinite);
        });
        DatabaseFile.Open(path, DatabaseFileOptions.Default with { CacheFolder = cache }, stop, CancellationToken.None).Dispose();
    }

    private string[] Private() => Directory.GetDirectories(Path.Combine(_folder.Cache, "private"));

    private string Pack(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], Packed(bytes));
        return _folder[name];
    }

    private static byte[] Packed(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        var memory = new MemoryStream();
        using (var packing = new GZipStream(memory, level))
            packing.Write(bytes);
        // An empty stream makes GZipStream write nothing at all; this is gzip's own empty member.
        return bytes.Length > 0 ? memory.ToArray() : [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private sealed class Listener(Action<string> hear) : IProgress<string>
    {
        public void Report(string value) => hear(value);
    }
}
