using System.IO.Compression;
using System.Text;
using Xunit;

namespace Dionaea.Tests;

public sealed class IngestVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // The long form, with 200 kills: WORKBENCH_LONG=1.
    private static int Kills => Environment.GetEnvironmentVariable("WORKBENCH_LONG") == "1" ? 200 : 6;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ingest_writes_what_the_original_makes_of_the_log()
    {
        var set = new OracleSet("oracle", "medium");
        File.Copy(set.PathTo("incidents.jsonl"), _folder.PathTo("log.json"));

        var run = CommandRun.InProcess("ingest", _folder.PathTo("log.json"), "--into", _folder.PathTo("db.sqlite"), "--reports", set.Folder);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("Read 17,895 lines", run.Out, StringComparison.Ordinal);
        Assert.Contains("Rejected: 40", run.Out, StringComparison.Ordinal);
        Assert.Equal(Connections(_folder.PathTo("db.sqlite")), set.Expected("expected-from-log.sql")["connections"].Count);
    }

    [Fact]
    public void Ingest_of_a_log_again_renamed_compressed_or_grown_adds_nothing_twice()
    {
        var lines = Log(3000);
        File.WriteAllLines(_folder.PathTo("a.json"), lines.Take(1000));
        Ingest("a.json");
        var first = Dump();
        File.Copy(_folder.PathTo("a.json"), _folder.PathTo("b.json"));
        Ingest("a.json");
        Ingest("b.json");
        Compress("b.json", "c.json.gz");
        Ingest("c.json.gz");
        Assert.Equal(first, Dump());

        File.AppendAllLines(_folder.PathTo("a.json"), lines.Skip(1000));
        Ingest("a.json");

        var grown = Dump();
        File.Delete(_folder.PathTo("db.sqlite"));
        Ingest("a.json");
        Assert.Equal(Dump(), grown);
    }

    [Fact]
    public void Ingest_that_is_killed_and_run_again_gives_what_one_run_gives()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Kills are tried with signals.");
        File.WriteAllLines(_folder.PathTo("log.json"), Log(40_000));
        File.WriteAllLines(_folder.PathTo("head.json"), Log(40_000).Take(10));
        Ingest("log.json");
        var whole = Dump();
        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            File.Delete(_folder.PathTo("db.sqlite"));
            foreach (var run in Enumerable.Range(0, 3))
            {
                using var process = WorkbenchProcess.Start(
                    _folder.Path, WorkbenchProcess.Executable, ["ingest", run == 0 ? "head.json" : "log.json", "--into", "db.sqlite"]);
                if (run > 0 && !process.WaitForExit(random.Next(150, 900)))
                    process.Kill();
                process.WaitForExit();
            }

            Ingest("log.json");
            Assert.Equal(whole, Dump());
        }
    }

    [Fact]
    public void Ingest_keeps_rejected_lines_aside_and_says_so_when_strict()
    {
        File.WriteAllText(_folder.PathTo("log.json"), Log(1)[0] + "\nnonsense\n{\"timestamp\": \"2020-01-01T00:00:00\", \"name\": \"dionaea\", \"origin\": 5, \"data\": {}}\n");

        Assert.Equal(1, CommandRun.InProcess("ingest", _folder.PathTo("log.json"), "--into", _folder.PathTo("db.sqlite"), "--strict").Exit);

        using var database = Rows.Open(_folder.PathTo("db.sqlite"));
        Assert.Equal(2L, Rows.Of(database, "SELECT COUNT(*) FROM workbench_rejected")[0][0]);
        Assert.Equal(1L, Rows.Of(database, "SELECT COUNT(*) FROM connections")[0][0]);
    }

    [Theory]
    [InlineData("missing.json")]
    [InlineData("empty.json")]
    public void Ingest_of_what_is_no_log_is_a_mistake_and_leaves_no_database(string name)
    {
        File.WriteAllText(_folder.PathTo("empty.json"), "these are\nnot the lines of a log\n");

        var run = CommandRun.InProcess("ingest", _folder.PathTo(name), "--into", _folder.PathTo("db.sqlite"));

        Assert.Equal(3, run.Exit);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathTo("db.sqlite")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_takes_what_is_appended_and_goes_on_after_a_rotation(bool isLogJson)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The command is ended with a signal.");
        var lines = isLogJson ? LogJson(900) : Log(900);
        var log = _folder.PathTo("log.json");
        File.WriteAllLines(log, lines.Take(300));
        using var process = WorkbenchProcess.Start(_folder.Path, WorkbenchProcess.Executable, ["ingest", "log.json", "--into", "db.sqlite", "--follow"]);
        Await(Connection(300));
        File.AppendAllText(log, lines[300][..40]);
        File.AppendAllText(log, lines[300][40..] + "\n");
        File.AppendAllLines(log, lines.Skip(301).Take(299));
        Await(Connection(600));
        File.Move(log, log + ".1");
        File.WriteAllLines(log, lines.Skip(600));
        Await(Connection(900));

        await WorkbenchProcess.Signal(process, "INT");

        Assert.True(process.WaitForExit(20_000), "the command did not end");
        Assert.Equal(900, Connections(_folder.PathTo("db.sqlite")));

        Func<bool> Connection(int count) => () => File.Exists(_folder.PathTo("db.sqlite")) && Connections(_folder.PathTo("db.sqlite")) == count;
    }

    [Fact]
    public void Ingest_of_a_folder_tells_formats_losses_gaps_and_what_was_there_already()
    {
        var folder = Path.GetDirectoryName(RealFiles.PathTo("tpet/dionaea.sqlite.9.gz"))!;

        var run = CommandRun.InProcess("ingest", folder, "--into", _folder.PathTo("db.sqlite"));

        Assert.True(run.Exit == 0, run.Error);
        Assert.Matches(@"dionaea\.sqlite\.8\.gz +log_sqlite +32,750 +new", run.Out);
        Assert.Matches(@"dionaea\.json\.6\.gz +log_json +32,696 +new", run.Out);
        Assert.Matches(@"of no known format: .*SOURCES\.md", run.Out);
        Assert.Matches(@"incident or table +stored +already there\n", run.Out);
        Assert.Matches(@"connections +41,241 +41,241\n", run.Out);
        Assert.Matches(@"dionaea\.sqlite: 5 to 7\n", run.Out);
        Assert.Contains("2022-05-30 04:57:15 to 2022-06-01 13:00:59: 2 d 08:03:43", run.Out, StringComparison.Ordinal);
        Assert.Single(run.Out.Split('\n'), line => line.Contains("log_json: The log has no links", StringComparison.Ordinal));
    }

    [Fact]
    public void Ingest_of_a_log_in_local_time_asks_for_the_zone()
    {
        File.WriteAllText(_folder.PathTo("feed.json"), """{"time": "2020-11-30 11:00:03.5 GMT +0000", "saddr": "198.51.100.7", "sport": "1034", "daddr": "192.0.2.10", "dport": "445", "md5": "3eab379ddac7d80d3e38399fd273ddd4", "url": "http://x/"}""" + "\n");

        var asked = CommandRun.InProcess("ingest", _folder.PathTo("feed.json"), "--into", _folder.PathTo("db.sqlite"));
        var misspelt = CommandRun.InProcess("ingest", _folder.PathTo("feed.json"), "--into", _folder.PathTo("db.sqlite"), "--zone", "Europe/Berlinn");
        var told = CommandRun.InProcess("ingest", _folder.PathTo("feed.json"), "--into", _folder.PathTo("db.sqlite"), "--zone", "Europe/Berlin");

        Assert.Equal((2, 2, 0), (asked.Exit, misspelt.Exit, told.Exit));
        Assert.Contains("--zone Europe/Berlin", asked.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'Europe/Berlin'?", misspelt.Error, StringComparison.Ordinal);
        using var database = Rows.Open(_folder.PathTo("db.sqlite"));
        Assert.Equal(1606730403.5, Rows.Of(database, "SELECT connection_timestamp FROM connections")[0][0]);
    }

    [Fact]
    public void Ingest_keeps_to_the_limit_of_unpacking_in_the_settings()
    {
        Directory.CreateDirectory(_folder.PathTo("conf"));
        File.WriteAllText(_folder.PathTo("conf/workbench.yaml"), "unpacked_gigabytes: 1\n");
        using (var packed = new GZipStream(File.Create(_folder.PathTo("log.gz")), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(Log(1)[0] + "\n"));
            var block = new byte[1 << 24];
            for (var i = 0; i < 65; i++)
                packed.Write(block);
        }

        var run = CommandRun.InProcess("ingest", _folder.PathTo("log.gz"), "--into", _folder.PathTo("db.sqlite"), "--conf", _folder.PathTo("conf"));

        Assert.Equal(4, run.Exit);
        Assert.Contains("unpacked_gigabytes", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathTo("db.sqlite")));
    }

    private static List<string> Log(int connections) =>
        [.. Enumerable.Range(0, connections).Select(i => AcceptLine.Of(i, 1_600_000_000 + i, $"198.51.100.{i % 250}", 1024 + (i % 60000)))];

    private static List<string> LogJson(int connections) =>
        [.. Enumerable.Range(0, connections).Select(i => $$$"""{"connection": {"protocol": "smbd", "transport": "tcp", "type": "accept"}, "dst_ip": "192.0.2.10", "dst_port": 445, "src_hostname": "", "src_ip": "198.51.100.7", "src_port": {{{i}}}, "timestamp": "2020-11-30T10:00:{{{i % 60:00}}}"}""")];

    private static int Connections(string path)
    {
        using var database = Rows.Open(path);
        return (int)(long)Rows.Of(database, "SELECT COUNT(*) FROM connections")[0][0]!;
    }

    private static void Await(Func<bool> condition)
    {
        for (var turn = 0; turn < 400; turn++)
        {
            try
            {
                if (condition())
                    return;
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                // It is being written.
            }

            Thread.Sleep(50);
        }

        Assert.Fail("what was appended did not arrive within 20 s");
    }

    private void Ingest(string log)
    {
        var run = CommandRun.InProcess("ingest", _folder.PathTo(log), "--into", _folder.PathTo("db.sqlite"));
        Assert.True(run.Exit == 0, run.Error);
    }

    private void Compress(string source, string target)
    {
        using var output = new GZipStream(File.Create(_folder.PathTo(target)), CompressionLevel.Fastest);
        output.Write(Encoding.UTF8.GetBytes(File.ReadAllText(_folder.PathTo(source))));
    }

    private List<string> Dump()
    {
        using var database = Rows.Open(_folder.PathTo("db.sqlite"));
        return
        [
            .. Rows.Of(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'workbench%' ORDER BY name")
                .SelectMany(table => Rows.Of(database, $"SELECT * FROM {table[0]} ORDER BY 1").Select(row => $"{table[0]} {string.Join('\t', row)}")),
        ];
    }
}
