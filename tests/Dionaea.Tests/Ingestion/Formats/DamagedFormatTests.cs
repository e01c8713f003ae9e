using System.Globalization;
using System.Text;
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
        CultureInfo.CurrentCulture = new("tr-TR");
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
}
