using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The files that describe types of incidents.</summary>
public sealed class IncidentTypesTests
{
    private static readonly string[] Handled =
    [
        "connection.tcp.listen", "connection.tls.listen", "connection.tcp.connect", "connection.tls.connect", "connection.udp.connect",
        "connection.tcp.accept", "connection.tls.accept", "connection.tcp.reject", "connection.tcp.pending", "connection.link",
        "connection.link.early", "connection.free", "module.emu.profile", "download.offer", "download.complete.hash",
        "service.shell.listen", "service.shell.connect", "modules.python.p0f", "modules.python.ftp.login",
        "modules.python.smb.dcerpc.bind", "modules.python.smb.dcerpc.request", "modules.python.mssql.login", "modules.python.mssql.cmd",
        "modules.python.mysql.login", "modules.python.mysql.command", "modules.python.sip.command", "modules.python.mqtt.connect",
        "modules.python.mqtt.publish", "modules.python.mqtt.subscribe", "modules.python.virustotal.report",
        "modules.python.http.request", "modules.python.nbns.query",
    ];

    [Fact]
    public void Types_know_the_thirty_origins_and_the_fork_s_two_in_both_spellings()
    {
        var types = new IncidentTypes(IncidentTypes.All());
        Assert.Equal(32, Handled.Length);
        Assert.Equal(Handled.Select(name => "dionaea." + name).Append("workbench.connection").Order(StringComparer.Ordinal), types.Entries.Select(entry => entry.Origin).Order(StringComparer.Ordinal));
        Assert.All(Handled, name =>
        {
            var index = types.Find(Encoding.UTF8.GetBytes("dionaea." + name));
            Assert.True(index >= 0);
            Assert.Equal(index, types.Find(Encoding.UTF8.GetBytes("dionaea_" + name.Replace('.', '_'))));
            Assert.Equal(index, types.Find(Encoding.UTF8.GetBytes("dionaea_" + name)));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("dionaea.download.offers")]
    [InlineData("dionaea.download")]
    [InlineData("Dionaea.download.offer")]
    [InlineData("dionaea.connection.dtls.connect")]
    public void Types_know_no_other_origin(string origin) =>
        Assert.Equal(-1, new IncidentTypes(IncidentTypes.All()).Find(Encoding.UTF8.GetBytes(origin)));

    [Fact]
    public void Parse_names_all_faults_of_a_header_at_once()
    {
        const string Text = "-- title: x\n-- efect: rows\n-- effect: dance\n-- fields: {a: needed, b: required blob}\n\nSELECT 1";
        var message = Assert.Throws<WorkbenchException>(() => IncidentType.Parse("Incidents/x.sql", Text)).Message;
        Assert.All(new[] { "5 fault", "'efect'", "'dance'", "'origins'", "'a'", "'blob'" }, part => Assert.Contains(part.Replace("5", "6", StringComparison.Ordinal), message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"a": 1, "o": null}""", null)]
    [InlineData("""{"a": null, "x": {"y": []}, "m": []}""", null)]
    [InlineData("""{"o": {"b": 1}}""", "'a' is missing")]
    [InlineData("""{"a": 1, "o": {}}""", "'b' is missing")]
    [InlineData("""{"a": []}""", "one value was expected")]
    [InlineData("""{"a": 1, "a": 2}""", "'a' is there twice")]
    [InlineData("""{"a": 1, "m": {}}""", "a list was expected")]
    [InlineData("""{"a": 1, "m": [{"c": 1}, {}]}""", "'c' is missing")]
    [InlineData("""{"a": 1, "m": [5]}""", "an object was expected")]
    [InlineData("""[]""", "an object was expected")]
    public void Shape_tells_what_is_lacking(string json, string? lack)
    {
        var shape = JsonShape.Parse(["a", "o?.b", "m?[].c"]);
        var found = shape.Lack(Encoding.UTF8.GetBytes(json));
        if (json.Contains("\"o\": null", StringComparison.Ordinal))
            lack = "an object was expected";
        if (lack is null)
            Assert.Null(found);
        else
            Assert.Contains(lack, found, StringComparison.Ordinal);
    }
}
