using System.Text;
using System.Text.Json;

namespace Dionaea.Analysis;

/// <summary>Reads messages of hpfeeds as the incidents that dionaea made them of.</summary>
/// <param name="times">How times without a zone are meant.</param>
internal sealed class HpfeedsParser(LogTimes times) : ILineParser
{
    private static readonly RowTable Profiles = RowTable.Find("emu_profiles");
    private static readonly string[] Origins = [.. IncidentTypes.All().First(type => type.Name == "connection").Origins.Select(origin => origin.Origin)];
    private readonly JsonRecord _envelope = new();
    private readonly JsonRecord _message = new();

    private enum Channel
    {
        None,
        Connection,
        Capture,
        Request,
        Profile,
        File,
    }

    /// <summary>Whether a line is a message, alone or in its envelope.</summary>
    public static bool IsMessage(JsonRecord record)
    {
        var channel = record.Find("channel"u8);
        return (channel.Kind == IncidentValueKind.Text && record.Find("payload"u8).HasValue)
            || (ChannelOf(record) != Channel.None && record.Find("connection"u8).Kind == IncidentValueKind.Missing);
    }

    /// <inheritdoc/>
    public void Parse(LogLine line)
    {
        var text = line.Bytes;
        if (_envelope.Read(text) is { } reason)
        {
            line.Reject(reason);
            return;
        }

        var payload = _envelope.Find("payload"u8);
        if (payload.HasValue && ChannelOf(_envelope, text) == Channel.File)
            line.Reject("it is a captured file, which has no place in the database");
        else if (payload.Kind == IncidentValueKind.Missing)
            Add(line, _envelope, text, ChannelOf(_envelope), text);
        else if (Payload(text, payload) is { } message && _message.Read(message) is null)
            Add(line, _message, message, ChannelOf(_envelope, text) is var told and not Channel.None ? told : ChannelOf(_message), text);
        else
            line.Reject("the member 'payload' is no JSON object that can be read");
    }

    private static Channel ChannelOf(JsonRecord record, ReadOnlySpan<byte> text)
    {
        var channel = record.Find("channel"u8);
        return channel.Kind != IncidentValueKind.Text ? Channel.None : Encoding.UTF8.GetString(channel.In(text)) switch
        {
            "dionaea.connections" => Channel.Connection,
            "dionaea.capture" => Channel.Capture,
            "dionaea.dcerpcrequests" => Channel.Request,
            "dionaea.shellcodeprofiles" => Channel.Profile,
            "mwbinary.dionaea.sensorunique" => Channel.File,
            _ => Channel.None,
        };
    }

    private static Channel ChannelOf(JsonRecord record) =>
        record.Find("connection_type"u8).HasValue && record.Find("remote_host"u8).HasValue ? Channel.Connection
        : record.Find("saddr"u8).HasValue && record.Find("md5"u8).HasValue ? Channel.Capture
        : record.Find("saddr"u8).HasValue && record.Find("opnum"u8).HasValue ? Channel.Request
        : record.Find("profile"u8).HasValue ? Channel.Profile
        : Channel.None;

    // Some collectors keep the payload as the text that it was sent as.
    private static byte[]? Payload(ReadOnlySpan<byte> text, LogValue payload)
    {
        if (payload.Kind == IncidentValueKind.Object)
            return payload.In(text).ToArray();
        if (payload.Kind != IncidentValueKind.Text)
            return null;
        try
        {
            var reader = new Utf8JsonReader(text.Slice(payload.Start - 1, payload.Length + 2));
            reader.Read();
            var message = new byte[payload.Length];
            return message[..reader.CopyString(message)];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Add(LogLine line, JsonRecord message, ReadOnlySpan<byte> text, Channel channel, ReadOnlySpan<byte> envelope)
    {
        var incident = line.Add();
        if (Time(incident, message, text, envelope) is { } reason)
        {
            incident.Reject(reason);
            return;
        }

        switch (channel)
        {
            case Channel.Connection:
                FillConnection(incident, message, text, envelope);
                break;
            case Channel.Capture:
                incident.Origin = "dionaea.download.complete.hash"u8;
                FillEnds(incident, message, text, envelope, "saddr", "sport", "daddr", "dport");
                Text(incident, message, text, "md5", "md5hash"u8);
                Text(incident, message, text, "url", "url"u8);
                break;
            case Channel.Request:
                incident.Origin = "dionaea.modules.python.smb.dcerpc.request"u8;
                FillEnds(incident, message, text, envelope, "saddr", "sport", "daddr", "dport");
                Text(incident, message, text, "uuid", "uuid"u8);
                if (message.Find("opnum"u8).TryInteger(text, out var number))
                    incident.Add("opnum"u8, number);
                else
                    incident.Reject("the member 'opnum' is no whole number");
                break;
            case Channel.Profile:
                incident.Table = Profiles;
                incident.AddNull(default);
                Text(incident, message, text, "profile", default);
                break;
            default:
                incident.Reject("it is of none of dionaea's channels");
                break;
        }
    }

    // The time of the message itself, which captures have, or of its receipt; else none.
    private string? Time(Incident incident, JsonRecord message, ReadOnlySpan<byte> text, ReadOnlySpan<byte> envelope)
    {
        incident.Time = double.NaN;
        var own = message.Find("time"u8);
        if (own.HasValue)
        {
            // dionaea writes local time and calls it GMT.
            var isRead = own.Kind == IncidentValueKind.Text
                ? times.TryRead(TrimZone(own.In(text)), out var local)
                : times.TryRead(own, text, out local);
            incident.Time = local;
            return isRead ? null : "the member 'time' is no time like 2020-11-30 11:00:03.123456 GMT +0000";
        }

        foreach (var name in (ReadOnlySpan<string>)["timestamp.$date.$numberLong", "timestamp.$date", "timestamp"])
        {
            var received = _envelope.Find(Encoding.UTF8.GetBytes(name));
            if (received.Kind is IncidentValueKind.Missing or IncidentValueKind.Object)
                continue;
            if (!LogTimes.Utc.TryRead(received, envelope, out var time))
                return $"the member 'timestamp' is no time like {LogTimes.Example}";
            incident.Time = time;
            return null;
        }

        return null;
    }

    private static ReadOnlySpan<byte> TrimZone(ReadOnlySpan<byte> time)
    {
        var zone = time.IndexOf(" GMT"u8);
        return zone < 0 ? time : time[..zone];
    }

    private void FillConnection(Incident incident, JsonRecord message, ReadOnlySpan<byte> text, ReadOnlySpan<byte> envelope)
    {
        FillEnds(incident, message, text, envelope, "remote_host", "remote_port", "local_host", "local_port");
        incident.BringsConnection = false;
        var con = incident.Con;
        con.ProtocolRange = End(incident, message, text, "connection_protocol");
        con.TransportRange = End(incident, message, text, "connection_transport");
        if (message.Find("remote_hostname"u8).HasValue)
            con.RemoteHostnameRange = End(incident, message, text, "remote_hostname");
        var type = End(incident, message, text, "connection_type");
        var origin = $"dionaea.connection.{Encoding.UTF8.GetString(con.Transport)}.{Encoding.UTF8.GetString(incident.Bytes(type))}";
        if (incident.Rejection is not null)
            return;
        if (!Origins.Contains(origin, StringComparer.Ordinal))
            incident.Reject($"'{Suggestion.Excerpt(origin)}' is none of dionaea's incidents");
        incident.Origin = Encoding.UTF8.GetBytes(origin);
    }

    // The ends, and the sensor that told of them, are all that makes a connection.
    private void FillEnds(
        Incident incident, JsonRecord message, ReadOnlySpan<byte> text, ReadOnlySpan<byte> envelope, string remoteHost, string remotePort, string localHost, string localPort)
    {
        incident.BringsConnection = true;
        var con = incident.Con;
        con.RemoteHostRange = End(incident, message, text, remoteHost);
        con.RemotePort = Port(incident, message, text, remotePort);
        con.LocalHostRange = End(incident, message, text, localHost);
        con.LocalPort = Port(incident, message, text, localPort);
        var ident = _envelope.Find("ident"u8);
        var sensor = ident.Kind == IncidentValueKind.Text ? Encoding.UTF8.GetString(ident.In(envelope)) : "";
        var identity = FormattableString.Invariant(
            $"hpfeeds\0{sensor}\0{Encoding.UTF8.GetString(con.RemoteHost)}\0{con.RemotePort}\0{Encoding.UTF8.GetString(con.LocalHost)}\0{con.LocalPort}");
        con.Key = ConnectionKey.Of(Encoding.UTF8.GetBytes(identity));
    }

    private static long Port(Incident incident, JsonRecord message, ReadOnlySpan<byte> text, string name)
    {
        if (!message.Find(Encoding.UTF8.GetBytes(name)).TryInteger(text, out var port))
            incident.Reject($"the member '{name}' is no whole number");
        return port;
    }

    private static TextRange End(Incident incident, JsonRecord message, ReadOnlySpan<byte> text, string name)
    {
        var value = message.Find(Encoding.UTF8.GetBytes(name));
        if (value.Kind == IncidentValueKind.Text)
            return value.Text(incident, text);
        incident.Reject(value.Kind == IncidentValueKind.Missing ? $"the member '{name}' is missing" : $"the member '{name}' is no text");
        return default;
    }

    private static void Text(Incident incident, JsonRecord message, ReadOnlySpan<byte> text, string name, ReadOnlySpan<byte> field)
    {
        var value = End(incident, message, text, name);
        incident.Add(new IncidentField(incident.Keep(field), IncidentValueKind.Text, value, 0));
    }
}
