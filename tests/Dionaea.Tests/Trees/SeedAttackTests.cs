using System.Text;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The attack that dionaea's documentation of log_sqlite shows, from its incidents to our trees.</summary>
public sealed class SeedAttackTests : IDisposable
{
    private const string Sensor = "10.69.53.52";
    private const string Attacker = "10.65.34.231";
    private const string Url = "fxp://1:1@10.65.34.231:8218/ssms.exe";
    private readonly TemporaryFolder _folder = new();
    private readonly Incident _incident = new();

    public SeedAttackTests()
    {
        using var writer = IncidentWriter.Open(Database);
        for (var i = 1; i < 610; i++)
            Connect(writer, i, "tcp.reject", "pcap", 23, "10.0.0.1", 4000);
        Assert.Equal(610, Connect(writer, 610, "tcp.accept", "smbd", 445, Attacker, 2010));
        System(writer, 610);
        Report(writer, "dionaea.modules.python.smb.dcerpc.request", 610, i => i.Add("uuid"u8, "3919286a-b10c-11d0-9ba8-00c04fd92ef5"), i => i.Add("opnum"u8, 9L));
        Report(
            writer, "dionaea.module.emu.profile", 610,
            i => i.Add("profile"u8, """[{"return": "0x7c802367", "args": ["", "CreateProcessA"], "call": "GetProcAddress"}, {"return": "0", "args": ["0"], "call": "ExitThread"}]"""));
        Report(writer, "dionaea.service.shell.listen", 610, i => i.Add("port"u8, 1957L));
        Assert.Equal(611, Connect(writer, 611, "tcp.listen", "remoteshell", 1957, "", 0));
        Link(writer, 610, 611);
        Assert.Equal(612, Connect(writer, 612, "tcp.accept", "remoteshell", 1957, Attacker, 2135));
        Link(writer, 611, 612);
        System(writer, 612);
        Report(writer, "dionaea.download.offer", 612, i => i.Add("url"u8, Url));
        Assert.Equal(613, Connect(writer, 613, "tcp.connect", "ftpctrl", 37065, Attacker, 8218));
        Link(writer, 612, 613);
        Assert.Equal(614, Connect(writer, 614, "tcp.listen", "ftpdata", 62087, "", 0));
        Link(writer, 613, 614);
        Assert.Equal(615, Connect(writer, 615, "tcp.accept", "ftpdata", 62087, Attacker, 2308));
        Link(writer, 614, 615);
        System(writer, 615);
        Report(writer, "dionaea.download.complete.hash", 612, i => i.Add("url"u8, Url), i => i.Add("md5hash"u8, "1d419d615dbe5a238bbaa569b3829a23"));
        writer.Complete();
    }

    private string Database => _folder.PathTo("dionaea.sqlite");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tree_has_the_documented_ids_parents_and_details()
    {
        using var database = HoneypotDatabase.Open(Database);
        using var session = database.OpenSession();

        // Any of its connections leads to the whole attack.
        foreach (var id in new long[] { 610, 613, 615 })
        {
            var forest = AttackForest.Read(session, new AttackFilter { Connection = id }, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            var tree = Assert.Single(forest.Trees);
            Assert.Equal((610, 6, 1), (tree.Root, tree.Size, forest.Found));
            Assert.Equal(
                [(610L, null, 0), (611L, (object?)610L, 1), (612L, 611L, 2), (613L, 612L, 3), (614L, 613L, 4), (615L, 614L, 5)],
                tree.Places.Select(place => (place.Connection.Id, place.Connection.Parent, place.Depth)));
            Assert.All(tree.Places, place => Assert.Equal((610L, TreeCut.None, 0L), (place.Connection.Root, place.Cut, place.Unread)));
            Assert.Equal([610L, 612L, 615L], tree.Places.Select(place => place.Connection.Id).Where(c => forest.Details["fingerprints"].Of(c).Count == 1));
            Assert.Equal([["GetProcAddress", ", CreateProcessA", "0x7c802367"], ["ExitThread", "0", "0"]], forest.Details["shellcode"].Of(610L).Select(row => row.Skip(1)));
            Assert.Equal("bindshell://1957", Assert.Single(forest.Details["shells"].Of(610L))[1]);
            Assert.Equal(Url, Assert.Single(forest.Details["offers"].Of(612L))[1]);
            Assert.Equal("1d419d615dbe5a238bbaa569b3829a23", Assert.Single(forest.Details["downloads"].Of(612L))[1]);
        }
    }

    [Fact]
    public void Tree_reads_like_the_documentation()
    {
        using var database = HoneypotDatabase.Open(Database);
        using var session = database.OpenSession();
        var forest = AttackForest.Read(session, new AttackFilter { Limit = 1 }, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        using var text = new StringWriter();
        TreeText.Write(forest, "UTC", text);
        GoldenFile.Check("trees/seed.txt", text.ToString());
    }

    [Fact]
    public void Classic_prints_the_documented_lines()
    {
        var lines = CommandRun.InProcess("tree", Database, "--classic", "-c", "610").Out.Split('\n');
        Assert.Equal(
            [
                "  connection 610 smbd tcp accept 10.69.53.52:445 <- 10.65.34.231:2010 (610 None)",
                "    connection 611 remoteshell tcp listen 10.69.53.52:1957 (610 610)",
                "      connection 612 remoteshell tcp accept 10.69.53.52:1957 <- 10.65.34.231:2135 (610 611)",
                "        connection 613 ftpctrl tcp connect 10.69.53.52:37065 -> /10.65.34.231:8218 (610 612)",
                "          connection 614 ftpdata tcp listen 10.69.53.52:62087 (610 613)",
                "            connection 615 ftpdata tcp accept 10.69.53.52:62087 <- 10.65.34.231:2308 (610 614)",
            ],
            lines.Where(line => line.Contains(" connection ", StringComparison.Ordinal)));
        Assert.Contains("   profile: [{'return': '0x7c802367', 'args': ['', 'CreateProcessA'], 'call': 'GetProcAddress'}, {'return': '0', 'args': ['0'], 'call': 'ExitThread'}]", lines);
        Assert.Contains("   service: bindshell://1957", lines);
        Assert.Contains("       download: 1d419d615dbe5a238bbaa569b3829a23 fxp://1:1@10.65.34.231:8218/ssms.exe", lines);
        Assert.Equal(3, lines.Count(line => line.EndsWith("p0f: genre:'Windows' detail:'XP SP1+, 2000 SP3' uptime:'-1' tos:'' dist:'11' nat:'0' fw:'0'", StringComparison.Ordinal)));
    }

    private long Connect(IncidentWriter writer, int key, string origin, string protocol, long port, string remoteHost, long remotePort)
    {
        _incident.Clear();
        _incident.Origin = Encoding.UTF8.GetBytes("dionaea.connection." + origin);
        _incident.Time = 1_583_020_800 + (key / 4.0);
        _incident.Con.Key = ConnectionKey.Of(key);
        _incident.Con.Protocol = Encoding.UTF8.GetBytes(protocol);
        _incident.Con.Transport = "tcp"u8;
        _incident.Con.LocalHost = Encoding.UTF8.GetBytes(Sensor);
        _incident.Con.LocalPort = port;
        _incident.Con.RemoteHost = Encoding.UTF8.GetBytes(remoteHost);
        _incident.Con.RemotePort = remotePort;
        return writer.Write(_incident);
    }

    private void Link(IncidentWriter writer, int parent, int child)
    {
        _incident.Clear();
        _incident.Origin = "dionaea.connection.link"u8;
        _incident.Time = 1_583_021_000;
        _incident.Parent.Key = ConnectionKey.Of(parent);
        _incident.Child.Key = ConnectionKey.Of(child);
        writer.Write(_incident);
    }

    private void System(IncidentWriter writer, int key) => Report(
        writer, "dionaea.modules.python.p0f", key,
        i => i.Add("genre"u8, "Windows"), i => i.Add("link"u8, ""), i => i.Add("detail"u8, "XP SP1+, 2000 SP3"), i => i.Add("uptime"u8, "-1"),
        i => i.Add("tos"u8, ""), i => i.Add("dist"u8, "11"), i => i.Add("nat"u8, "0"), i => i.Add("fw"u8, "0"));

    private void Report(IncidentWriter writer, string origin, int key, params Action<Incident>[] fields)
    {
        _incident.Clear();
        _incident.Origin = Encoding.UTF8.GetBytes(origin);
        _incident.Time = 1_583_021_000;
        _incident.Con.Key = ConnectionKey.Of(key);
        foreach (var field in fields)
            field(_incident);
        Assert.True(writer.Write(_incident) > 0, origin);
    }
}
