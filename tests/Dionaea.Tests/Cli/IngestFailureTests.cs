using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

/// <summary>What stands in the way of <c>ingest</c> is named, and leaves the database as it was.</summary>
public sealed class IngestFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ingest_into_a_new_file_on_a_full_disk_leaves_nothing()
    {
        using var disk = new SmallDisk(1024);
        Refused(Log(20_000), disk.PathTo("db.sqlite"), 1, "disk");
        Assert.Empty(disk.Names());
    }

    [Fact]
    public void Ingest_into_an_existing_file_on_a_full_disk_leaves_its_rows_and_can_go_on_elsewhere()
    {
        using var disk = new SmallDisk(1024);
        var target = disk.PathTo("db.sqlite");
        Ingest(Log(100), target);
        var before = Connections(target);

        Refused(Log(20_000), target, 1, "disk");

        Assert.Equal(before, Connections(target));
        Assert.Equal("ok", One(target, "PRAGMA integrity_check"));
        File.Copy(target, _folder.PathTo("larger.sqlite"));
        Ingest(Log(20_000), _folder.PathTo("larger.sqlite"));
        Assert.Equal(20_000L, Connections(_folder.PathTo("larger.sqlite")));
    }

    [Fact]
    public void Ingest_into_a_file_that_may_not_be_written_leaves_it()
    {
        using var disk = new SmallDisk(4096);
        var target = disk.PathTo("db.sqlite");
        Ingest(Log(100), target);
        var before = File.ReadAllBytes(target);
        disk.MakeReadOnly();

        Refused(Log(200), target, 1, "can't be");
        Refused(Log(200), disk.PathTo("other.sqlite"), 1, "can't be");

        Assert.Equal(before, File.ReadAllBytes(target));
        Assert.Equal(["db.sqlite"], disk.Names());
    }

    [Fact]
    public void Ingest_into_a_locked_database_leaves_it()
    {
        var target = _folder.PathTo("db.sqlite");
        Ingest(Log(100), target);
        using (var other = new SqliteConnection($"Data Source={target};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            command.ExecuteNonQuery();
            Refused(Log(200), target, 1, "locked");
        }

        Assert.Equal(100L, Connections(target));
        Ingest(Log(200), target);
        Assert.Equal(200L, Connections(target));
    }

    [Fact]
    public void Ingest_of_a_truncated_archive_keeps_what_came_before_the_cut_and_says_so()
    {
        var whole = _folder.PathTo("whole.gz");
        using (var output = new GZipStream(File.Create(whole), CompressionLevel.Fastest))
            output.Write(File.ReadAllBytes(Log(5000)));
        var cut = _folder.PathTo("cut.gz");
        File.WriteAllBytes(cut, File.ReadAllBytes(whole)[..20_000]);

        var target = _folder.PathTo("db.sqlite");
        var run = CommandRun.InProcess("ingest", cut, "--into", target, "--strict");

        Assert.Equal(1, run.Exit);
        Assert.InRange(Connections(target), 1, 4999);
        Assert.Contains(FormattableString.Invariant($"cut.gz, line {Connections(target) + 1}: the packed log is damaged or cut off"), run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Ingest_of_a_folder_without_logs_says_what_is_read()
    {
        Directory.CreateDirectory(_folder.PathTo("empty"));
        Refused(_folder.PathTo("empty"), _folder.PathTo("db.sqlite"), 3, "log_incident");
        Assert.False(File.Exists(_folder.PathTo("db.sqlite")));
    }

    private static void Refused(string log, string target, int exit, string expected)
    {
        var run = CommandRun.InProcess("ingest", log, "--into", target);
        Assert.Equal((exit, false), (run.Exit, run.Error.Contains("   at ", StringComparison.Ordinal)));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static void Ingest(string log, string target)
    {
        var run = CommandRun.InProcess("ingest", log, "--into", target);
        Assert.True(run.Exit == 0, run.Error);
    }

    private static long Connections(string path) => (long)One(path, "SELECT COUNT(*) FROM connections")!;

    private static object? One(string path, string sql)
    {
        using var database = Rows.Open(path);
        return Rows.Of(database, sql)[0][0];
    }

    // Each longer log starts with the shorter ones.
    private string Log(int connections)
    {
        var path = _folder.PathTo($"{connections}.json");
        File.WriteAllLines(path, Enumerable.Range(0, connections).Select(i => AcceptLine.Of(i, 1_600_000_000 + i, "198.51.100.7", 1024 + (i % 60000))));
        return path;
    }
}
