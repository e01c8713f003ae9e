using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Databases that are live or need recovery. The sqlite3 command plays the sensor, as a process of its own.</summary>
public sealed class DatabaseFileCopyTests : IDisposable
{
    private const string Spill = "PRAGMA cache_size=5; PRAGMA cache_spill=1; BEGIN IMMEDIATE; UPDATE t SET x = 'torn' || x; INSERT INTO t SELECT n + 100000, x FROM t;";
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_applies_a_write_ahead_log_in_a_copy()
    {
        var path = Killed("wal.sqlite", "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; INSERT INTO t (x) VALUES ('in the log');");
        Assert.True(new FileInfo(path + "-wal").Length > 0);
        var before = _folder.State();
        using (var file = _folder.Open(path))
        {
            Assert.True(file.IsCopy);
            Assert.Equal(["Read from a copy to which the write-ahead log was applied."], file.Notes);
            Assert.Equal("1001 1001", DatabaseFolder.Read(file.Path));
            Assert.Equal("delete", DatabaseFolder.Read(file.Path, "PRAGMA journal_mode"));
            Assert.Equal(DatabaseFolder.Hash(file.Path), file.ComputeSha256(TestContext.Current.CancellationToken));
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(file.Path)!, "copy.sqlite-*"));
        }

        Assert.Equal(before, _folder.State());
        Assert.Empty(Copies());
    }

    [Fact]
    public void Open_copies_a_database_in_write_ahead_mode_without_a_log()
    {
        var path = _folder.Database(mode: "WAL");
        Assert.False(File.Exists(path + "-wal"));
        var before = _folder.State();
        using var file = _folder.Open(path);
        Assert.True(file.IsCopy);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public void Open_copies_when_an_empty_log_lies_beside()
    {
        var path = _folder.Database();
        File.WriteAllText(path + "-wal", "");
        var before = _folder.State();
        using var file = _folder.Open(path);
        Assert.True(file.IsCopy);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public void Open_rolls_a_hot_journal_back_in_a_copy()
    {
        var path = Killed("hot.sqlite", Spill);
        Assert.Equal("d9d505f920a163d7", Convert.ToHexStringLower(File.ReadAllBytes(path + "-journal")[..8]));
        Assert.Contains("torn", File.ReadAllText(path, System.Text.Encoding.Latin1), StringComparison.Ordinal);
        var before = _folder.State();
        using (var file = _folder.Open(path))
        {
            Assert.Equal(["Read from a copy in which an unfinished transaction was rolled back."], file.Notes);
            Assert.Equal("ok", DatabaseFolder.Read(file.Path, "PRAGMA integrity_check"));
            Assert.Equal("1000 0", DatabaseFolder.Read(file.Path, "SELECT count(*) || ' ' || sum(x LIKE 'torn%') FROM t"));
        }

        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public void Open_rolls_a_hot_journal_back_when_an_empty_log_lies_beside()
    {
        var path = Killed("hot.sqlite", Spill);
        File.WriteAllText(path + "-wal", "");
        var before = _folder.State();
        using (var file = _folder.Open(path))
            Assert.Equal("1000 0", DatabaseFolder.Read(file.Path, "SELECT count(*) || ' ' || sum(x LIKE 'torn%') FROM t"));
        Assert.Equal(before, _folder.State());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    public void Open_reads_in_place_when_the_journal_is_stale(int zeroes)
    {
        var path = _folder.Database();
        File.WriteAllBytes(path + "-journal", new byte[zeroes]);
        var before = _folder.State();
        using var file = _folder.Open(path);
        Assert.False(file.IsCopy);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public void Open_survives_a_journal_of_noise()
    {
        var path = _folder.Database();
        File.WriteAllBytes(path + "-journal", [.. Enumerable.Range(1, 5000).Select(i => (byte)(i * 37 | 1))]);
        var before = _folder.State();
        using var file = _folder.Open(path);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
        Assert.Equal(before, _folder.State());
    }

    // SQLite reads a file that a journal names as its super-journal and, at least up to 3.40, deletes it; where
    // there is none, it takes the transaction for committed and leaves the database torn.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_follows_no_name_in_a_journal(bool exists)
    {
        var path = Killed("hot.sqlite", Spill);
        if (exists)
            File.WriteAllText(_folder["victim"], "precious");
        AppendSuperJournal(path + "-journal", _folder["victim"]);
        var before = _folder.State();
        using (var file = _folder.Open(path))
        {
            Assert.Equal("ok", DatabaseFolder.Read(file.Path, "PRAGMA integrity_check"));
            Assert.Equal("1000 0", DatabaseFolder.Read(file.Path, "SELECT count(*) || ' ' || sum(x LIKE 'torn%') FROM t"));
        }

        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public void Open_copies_while_a_writer_is_in_a_transaction()
    {
        var path = _folder.Database();
        var writer = DatabaseFolder.Shell(path, "BEGIN IMMEDIATE; INSERT INTO t (x) VALUES ('not yet');");
        var before = _folder.State();
        using (var file = _folder.Open(path))
        {
            Assert.Equal(["Read from a copy taken while the database was in use."], file.Notes);
            Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
            Assert.Equal(DatabaseFolder.Hash(path), file.ComputeSha256(TestContext.Current.CancellationToken));
        }

        Assert.Equal(before, _folder.State());
        DatabaseFolder.Kill(writer);
    }

    [Fact]
    public void Open_copies_what_another_process_has_open_for_writing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who has a file open.");
        var path = _folder.Database();
        var idle = DatabaseFolder.Shell(path, "SELECT count(*) FROM t;");
        using (var file = _folder.Open(path))
            Assert.True(file.IsCopy);
        DatabaseFolder.Kill(idle);

        idle = DatabaseFolder.StartShell("-readonly", path);
        idle.StandardInput.WriteLine("SELECT count(*) FROM t;\n");
        idle.StandardInput.Flush();
        Assert.Equal("1000", idle.StandardOutput.ReadLine());
        using (var file = _folder.Open(path))
            Assert.False(file.IsCopy);
        DatabaseFolder.Kill(idle);
    }

    [Fact]
    public void Open_gives_up_when_the_writer_lets_nobody_in()
    {
        var path = _folder.Database();
        var writer = DatabaseFolder.Shell(path, "BEGIN EXCLUSIVE;");
        var error = _folder.Refuse(path, _folder.Options with { LockTime = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(ExitCode.Limit, error.Exit);
        Assert.Contains("its writer let no reader in for 0.05 s", error.Message, StringComparison.Ordinal);
        Assert.Contains(".backup", error.Remedy, StringComparison.Ordinal);
        DatabaseFolder.Kill(writer);
        Assert.Empty(Copies());
    }

    [Fact]
    public void Open_gives_the_lock_back_in_time_when_a_live_copy_takes_too_long()
    {
        CultureInfo.CurrentCulture = new("tr-TR");
        var path = _folder.Database();
        var writer = DatabaseFolder.Shell(path, "BEGIN IMMEDIATE; INSERT INTO t (x) VALUES ('new');");
        var error = _folder.Refuse(path, _folder.Options with { Clock = new HastyClock() });
        Assert.Equal(ExitCode.Limit, error.Exit);
        Assert.Contains("copying it takes longer than 4 s", error.Message, StringComparison.Ordinal);
        writer.StandardInput.WriteLine("COMMIT;\n.quit");
        writer.StandardInput.Flush();
        writer.WaitForExit();
        Assert.Equal("", writer.StandardError.ReadToEnd());
        Assert.Equal("1001 1001", DatabaseFolder.Read(path));
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("PERSIST", "")]
    [InlineData("WAL", "PRAGMA wal_autocheckpoint=5;")]
    public async Task Open_disturbs_no_writer_and_copies_a_prefix_of_its_commits(string mode, string setting)
    {
        var path = _folder.Database(mode: mode, rows: 20_000);
        using var writer = DatabaseFolder.StartShell("-batch", path);
        using var stop = new CancellationTokenSource();
        var feeding = Task.Run(() => Feed(writer, $".timeout 5000\nPRAGMA journal_mode={mode}; {setting}\nPRAGMA synchronous=OFF;", stop.Token), TestContext.Current.CancellationToken);
        var output = writer.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = writer.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        var last = 20_000L;
        for (var i = 0; i < 15; i++)
        {
            using var file = _folder.Open(path);
            Assert.Equal("ok", DatabaseFolder.Read(file.Path, "PRAGMA integrity_check"));
            var (count, max) = Numbers(DatabaseFolder.Read(file.Path));
            Assert.Equal(count, max);
            Assert.True(count >= last);
            last = count;
        }

        await stop.CancelAsync();
        var fed = await feeding;
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        await output;
        Assert.Equal("", await errors);
        Assert.True(last > 20_000);
        using var after = _folder.Open(path);
        Assert.Equal($"{fed + 20_000} {fed + 20_000}", DatabaseFolder.Read(after.Path));
    }

    [Fact]
    public void Open_stops_copying_when_cancelled()
    {
        var path = _folder.Database(mode: "WAL");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => DatabaseFile.Open(path, _folder.Options, null, source.Token));
        Assert.Empty(Copies());
    }

    [Fact]
    public void Open_refuses_to_fill_the_disk()
    {
        var path = _folder.Database(mode: "WAL");
        var error = _folder.Refuse(path, _folder.Options with { FreeBytes = long.MaxValue / 2 });
        Assert.Equal(ExitCode.Failed, error.Exit);
        Assert.Contains("WORKBENCH_CACHE", error.Remedy, StringComparison.Ordinal);
    }

    private static (long Count, long Max) Numbers(string text)
    {
        var parts = text.Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static long Feed(Process writer, string settings, CancellationToken stop)
    {
        writer.StandardInput.WriteLine(settings);
        var fed = 0L;
        while (!stop.IsCancellationRequested)
        {
            writer.StandardInput.WriteLine("INSERT INTO t (x) VALUES (hex(randomblob(200)));");
            writer.StandardInput.Flush();
            fed++;
        }

        writer.StandardInput.Close();
        return fed;
    }

    private string Killed(string name, string sql)
    {
        var path = _folder.Database(name);
        DatabaseFolder.Kill(DatabaseFolder.Shell(path, sql));
        return path;
    }

    private string[] Copies()
    {
        var copies = Path.Combine(_folder.Cache, "private");
        return Directory.Exists(copies) ? Directory.GetDirectories(copies) : [];
    }

    // Page number of the lock page, name, length of the name, sum of its bytes, magic.
    private static void AppendSuperJournal(string journal, string name)
    {
        using var stream = new FileStream(journal, FileMode.Append);
        var bytes = System.Text.Encoding.UTF8.GetBytes(name);
        var numbers = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(numbers, (1u << 30) / 4096 + 1);
        BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(4), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(8), (uint)bytes.Sum(value => (sbyte)value));
        stream.Write([.. numbers[..4], .. bytes, .. numbers[4..], 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    }

    /// <summary>A clock on which every time is up at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
