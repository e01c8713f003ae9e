using System.Diagnostics;
using System.IO.Compression;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class WorkbenchCacheTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_makes_folders_for_this_user_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows inherits the rights of the user's folder.");
        var cache = WorkbenchCache.Open(_folder.Options);
        foreach (var folder in Directory.GetDirectories(cache.Folder).Append(cache.Folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unpacked")]
    [InlineData("private")]
    public void Open_refuses_a_folder_that_others_may_write_to(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such folder mode.");
        WorkbenchCache.Open(_folder.Options);
        DatabaseFolder.SetMode(Path.Combine(_folder.Cache, name), (UnixFileMode)0b111_111_111);
        var error = Assert.Throws<WorkbenchException>(() => WorkbenchCache.Open(_folder.Options));
        Assert.Equal(ExitCode.Failed, error.Exit);
        Assert.Contains("others may write to it", error.Message, StringComparison.Ordinal);
        Assert.Contains("chmod 700", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_refuses_a_place_where_no_folder_can_be()
    {
        File.WriteAllText(_folder.Cache, "");
        Assert.Equal(ExitCode.Failed, Assert.Throws<WorkbenchException>(() => WorkbenchCache.Open(_folder.Options)).Exit);
        File.Delete(_folder.Cache);
    }

    [Fact]
    public void Open_removes_what_ended_processes_left_and_nothing_else()
    {
        WorkbenchCache.Open(_folder.Options);
        using var ended = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true })!;
        ended.WaitForExit();
        var own = Environment.ProcessId;
        var start = Platform.ProcessStart(own);
        var gone = new[] { Copy($"{ended.Id}-12345-aa"), Copy($"{own}-1-bb"), Copy("999999999-7-cc") };
        var kept = new[] { Copy($"{own}-{start}-dd"), Copy("foreign"), Copy("999999999-7-ee") };
        using (new FileStream(Path.Combine(kept[2], "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            WorkbenchCache.RemoveLeftovers(_folder.Options);
            Assert.All(gone, folder => Assert.False(Directory.Exists(folder)));
            Assert.All(kept, folder => Assert.True(File.Exists(Path.Combine(folder, "copy.sqlite"))));
        }

        WorkbenchCache.RemoveLeftovers(_folder.Options);
        Assert.False(Directory.Exists(kept[2]));
    }

    [Fact]
    public void RemoveLeftovers_makes_no_cache()
    {
        WorkbenchCache.RemoveLeftovers(_folder.Options);
        Assert.False(Directory.Exists(_folder.Cache));
    }

    [Fact]
    public void The_longest_unused_database_goes_first_and_never_one_in_use()
    {
        var clock = new SteppingClock();
        var one = new FileInfo(_folder.Database("a", 1000)).Length;
        var options = _folder.Options with { CacheBytes = 2 * one, Clock = clock };
        string Open(string name)
        {
            using var file = _folder.Open(Pack(name), options);
            return file.Path;
        }

        var a = Open("a");
        var b = Open("b");
        Assert.Equal(a, Open("a"));
        var c = Open("c");
        Assert.Equal([true, false, true], new[] { a, b, c }.Select(File.Exists));

        using var used = _folder.Open(_folder["a.gz"], options);
        Open("b");
        Open("c");
        Open("b");
        Assert.True(File.Exists(used.Path));
        Assert.Equal("1000 1000", DatabaseFolder.Read(used.Path));
        Assert.True(Directory.GetFiles(Path.Combine(_folder.Cache, "unpacked")).Length <= 2);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? 0 : File.GetUnixFileMode(path);

    private string Copy(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Cache, "private", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "copy.sqlite"), "x");
        return folder;
    }

    private string Pack(string name)
    {
        var packed = _folder[name + ".gz"];
        if (File.Exists(packed))
            return packed;
        if (!File.Exists(_folder[name]))
            _folder.Database(name);
        using var output = new GZipStream(File.Create(packed), CompressionLevel.Fastest);
        output.Write(File.ReadAllBytes(_folder[name]));
        return packed;
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _hours;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddHours(Interlocked.Increment(ref _hours));
    }
}
