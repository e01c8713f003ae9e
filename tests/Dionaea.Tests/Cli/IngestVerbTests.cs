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

    [Fact]
    public async Task Follow_takes_what_is_appended_and_goes_on_after_a_rotation()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The command is ended with a signal.");
        var lines = Log(900);
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

    private static List<string> Log(int connections) =>
        [.. Enumerable.Range(0, connections).Select(i => AcceptLine.Of(i, 1_600_000_000 + i, $"198.51.100.{i % 250}", 1024 + (i % 60000)))];

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
