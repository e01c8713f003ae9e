using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Dionaea.Analysis;

/// <summary>Reads the lines of <c>log_incident</c>.</summary>
internal sealed class LogIncidentParser : ILineParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 100 };

    /// <inheritdoc/>
    public void Parse(LogLine line)
    {
        var incident = line.Add();
        try
        {
            if (!Utf8.IsValid(incident.Line))
            {
                incident.Reject("the line is not UTF-8");
                return;
            }

            var reader = new Utf8JsonReader(incident.Line, Options);
            if (Document(ref reader, incident) is { } reason)
                incident.Reject(reason);
        }
        catch (JsonException e)
        {
            // The text of the line is in the table beside it; the message may hold a part of it.
            incident.Reject(FormattableString.Invariant($"the line is not JSON at byte {e.BytePositionInLine ?? 0}"));
        }
        catch (InvalidOperationException)
        {
            incident.Reject("a text in the line has half of a surrogate pair");
        }
    }

    private static string? Document(ref Utf8JsonReader reader, Incident incident)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "the line is no JSON object";
        bool hasTime = false, hasOrigin = false, hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("timestamp"u8))
            {
                if (Time(ref reader, incident) is { } reason)
                    return reason;
                hasTime = true;
            }
            else if (reader.ValueTextEquals("origin"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                    return "the member 'origin' is no text";
                incident.SetOrigin(Text(ref reader, incident));
                hasOrigin = true;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject)
                    return "the member 'data' is no object";
                if (Data(ref reader, incident) is { } reason)
                    return reason;
                hasData = true;
            }
            else
            {
                reader.Skip();
            }
        }

        // The reader throws at what follows the object.
        reader.Read();
        return !hasTime ? "the member 'timestamp' is missing"
            : !hasOrigin ? "the member 'origin' is missing"
            : !hasData ? "the member 'data' is missing"
            : null;
    }

    private static string? Time(ref Utf8JsonReader reader, Incident incident)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || !IsoTime.TryRead(reader.ValueSpan, out var time))
            return "the member 'timestamp' is no time like 2020-11-30T10:00:00.25";
        incident.Time = time;
        return null;
    }

    private static string? Data(ref Utf8JsonReader reader, Incident incident)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (incident.FieldCount == Incident.MaxFields)
                return $"the incident has more than {Incident.MaxFields} fields";
            var name = Text(ref reader, incident);
            reader.Read();
            var reason = reader.TokenType == JsonTokenType.StartObject && Slot(incident, incident.Bytes(name)) is { } connection
                ? Connection(ref reader, incident, connection)
                : Field(ref reader, incident, name);
            if (reason is not null)
                return reason;
        }

        return null;
    }

    // The field 'con' is written as 'connection'; those of links keep their names.
    private static IncidentConnection? Slot(Incident incident, ReadOnlySpan<byte> name) => name.Length switch
    {
        10 when name.SequenceEqual("connection"u8) => incident.Con,
        6 when name.SequenceEqual("parent"u8) => incident.Parent,
        5 when name.SequenceEqual("child"u8) => incident.Child,
        _ => null,
    };

    private static string? Field(ref Utf8JsonReader reader, Incident incident, TextRange name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                incident.Add(new IncidentField(name, IncidentValueKind.Text, incident.Cut(Text(ref reader, incident)), 0));
                return null;
            case JsonTokenType.Number:
                return Number(ref reader, incident, name);
            case JsonTokenType.True or JsonTokenType.False:
                incident.Add(new IncidentField(name, IncidentValueKind.Integer, default, reader.TokenType == JsonTokenType.True ? 1 : 0));
                return null;
            case JsonTokenType.Null:
                incident.Add(new IncidentField(name, IncidentValueKind.Null, default, 0));
                return null;
            default:
                var kind = reader.TokenType == JsonTokenType.StartArray ? IncidentValueKind.List : IncidentValueKind.Object;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var json = new TextRange(incident.LineStart + start, (int)reader.BytesConsumed - start);
                incident.Add(new IncidentField(name, kind, json, 0));
                return Nested(incident.Bytes(json));
        }
    }

    private static string? Number(ref Utf8JsonReader reader, Incident incident, TextRange name)
    {
        if (reader.TryGetInt64(out var whole))
            incident.Add(new IncidentField(name, IncidentValueKind.Integer, default, whole));
        else if (reader.ValueSpan.IndexOfAny(".eE"u8) < 0)
            return $"the field '{Suggestion.Excerpt(Encoding.UTF8.GetString(incident.Bytes(name)))}' is a whole number beyond 64 bits";
        else if (reader.TryGetDouble(out var real) && double.IsFinite(real))
            incident.Add(new IncidentField(name, IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(real)));
        else
            return $"the field '{Suggestion.Excerpt(Encoding.UTF8.GetString(incident.Bytes(name)))}' is a number beyond all measure";
        return null;
    }

    // SQLite reads nested texts itself. What it can't keep as text, and dionaea's incidents never hold, is refused here.
    private static string? Nested(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u0000"u8) >= 0)
            return "a nested text holds a NUL";
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return null;
        var reader = new Utf8JsonReader(json, Options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                reader.GetString();
        }

        return null;
    }

    private static string? Connection(ref Utf8JsonReader reader, Incident incident, IncidentConnection connection)
    {
        connection.Clear();
        var bySocket = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Member(reader.ValueIsEscaped ? default : reader.ValueSpan);
            reader.Read();
            switch (member)
            {
                case ConnectionMember.Other:
                    reader.Skip();
                    break;
                case ConnectionMember.Id when reader.TokenType == JsonTokenType.String:
                    connection.Key = ConnectionKey.Of(incident.Bytes(Text(ref reader, incident)));
                    bySocket = false;
                    break;
                case ConnectionMember.Id when reader.TokenType == JsonTokenType.Number:
                    bySocket = true;
                    break;
                case ConnectionMember.LocalPort or ConnectionMember.RemotePort when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var port):
                    if (member == ConnectionMember.LocalPort)
                        connection.LocalPort = port;
                    else
                        connection.RemotePort = port;
                    break;
                case not (ConnectionMember.Id or ConnectionMember.LocalPort or ConnectionMember.RemotePort) when reader.TokenType == JsonTokenType.String:
                    SetText(connection, member, incident.Cut(Text(ref reader, incident)));
                    break;
                default:
                    return $"the connection's member '{Name(member)}' is not of its type";
            }
        }

        if (bySocket)
            connection.Key = SocketKey(connection);
        return connection.IsPresent ? null : "the connection's member 'id' is missing";
    }

    private static ConnectionMember Member(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => ConnectionMember.Id,
        8 when name.SequenceEqual("protocol"u8) => ConnectionMember.Protocol,
        8 when name.SequenceEqual("local_ip"u8) => ConnectionMember.LocalHost,
        9 when name.SequenceEqual("transport"u8) => ConnectionMember.Transport,
        9 when name.SequenceEqual("remote_ip"u8) => ConnectionMember.RemoteHost,
        10 when name.SequenceEqual("local_port"u8) => ConnectionMember.LocalPort,
        11 when name.SequenceEqual("remote_port"u8) => ConnectionMember.RemotePort,
        15 when name.SequenceEqual("remote_hostname"u8) => ConnectionMember.RemoteHostname,
        _ => ConnectionMember.Other,
    };

    private static string Name(ConnectionMember member) => member switch
    {
        ConnectionMember.Id => "id",
        ConnectionMember.Protocol => "protocol",
        ConnectionMember.Transport => "transport",
        ConnectionMember.LocalHost => "local_ip",
        ConnectionMember.LocalPort => "local_port",
        ConnectionMember.RemoteHost => "remote_ip",
        ConnectionMember.RemotePort => "remote_port",
        _ => "remote_hostname",
    };

    private static void SetText(IncidentConnection connection, ConnectionMember member, TextRange text)
    {
        switch (member)
        {
            case ConnectionMember.Protocol: connection.ProtocolRange = text; break;
            case ConnectionMember.Transport: connection.TransportRange = text; break;
            case ConnectionMember.LocalHost: connection.LocalHostRange = text; break;
            case ConnectionMember.RemoteHost: connection.RemoteHostRange = text; break;
            default: connection.RemoteHostnameRange = text; break;
        }
    }

    // 0.5.0 to 0.6.0 write the address of a temporary object, so that only the ends tell connections apart.
    private static ConnectionKey SocketKey(IncidentConnection connection)
    {
        var text = new MemoryStream(128);
        text.Write(connection.Protocol);
        text.WriteByte(0);
        text.Write(connection.Transport);
        text.WriteByte(0);
        text.Write(connection.LocalHost);
        text.WriteByte(0);
        text.Write(connection.RemoteHost);
        text.WriteByte(0);
        Span<byte> port = stackalloc byte[20];
        Utf8Formatter.TryFormat(connection.LocalPort, port, out var length);
        text.Write(port[..length]);
        text.WriteByte(0);
        Utf8Formatter.TryFormat(connection.RemotePort, port, out length);
        text.Write(port[..length]);
        return ConnectionKey.Of(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    // Where the text of a string or name stands: in the line itself, or unescaped behind it.
    private static TextRange Text(ref Utf8JsonReader reader, Incident incident)
    {
        var length = reader.ValueSpan.Length;
        return reader.ValueIsEscaped
            ? incident.Take(reader.CopyString(incident.Room(length)))
            : new TextRange(incident.LineStart + (int)reader.TokenStartIndex + 1, length);
    }

    private enum ConnectionMember
    {
        Other,
        Id,
        Protocol,
        Transport,
        LocalHost,
        LocalPort,
        RemoteHost,
        RemotePort,
        RemoteHostname,
    }
}
