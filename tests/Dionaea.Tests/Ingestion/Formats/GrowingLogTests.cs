using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs of lines that are read while they grow.</summary>
public sealed class GrowingLogTests
{
    [Theory]
    [InlineData("noahassd/dionaea.json", "log_json")]
    [InlineData("mhn-thekorean63/session.json", "mhn")]
    [InlineData("honeynet-2023/dionaea.json.2023-05-30", "table-export")]
    public void A_log_read_in_parts_gives_what_it_gives_as_a_whole(string name, string format)
    {
        var bytes = File.ReadAllBytes(RealFiles.PathTo(name));
        using var whole = LogRun.OfBytes(bytes);
        using var parts = new LogRun();
        var random = new Random(5);
        for (var length = bytes.AsSpan().IndexOf((byte)'\n') + 100; length < bytes.Length; length += random.Next(1, bytes.Length / 6))
            parts.AddBytes(bytes[..length]);
        parts.AddBytes(bytes);

        Assert.Equal(format, parts.Summary.Logs[0].Format);
        Assert.Equal(Comparable(whole), Comparable(parts));
    }

    [Fact]
    public void Documents_read_in_parts_give_what_they_give_as_a_whole()
    {
        var lines = Enumerable.Range(0, 50).Select(i => $$$"""{"@timestamp": "2024-11-07T19:06:{{{i:00}}}.000Z", "type": "Dionaea", "connection": {"protocol": "ftpd", "transport": "tcp", "type": "accept"}, "dest_ip": "192.0.2.1", "dest_port": 21, "src_ip": "198.51.100.7", "src_port": {{{i}}}, "credentials": {"username": "u{{{i}}}", "password": "p"} }""" + "\n").ToArray();
        using var whole = LogRun.OfText(string.Concat(lines));
        using var parts = new LogRun();
        foreach (var count in new[] { 1, 7, 20, 50 })
            parts.AddBytes(Encoding.UTF8.GetBytes(string.Concat(lines.Take(count))));

        Assert.Equal(50, whole.CountOf("logins"));
        Assert.Equal(whole.Dump(), parts.Dump());
    }

    [Fact]
    public void Reading_on_after_another_log_has_come_between_loses_nothing()
    {
        var export = File.ReadAllBytes(RealFiles.PathTo("honeynet-2023/dionaea.json.2023-05-30"));
        using var run = LogRun.OfBytes(export[..(export.Length / 2)]);
        run.Add(RealFiles.PathTo("noahassd/dionaea.sqlite"));
        run.AddBytes(export);

        using var whole = LogRun.OfBytes(export);
        Assert.Equal(whole.CountOf("connections") + 3182, run.CountOf("connections"));
        const string Sip = "SELECT remote_host, remote_port, sip_command_call_id FROM sip_commands JOIN connections USING (connection) ORDER BY 1, 2, 3";
        Assert.Equal(whole.Lines(Sip), run.Lines(Sip));
    }

    [Theory]
    [InlineData("noahassd/dionaea.sqlite", 3182)]
    [InlineData("noahassd/dionaea.csv", 3183)]
    public void A_log_that_is_read_as_a_whole_leaves_nothing_when_its_reading_is_broken_off(string name, int connections)
    {
        using var run = LogRun.OfText("""{"connection": {"protocol": "smbd", "transport": "tcp", "type": "accept"}, "dst_ip": "192.0.2.1", "dst_port": 445, "src_hostname": "", "src_ip": "198.51.100.7", "src_port": 4000, "timestamp": "2024-01-02T03:04:05.25"}""");
        var before = run.Dump();
        using var stop = new CancellationTokenSource();
        var options = new IngestOptions { Logs = [RealFiles.PathTo(name)], Into = run.Path, CommitEvery = 10 };

        Assert.Throws<OperationCanceledException>(() => new IngestRun(options, new Canceller(stop)).Run(stop.Token));

        Assert.Equal(before, run.Dump());
        run.Add(RealFiles.PathTo(name));
        Assert.Equal(connections + 1, run.CountOf("connections"));
    }

    private sealed class Canceller(CancellationTokenSource stop) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value)
        {
            if (value.Lines > 1000)
                stop.Cancel();
        }
    }

    // A table export's rows get new numbers when it is read on, so that these are left out.
    private static List<string> Comparable(LogRun run) =>
    [
        .. run.Lines("SELECT connection_type, connection_transport, connection_protocol, connection_timestamp, local_host, local_port, remote_host, remote_port FROM connections ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"),
        .. run.Lines("SELECT connection_timestamp, remote_port, login_username, login_password FROM logins JOIN connections USING (connection) ORDER BY 1, 2, 3"),
        .. run.Lines("SELECT connection_timestamp, remote_port, sip_command_call_id, sip_command_method FROM sip_commands JOIN connections USING (connection) ORDER BY 1, 2, 3"),
        .. run.Lines("SELECT reason FROM workbench_rejected"),
    ];
}
