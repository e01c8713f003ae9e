using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class DatabaseFileTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_reads_a_quiescent_database_in_place_and_leaves_no_trace()
    {
        var path = _folder.Database();
        var before = _folder.State();
        using (var file = _folder.Open(path))
        {
            Assert.Equal((path, "dionaea.sqlite", false), (file.Path, file.Name, file.IsCopy));
            Assert.Empty(file.Notes);
            Assert.Equal(new FileInfo(path).Length, file.Length);
            Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
            Assert.Equal(DatabaseFolder.Hash(path), file.ComputeSha256(TestContext.Current.CancellationToken));
        }

        Assert.Equal(before, _folder.State());
        Assert.False(Directory.Exists(_folder.Cache));
    }

    [Fact]
    public void Open_reads_in_place_in_a_folder_that_nobody_may_write()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such folder mode.");
        var path = _folder.Database();
        DatabaseFolder.SetMode(path, UnixFileMode.UserRead);
        DatabaseFolder.SetMode(_folder.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var file = _folder.Open(path);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
    }

    [Fact]
    public void Dispose_keeps_the_locks_of_other_readers_in_the_process()
    {
        var path = _folder.Database();
        using var reader = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        reader.Open();
        using var transaction = reader.BeginTransaction(deferred: true);
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT count(*) FROM t";
        command.ExecuteScalar();

        using (var file = _folder.Open(path))
            file.ComputeSha256(TestContext.Current.CancellationToken);

        using var writer = DatabaseFolder.Shell(path, "DELETE FROM t;");
        writer.StandardInput.Close();
        Assert.Contains("locked", writer.StandardError.ReadToEnd(), StringComparison.Ordinal);
        writer.WaitForExit();
    }

    [Fact]
    public void ComputeSha256_notices_a_file_that_changed()
    {
        var path = _folder.Database();
        using var file = _folder.Open(path);
        DatabaseFolder.Execute(path, "INSERT INTO t (x) VALUES ('new')");
        var error = Assert.Throws<WorkbenchException>(() => file.ComputeSha256(TestContext.Current.CancellationToken));
        Assert.Contains("was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ComputeSha256_may_run_beside_readers()
    {
        using var file = _folder.Open(_folder.Database(rows: 20_000));
        var token = TestContext.Current.CancellationToken;
        var hashes = new string[4];
        Parallel.For(0, hashes.Length, i =>
        {
            hashes[i] = file.ComputeSha256(token);
            Assert.Equal("20000 20000", DatabaseFolder.Read(file.Path));
        });
        Assert.All(hashes, hash => Assert.Equal(DatabaseFolder.Hash(file.Path), hash));
    }

    [Fact]
    public void Open_follows_links_and_looks_for_side_files_beside_the_real_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var path = _folder.Database("real.sqlite");
        var elsewhere = Directory.CreateDirectory(_folder["links"]).FullName;
        File.CreateSymbolicLink(Path.Combine(elsewhere, "a.sqlite"), "../real.sqlite");
        File.CreateSymbolicLink(Path.Combine(elsewhere, "b.sqlite"), "a.sqlite");
        // A hot-looking journal beside the link belongs to nobody.
        File.WriteAllText(Path.Combine(elsewhere, "b.sqlite-journal"), "x");
        using var file = _folder.Open(Path.Combine(elsewhere, "b.sqlite"));
        Assert.Equal(("b.sqlite", path, false), (file.Name, file.Path, file.IsCopy));
    }

    [Fact]
    public void Open_refuses_a_missing_file_and_suggests_a_near_one()
    {
        _folder.Database("dionaea.sqlite");
        var error = _folder.Refuse(_folder["dionea.sqlite"]);
        Assert.Equal(ExitCode.Input, error.Exit);
        Assert.Contains("There is no file", error.Message, StringComparison.Ordinal);
        Assert.Equal("Did you mean 'dionaea.sqlite'?", error.Remedy);
        Assert.Contains("There is no file", _folder.Refuse(_folder["no/such/folder"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_refuses_a_folder_and_names_the_databases_in_it()
    {
        foreach (var name in new[] { "dionaea.sqlite", "dionaea.sqlite.1", "dionaea.sqlite.2.gz", "dionaea.log", "x.db" })
            File.WriteAllText(_folder[name], "");
        var error = _folder.Refuse(_folder.Folder);
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
        Assert.Equal("Name one of the files in it: 'dionaea.sqlite', 'dionaea.sqlite.1', 'dionaea.sqlite.2.gz', 'x.db'.", error.Remedy);
    }

    [Fact]
    public void Open_refuses_links_that_lead_nowhere_or_in_circles()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(_folder["dangling"], "nothing");
        File.CreateSymbolicLink(_folder["circle"], "circle");
        Assert.Contains("a link to a file that does not exist", _folder.Refuse(_folder["dangling"]).Message, StringComparison.Ordinal);
        Assert.Contains("link", _folder.Refuse(_folder["circle"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_refuses_pipes_sockets_and_devices_without_opening_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        DatabaseFolder.Run("mkfifo", _folder["pipe"]);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        foreach (var path in new[] { _folder["pipe"], _folder["socket"], "/dev/null", "/dev/zero" })
            Assert.Contains("is a pipe, socket or device", Assert.Throws<WorkbenchException>(() => _folder.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_refuses_a_file_that_may_not_be_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "A privileged user may read every file.");
        var path = _folder.Database();
        DatabaseFolder.SetMode(path, UnixFileMode.None);
        Assert.Contains("cannot be opened for reading", Assert.Throws<WorkbenchException>(() => _folder.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is an empty file of 0 bytes")]
    [InlineData("SQLite format 3\0", "is truncated: it has 16 bytes")]
    [InlineData("SQLi", "is truncated: it has 4 bytes")]
    [InlineData("{\"timestamp\": \"2020-01-01\"}\n", "looks like a JSON log")]
    [InlineData("  [1]", "looks like a JSON log")]
    [InlineData("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;", "looks like an SQL dump")]
    [InlineData("<!DOCTYPE html>", "looks like an HTML or XML page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid", "looks like a Git LFS pointer")]
    [InlineData("** This file contains an SQLite 2.1 database **", "looks like an SQLite 2 database")]
    [InlineData("[01012020 00:00:00] incident", "looks like a JSON log")]
    [InlineData("time,host\n", "looks like text")]
    [InlineData("PK\u0003\u0004", "looks like a ZIP archive")]
    [InlineData("\0\0\0\0", "looks like a file of zero bytes only")]
    [InlineData("\u0001\u0002\u0003", "looks like binary data")]
    public void Open_says_what_a_foreign_file_looks_like(string content, string expected)
    {
        CultureInfo.CurrentCulture = new("tr-TR");
        File.WriteAllBytes(_folder["dionaea.sqlite"], Encoding.UTF8.GetBytes(content));
        var error = _folder.Refuse(_folder["dionaea.sqlite"]);
        Assert.Equal(ExitCode.Input, error.Exit);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(100)]
    [InlineData(1)]
    public void Open_refuses_a_truncated_database(int missing)
    {
        var path = _folder.Database();
        using (var stream = new FileStream(path, FileMode.Open))
            stream.SetLength(stream.Length - missing);
        Assert.Contains("is truncated: its header counts", _folder.Refuse(path).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 0x03, "no valid page size")]
    [InlineData(19, 9, "version 9 of SQLite's file format")]
    public void Open_refuses_a_damaged_header(int position, byte value, string expected)
    {
        var path = _folder.Database();
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.Position = position;
            stream.WriteByte(value);
        }

        Assert.Contains(expected, _folder.Refuse(path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ignores_a_page_count_that_its_last_writer_did_not_keep()
    {
        var path = _folder.Database();
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.Position = 28;
            stream.Write([0x7f, 0xff, 0xff, 0xff]);
            stream.Position = 92;
            stream.Write([0, 0, 0, 0]);
        }

        using var file = _folder.Open(path);
        Assert.Equal("1000 1000", DatabaseFolder.Read(file.Path));
    }

    [Fact]
    public void Open_shows_hostile_names_only_as_excerpts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var error = _folder.Refuse(_folder["\u001b[2J\u202e" + new string('x', 180)]);
        Assert.DoesNotContain('\u001b', error.Text);
        Assert.DoesNotContain('\u202e', error.Text);
    }

    [Fact]
    public void Open_reads_every_real_database()
    {
        var folder = Repository.Shared("data", "real");
        var paths = Repository.RealDatabases().Select(name => Path.Combine(folder, name)).ToList();
        Assert.Equal(13, paths.Count);
        foreach (var path in paths)
        {
            var before = (DatabaseFolder.Hash(path), File.GetLastWriteTimeUtc(path), string.Join('|', Directory.GetFiles(Path.GetDirectoryName(path)!)));
            using var file = _folder.Open(path);
            Assert.Equal(before.Item1, file.ComputeSha256(TestContext.Current.CancellationToken));
            Assert.Equal("ok", DatabaseFolder.Read(file.Path, "PRAGMA quick_check(1)"));
            Assert.Equal(path.EndsWith(".gz", StringComparison.Ordinal), file.IsCopy);
            if (file.IsCopy)
                Assert.Equal(Unpacked(path), file.Length);
            Assert.Equal(before, (DatabaseFolder.Hash(path), File.GetLastWriteTimeUtc(path), string.Join('|', Directory.GetFiles(Path.GetDirectoryName(path)!))));
        }
    }

    private static long Unpacked(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.Length;
    }
}
