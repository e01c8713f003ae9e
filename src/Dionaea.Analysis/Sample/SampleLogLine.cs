using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>Turns generated incidents into lines as dionaea's log_incident writes them (inputs.md, log_incident).</summary>
internal sealed class SampleLogLine
{
    private readonly PythonJson _json = new();
    private readonly Dictionary<SampleConnection, string> _ids = [];
    private long _seen;

    /// <summary>The line of an incident, without its end; null for a link whose parent no line has shown before.</summary>
    public string? Of(SampleIncident incident)
    {
        if (incident.Origin == Origin.Link && !_ids.ContainsKey(incident.Parent!))
            return null;
        _json.Open('{').Add("timestamp", Time(incident.Time)).Add("name", "dionaea").Add("origin", incident.Origin.Name).Open('{', "data");
        if (incident.Origin == Origin.Link)
            Connection("parent", incident.Parent!);
        if (incident.Connection is { } connection)
            Connection(incident.Origin == Origin.Link ? "child" : "connection", connection);
        for (var i = 0; i < incident.Origin.Fields.Count; i++)
            Field(incident.Origin, incident.Origin.Fields[i], incident.Values[i]);
        if (incident.Origin == Origin.Free)
            _ids.Remove(incident.Connection!);
        return _json.Close('}').Close('}').Take();
    }

    /// <summary>A file as VirusTotal answers (inputs.md, VirusTotal report file).</summary>
    public string Report(string md5, VerdictReport report)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(report.ScanTime).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        _json.Open('{').Add("response_code", 1).Add("resource", md5).Add("scan_date", time).Add("permalink", report.Permalink)
            .Add("positives", report.Scans.Count(scan => scan.Result is not null)).Add("total", report.Scans.Count).Open('{', "scans");
        foreach (var (engine, result) in report.Scans)
            _json.Open('{', engine).Add("detected", result is not null).Add("result", result).Close('}');
        return _json.Close('}').Close('}').Take();
    }

    private static string Time(long microseconds)
    {
        var time = DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        return time.ToString(microseconds % 1_000_000 == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
    }

    private void Connection(string name, SampleConnection connection)
    {
        if (!_ids.TryGetValue(connection, out var id))
        {
            id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{_seen++} {connection.Protocol} {connection.LocalPort} {connection.RemoteHost} {connection.RemotePort}"))));
            _ids.Add(connection, id);
        }

        _json.Open('{', name).Add("protocol", connection.Protocol).Add("transport", connection.Transport)
            .Add("local_ip", connection.LocalHost).Add("local_port", connection.LocalPort)
            .Add("remote_hostname", connection.RemoteHostname).Add("remote_ip", connection.RemoteHost).Add("remote_port", connection.RemotePort)
            .Add("id", id).Close('}');
    }

    private void Field(Origin origin, string name, object? value)
    {
        switch (value)
        {
            // A command without arguments has no such key.
            case null when origin == Origin.MysqlCommand:
                break;
            case SipAddress address:
                Address(name, address);
                break;
            case SipAddress[] addresses:
                _json.Open('[', name);
                foreach (var address in addresses)
                    Address(null, address);
                _json.Close(']');
                break;
            case SipVia[] vias:
                _json.Open('[', name);
                foreach (var via in vias)
                    _json.Open('{').Add("protocol", via.Protocol).Add("address", via.Address).Add("port", via.Port).Close('}');
                _json.Close(']');
                break;
            case SipSession session:
                Session(name, session);
                break;
            default:
                _json.Add(name, value);
                break;
        }
    }

    private void Address(string? name, SipAddress address) => _json
        .Open('{', name).Add("display_name", address.DisplayName)
        .Open('{', "uri").Add("scheme", address.Scheme).Add("user", address.User).Add("password", address.Password).Add("host", address.Host).Add("port", address.Port).Close('}')
        .Close('}');

    private void Session(string name, SipSession session) => _json
        .Open('{', name)
        .Open('{', "o").Add("username", session.User).Add("sess_id", session.Id).Add("sess_version", session.Version)
        .Add("nettype", "IN").Add("addrtype", "IP4").Add("unicast_address", session.Address).Close('}')
        .Open('{', "c").Add("nettype", "IN").Add("addrtype", "IP4").Add("connection_address", session.Address).Add("ttl", null).Add("number_of_addresses", null).Close('}')
        .Open('[', "m").Open('{').Add("media", session.Media).Add("port", session.Port).Add("number_of_ports", null).Add("proto", session.Protocol).Close('}').Close(']')
        .Close('}');
}
