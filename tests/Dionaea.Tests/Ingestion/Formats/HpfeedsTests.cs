using System.Text.Json;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Messages of hpfeeds (inputs.md, hpfeeds), bare and as collectors keep them.</summary>
public sealed class HpfeedsTests
{
    private const string Connection = """{"connection_type": "accept", "connection_transport": "tcp", "connection_protocol": "smbd", "remote_host": "198.51.100.7", "remote_port": 1034, "remote_hostname": "", "local_host": "192.0.2.10", "local_port": 445}""";
    private const string Capture = """{"time": "2020-11-30 11:00:03.123456 GMT +0000", "saddr": "198.51.100.7", "sport": "1034", "daddr": "192.0.2.10", "dport": "445", "md5": "3eab379ddac7d80d3e38399fd273ddd4", "sha512": "00", "url": "http://198.51.100.7/x.exe"}""";
    private const string Request = """{"uuid": "4b324fc8-1670-01d3-1278-5a47bf6ee188", "opnum": 31, "saddr": "198.51.100.7", "sport": "1034", "daddr": "192.0.2.10", "dport": "445"}""";
    private const string Profile = """{"profile": "[\n    {\n        \"call\": \"LoadLibraryA\"\n    }\n]"}""";

    [Fact]
    public void Bare_messages_of_all_channels_belong_together_by_their_ends()
    {
        using var run = LogRun.OfText(string.Join('\n', Connection, Request, Capture, Profile), "Europe/Berlin");

        Assert.Equal("hpfeeds", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(["accept\ttcp\tsmbd\t\t192.0.2.10\t445\t198.51.100.7\t1034"], run.Lines("SELECT connection_type, connection_transport, connection_protocol, connection_timestamp, local_host, local_port, remote_host, remote_port FROM connections"));
        Assert.Equal(["1\t3eab379ddac7d80d3e38399fd273ddd4\thttp://198.51.100.7/x.exe"], run.Lines("SELECT connection, download_md5_hash, download_url FROM downloads"));
        Assert.Equal(["1\t4b324fc8-1670-01d3-1278-5a47bf6ee188\t31"], run.Lines("SELECT connection, dcerpcrequest_uuid, dcerpcrequest_opnum FROM dcerpcrequests"));
        Assert.Equal(["\t[\n    {\n        \"call\": \"LoadLibraryA\"\n    }\n]"], run.Lines("SELECT connection, emu_profile_json FROM emu_profiles"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Theory]
    [InlineData("UTC", 1606734003.123456)]
    [InlineData("Europe/Berlin", 1606730403.123456)]
    [InlineData("America/St_Johns", 1606746603.123456)]
    public void A_capture_without_a_connection_brings_one_at_its_local_time(string zone, double time)
    {
        using var run = LogRun.OfText(Capture + "\n" + Capture + "\n", zone);

        Assert.Equal([time], run.Query("SELECT connection_timestamp FROM connections").Select(row => (double)row[0]!));
        Assert.Equal(["\t192.0.2.10\t198.51.100.7"], run.Lines("SELECT connection_type, local_host, remote_host FROM connections"));
        Assert.Equal(2, run.CountOf("downloads WHERE connection = 1"));
    }

    [Fact]
    public void Messages_with_what_a_collector_adds_have_their_time_and_sensor()
    {
        var lines = new[]
        {
            $$$"""{"_id": {"$oid": "5a"}, "ident": "one", "channel": "dionaea.connections", "normalized": true, "timestamp": {"$date": "2022-04-08T17:24:45.908Z"}, "payload": {{{Connection}}} }""",
            $$$"""{"ident": "two", "channel": "dionaea.connections", "timestamp": "2022-04-08T17:24:46Z", "payload": {{{JsonSerializer.Serialize(Connection)}}} }""",
            $$$"""{"ident": "one", "channel": "dionaea.dcerpcrequests", "timestamp": {"$date": {"$numberLong": "1649438687000"} }, "payload": {{{JsonSerializer.Serialize(Request)}}} }""",
            """{"ident": "one", "channel": "mwbinary.dionaea.sensorunique", "timestamp": "2022-04-08T17:24:46Z", "payload": "TVqQAA=="}""",
            """{"ident": "one", "channel": "cowrie.sessions", "timestamp": "2022-04-08T17:24:46Z", "payload": "{}"}""",
        };
        using var run = LogRun.OfText(string.Join('\n', lines), "UTC");

        Assert.Equal(["1649438685.908", "1649438686"], run.Lines("SELECT connection_timestamp FROM connections ORDER BY connection"));
        Assert.Equal(["1"], run.Lines("SELECT connection FROM dcerpcrequests"));
        Assert.Equal(["4\tit is a captured file, which has no place in the database", "5\tit is of none of dionaea's channels"], run.Lines("SELECT number, reason FROM workbench_rejected ORDER BY number"));
    }

    [Theory]
    [InlineData("\"remote_port\": 1034", "\"remote_port\": \"x\"", "'remote_port' is no whole number")]
    [InlineData("\"accept\"", "\"arrive\"", "none of dionaea's incidents")]
    [InlineData("\"smbd\"", "null", "'connection_protocol' is no text")]
    [InlineData("\"198.51.100.7\"", "7", "'remote_host' is no text")]
    public void A_message_that_is_not_of_its_form_is_rejected_with_the_reason(string from, string to, string reason)
    {
        using var run = LogRun.OfText(Connection + "\n" + Connection.Replace(from, to, StringComparison.Ordinal) + "\n", "UTC");

        Assert.Equal(1, run.CountOf("connections"));
        Assert.Contains(reason, Assert.Single(run.Lines("SELECT reason FROM workbench_rejected")), StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_in_parts_give_what_they_give_as_a_whole()
    {
        var lines = new[] { Connection, Connection.Replace("1034", "1035", StringComparison.Ordinal), Request, Capture, Profile, Capture }.Select(line => line + "\n").ToArray();
        using var whole = LogRun.OfText(string.Concat(lines), "UTC");
        using var parts = new LogRun();
        for (var i = 1; i <= lines.Length; i++)
            parts.AddBytes(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Take(i))), "UTC");

        Assert.Equal(whole.Dump(), parts.Dump());
    }

    [Fact]
    public void Without_a_zone_it_asks_for_one()
    {
        var e = Assert.Throws<WorkbenchException>(() => LogRun.OfText(Connection + "\n"));
        Assert.Equal(ExitCode.Usage, e.Exit);
        Assert.Contains("--zone", e.Remedy, StringComparison.Ordinal);
    }
}
