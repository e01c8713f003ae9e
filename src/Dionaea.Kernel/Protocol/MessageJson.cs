using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dionaea.Kernel;

/// <summary>The JSON parts of a message, read without trust in their shape.</summary>
internal static class MessageJson
{
    private const int DeepestNesting = 200;

    // Not for HTML: what front ends show of it, they escape or trust by MIME type.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DeepestNesting };

    /// <summary>A JSON object, or null where the bytes are none.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, null, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A name may hold half of a surrogate pair, which no text can.
            return null;
        }
    }

    /// <summary>The object as compact UTF-8.</summary>
    public static byte[] Write(JsonObject json) => Write(json, indented: false);

    /// <summary>The object as UTF-8 for people, with a line feed at the end.</summary>
    public static byte[] WriteIndented(JsonObject json) => [.. Write(json, indented: true), (byte)'\n'];

    private static byte[] Write(JsonObject json, bool indented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Compact.Encoder, MaxDepth = DeepestNesting, Indented = indented, NewLine = "\n" }))
            json.WriteTo(writer, Compact);
        return stream.ToArray();
    }

    /// <summary>A member that is a text, or null.</summary>
    public static string? Text(this JsonObject json, string name)
    {
        try
        {
            return json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }

    /// <summary>A member that is a whole number, or null.</summary>
    public static long? Number(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>A member that is true or false; <paramref name="usual"/> where it is neither.</summary>
    public static bool Flag(this JsonObject json, string name, bool usual) =>
        json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : usual;
}
