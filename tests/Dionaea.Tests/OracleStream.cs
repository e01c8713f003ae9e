using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dionaea.Analysis;

namespace Dionaea.Tests;

/// <summary>Feeds the incidents of a set as they were inside the process, with their types, to a writer.</summary>
internal sealed class OracleStream(IncidentWriter writer)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly Incident _incident = new();

    /// <summary>Where the reports that incidents name are.</summary>
    public LogInput? Source { get; init; }

    /// <summary>Feeds one record.</summary>
    /// <returns>The id of the row that it made.</returns>
    public long Feed(JsonElement record)
    {
        _incident.Clear();
        _incident.Source = Source;
        _incident.Time = record.GetProperty("us").GetInt64() / 1e6;
        _incident.Origin = Encoding.UTF8.GetBytes(record.GetProperty("origin").GetString()!);
        try
        {
            foreach (var field in record.GetProperty("data").EnumerateObject())
                Add(field.Name, field.Value);
        }
        catch (DecoderFallbackException)
        {
            _incident.Reject("a nested text is not UTF-8");
        }

        return writer.Write(_incident);
    }

    private void Add(string name, JsonElement value)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _incident.Add(utf8, value.GetString()!);
                break;
            case JsonValueKind.Number:
                _incident.Add(utf8, value.GetInt64());
                break;
            case JsonValueKind.Null:
                _incident.AddNull(utf8);
                break;
            case JsonValueKind.Object when value.TryGetProperty("con", out var connection):
                Add(name == "parent" ? _incident.Parent : name == "child" ? _incident.Child : _incident.Con, connection);
                break;
            case JsonValueKind.Object when value.TryGetProperty("bytes", out var bytes):
                _incident.AddBytes(utf8, Convert.FromHexString(bytes.GetString()!));
                break;
            case JsonValueKind.Object when value.TryGetProperty("rawstr", out var bytes):
                _incident.AddText(utf8, Encoding.UTF8.GetBytes(Strict.GetString(Convert.FromHexString(bytes.GetString()!))));
                break;
            default:
                _incident.AddJson(utf8, Nested(value));
                break;
        }
    }

    private static void Add(IncidentConnection connection, JsonElement value)
    {
        connection.Key = ConnectionKey.Of(value.GetProperty("ptr").GetInt64());
        connection.Protocol = Text(value, "protocol");
        connection.Transport = Text(value, "transport");
        connection.LocalHost = Text(value, "local_ip");
        connection.LocalPort = value.GetProperty("local_port").GetInt64();
        connection.RemoteHost = Text(value, "remote_ip");
        connection.RemoteHostname = Text(value, "remote_hostname");
        connection.RemotePort = value.GetProperty("remote_port").GetInt64();
    }

    private static byte[] Text(JsonElement value, string name) => value.GetProperty(name) is { ValueKind: JsonValueKind.Object } raw
        ? Convert.FromHexString(raw.GetProperty("rawstr").GetString()!)
        : Encoding.UTF8.GetBytes(value.GetProperty(name).GetString()!);

    private static byte[] Nested(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, value);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(json, item);
            json.WriteEndArray();
        }
        else if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(json);
        }
        else if (value.TryGetProperty("dict", out var members))
        {
            json.WriteStartObject();
            foreach (var member in members.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                Write(json, member.Value);
            }

            json.WriteEndObject();
        }
        else
        {
            // Inside lists and mappings bytes are read back as text, which must then be UTF-8.
            var bytes = value.TryGetProperty("bytes", out var hex) ? hex : value.GetProperty("rawstr");
            json.WriteStringValue(Strict.GetString(Convert.FromHexString(bytes.GetString()!)));
        }
    }
}
