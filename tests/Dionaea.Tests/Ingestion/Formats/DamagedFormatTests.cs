using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs that are damaged, or written to break a reader.</summary>
public sealed class DamagedFormatTests
{
    private const string Good = """{"connection": {"protocol": "smbd", "transport": "tcp", "type": "accept"}, "dst_ip": "192.0.2.1", "dst_port": 445, "src_hostname": "", "src_ip": "198.51.100.7", "src_port": 4000, "timestamp": "2024-01-02T03:04:05.25"}""";

    [Theory]
    [InlineData("\"dst_port\": 445", "\"dst_port\": [1]", "'dst_port' is no whole number")]
    [InlineData("\"src_ip\": \"198.51.100.7\"", "\"src_ip\": 7", "'src_ip' is no text")]
    [InlineData("2024-01-02T03:04:05.25", "2024-13-02T03:04:05", "no time like")]
    [InlineData("\"dst_port\": 445", "\"dst_port\": 99999999999999999999", "beyond 64 bits")]
    [InlineData("\"smbd\"", "\"\\ud800\"", "half of a surrogate pair")]
    [InlineData("\"dst_ip\"", "dst_ip", "is not JSON at byte")]
    public void A_wrong_value_rejects_its_line_alone(string from, string to, string reason)
    {
        using var run = LogRun.OfBytes(Encoding.UTF8.GetBytes($"{Good}\n{Good.Replace(from, to, StringComparison.Ordinal)}\n{Good}\n"));
        Assert.Equal(2, run.CountOf("connections"));
        var rejected = Assert.Single(run.Query("SELECT number, reason FROM workbench_rejected"));
        Assert.Equal(2L, rejected[0]);
        Assert.Contains(reason, (string)rejected[1]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_that_no_row_takes_is_rejected_without_its_connection()
    {
        var line = Good[..^1] + """, "credentials": [{"username": "a", "password": "b"}, {"username": ["x"], "password": "y"}, 7, {"username": 1, "password": null}]}""";
        using var run = LogRun.OfBytes(Encoding.UTF8.GetBytes("\uFEFF" + line + "\r\n\0\0\0"));
        Assert.Equal(1, run.CountOf("connections"));
        Assert.Equal(["a", "1"], run.Query("SELECT login_username FROM logins ORDER BY login").Select(row => (string)row[0]!));
        Assert.Equal(2, run.CountOf("workbench_rejected"));
    }

    [Fact]
    public void A_quote_that_is_not_closed_rejects_its_line_alone()
    {
        const string Csv = "timestamp,src_ip,src_port,dst_ip,dst_port,protocol,transport,connection_type\n"
            + "\"Nov 7, 2024 @ 19:06:59.570\",198.51.100.7,\"14,618\",192.0.2.1,445,smbd,tcp,accept\n"
            + "\"Nov 7, 2024 @ 19:06:59.570,198.51.100.7,1,192.0.2.1,445,smbd,tcp,accept\n"
            + "\"Nov 17, 2024 @ 19:07:00\",198.51.100.7,2,192.0.2.1,445,\"sm\"\"\nbd\",tcp,accept\n"
            + "short,row\n"
            + "2024-11-07 19:06:59,198.51.100.7,,192.0.2.1,-,(empty),tcp,accept";
        using var run = LogRun.OfBytes(Encoding.UTF8.GetBytes(Csv));
        Assert.Equal(
            [[1731006419.57, 14618L, "smbd"], [1731870420L, 2L, "sm\"\nbd"], [1731006419L, null, ""]],
            run.Query("SELECT connection_timestamp, remote_port, connection_protocol FROM connections ORDER BY connection"));
        Assert.Equal([3L, 6L], run.Query("SELECT number FROM workbench_rejected ORDER BY number").Select(row => (long)row[0]!));
    }

    [Fact]
    public void A_zone_is_that_of_the_times_that_Kibana_shows_and_of_no_others()
    {
        const string Csv = "timestamp,src_ip,src_port,dst_ip,dst_port,protocol,transport,connection_type\n"
            + "\"Nov 7, 2024 @ 19:06:59.570\",198.51.100.7,1,192.0.2.1,445,smbd,tcp,accept\n"
            + "2024-11-07 19:06:59,198.51.100.7,2,192.0.2.1,445,smbd,tcp,accept\n";
        using var run = LogRun.OfText(Csv, "Europe/Berlin");
        Assert.Equal(["1731002819.57", "1731006419"], run.Lines("SELECT connection_timestamp FROM connections ORDER BY connection"));
    }

    [Fact]
    public void Mutated_lines_are_each_stored_or_rejected()
    {
        var random = new Random(7);
        var text = new MemoryStream();
        const int Lines = 20000;
        text.Write(Encoding.UTF8.GetBytes(Good + "\n"));
        for (var i = 0; i < Lines; i++)
        {
            var line = Encoding.UTF8.GetBytes(Good[..^1] + ", \"credentials\": {\"username\": [\"a\"], \"password\": [\"b\"]}, \"p0f\": {\"genre\": \"x\"}}");
            for (var n = random.Next(4); n > 0; n--)
                line[random.Next(line.Length)] = (byte)random.Next(32, 256);
            text.Write(line);
            text.WriteByte((byte)'\n');
        }

        using var run = LogRun.OfBytes(text.ToArray());
        Assert.Equal(Lines + 1, (long)run.Query("SELECT (SELECT count(*) FROM connections) + (SELECT count(DISTINCT number) FROM workbench_rejected r WHERE reason NOT LIKE '%login%' AND reason NOT LIKE '%credentials%' AND reason NOT LIKE '%p0f%')")[0][0]!);
    }

    [Theory]
    [InlineData("honeynet-2023/dionaea.json.2023-05-30", 40)]
    [InlineData("mhn-thekorean63/session.json", 40)]
    [InlineData("kibana-bhavyansh77/kibana-dionaea.csv", 6)]
    [InlineData("noahassd/dionaea.csv", 20)]
    [InlineData("noahassd/dionaea.json", 20)]
    public void Damaged_bytes_in_a_log_lose_no_more_than_they_touch(string name, int damages)
    {
        var bytes = File.ReadAllBytes(RealFiles.PathTo(name));
        using var whole = LogRun.OfBytes(bytes);
        var random = new Random(11);
        var first = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        for (var turn = 0; turn < 5; turn++)
        {
            var damaged = bytes.ToArray();
            for (var i = 0; i < damages; i++)
                damaged[random.Next(first, bytes.Length)] = (byte)random.Next(256);
            using var run = LogRun.OfBytes(damaged);
            Assert.InRange(run.CountOf("connections"), whole.CountOf("connections") - (2 * damages), whole.CountOf("connections") + damages);
        }
    }

    [Fact]
    public void A_database_with_damaged_pages_gives_what_can_be_read_and_tells_the_rest()
    {
        var bytes = File.ReadAllBytes(RealFiles.PathTo("maniactwister/logsql.sqlite"));
        var random = new Random(13);
        for (var turn = 0; turn < 12; turn++)
        {
            var damaged = bytes.ToArray();
            for (var page = 0; page < 6; page++)
                random.NextBytes(damaged.AsSpan(1024 * random.Next(40, damaged.Length / 1024), 1024));
            using var run = new LogRun();
            try
            {
                run.AddBytes(damaged);
                Assert.InRange(run.CountOf("connections"), 0, 2551);
            }
            catch (WorkbenchException e)
            {
                Assert.Equal(ExitCode.Input, e.Exit);
            }
        }
    }

    [Fact]
    public void A_hostile_database_is_read_as_rows_and_nothing_else()
    {
        using var hostile = new TestDatabase("""
            CREATE VIEW mssql_commands AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS mssql_command, i AS connection, 'x' AS mssql_command_status, 'y' AS mssql_command_cmd FROM n;
            """);
        Assert.Contains("is a view", Assert.Throws<WorkbenchException>(() => LogRun.Of(hostile.Path)).Message, StringComparison.Ordinal);

        using var strange = new TestDatabase("""
            INSERT INTO connections VALUES (9007199254740993, 'accept', 'tcp', 'smbd', 1, 9007199254740993, NULL, '', 1, '', '', 1),
              (-5, 'accept', 'tcp', 'smbd', 1, 1, NULL, '', 1, '', '', 1),
              (1, X'FFFE', 7, 'smbd', 'yesterday', 'root', 3, X'00', 'port', '', '', 1e300),
              (2, 'accept', 'tcp', 'smbd', 1e300, 5, 5, '', 1, '', '', 1),
              (3, 'accept', 'tcp', 'smbd', 1, 3, 4, '', 1, '', '', 1), (4, 'accept', 'tcp', 'smbd', 1, 3, 3, '', 1, '', '', 1);
            INSERT INTO logins VALUES (1, 99, 'a', 'b'), (2, NULL, 'a', 'b'), (3, 'x', 'a', 'b'), (4, 3, X'FF', 'b');
            """);
        using var run = LogRun.Of(strange.Path);
        Assert.Equal(["1\t1\t3", "2\t2\t", "3\t3\t4", "4\t3\t3"], run.Lines("SELECT connection, connection_root, connection_parent FROM connections ORDER BY connection"));
        Assert.Equal(["\ta", "3\t\uFFFD"], run.Lines("SELECT connection, login_username FROM logins ORDER BY login"));
        Assert.Equal(4, run.CountOf("workbench_rejected"));
    }

    [Fact]
    public void Files_that_look_like_logs_and_are_none_break_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("brackets.json"), new string('[', 300_000));
        File.WriteAllText(folder.PathTo("braces.json"), string.Concat(Enumerable.Repeat("{\"a\":", 60_000)));
        File.WriteAllText(folder.PathTo("quotes.csv"), "timestamp,src_ip,protocol,x\n" + new string('"', 300_000));
        File.WriteAllText(folder.PathTo("zeros"), new string('\0', 300_000));
        File.WriteAllBytes(folder.PathTo("sqlite"), [.. "SQLite format 3\0"u8, .. new byte[3000]]);
        File.WriteAllBytes(folder.PathTo("zst"), [0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]);
        File.WriteAllBytes(folder.PathTo("gz"), [0x1f, 0x8b, 8, 0, 0]);
        File.WriteAllText(folder.PathTo("empty"), "");
        File.WriteAllText(folder.PathTo("log.json"), Good + "\n");
        using var run = LogRun.Of(folder.Path);
        Assert.Equal(1, run.CountOf("connections"));
        Assert.Equal(7, run.Summary.Logs.Count(log => log.Outcome == LogOutcome.PassedOver && log.Reason is not null));
    }
}
