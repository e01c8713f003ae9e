using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// A notebook's JSON in and out. What was read is written back in its own spelling, in the layout of Jupyter's
/// nbformat (<c>indent=1, separators=(",", ": "), ensure_ascii=False</c> and a line feed at the end).
/// </summary>
internal static class NotebookJson
{
    private const int DeepestNesting = 200;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    /// <summary>Reads JSON text.</summary>
    /// <param name="utf8">The text, with or without a byte order mark.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="WorkbenchException">The bytes are not JSON in UTF-8, or are nested too deeply.</exception>
    public static JsonNode? Read(ReadOnlyMemory<byte> utf8, string name)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span))
            throw NotJson(name, "its bytes are not UTF-8 text", null);
        Scan(utf8.Span, name);
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false };
            using var stream = new MemoryStream(utf8.ToArray(), writable: false);
            var root = JsonNode.Parse(stream, documentOptions: options);
            return root;
        }
        catch (JsonException error)
        {
            throw NotJson(name, "an object names a member twice", error);
        }
        catch (InvalidOperationException error)
        {
            throw NotJson(name, "a member's name holds half of a surrogate pair", error);
        }
    }

    /// <summary>Writes JSON as nbformat does.</summary>
    public static byte[] Write(JsonNode root)
    {
        var text = new StringBuilder();
        Append(text, root, 0);
        text.Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A string value, or null where the node is none or is not whole Unicode text.</summary>
    public static string? Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A text that nbformat keeps as one string or as a list of lines; null where it is neither.</summary>
    public static string? MultilineText(JsonNode? node)
    {
        if (node is not JsonArray lines)
            return Text(node);

        var parts = lines.Select(Text).ToList();
        return parts.Contains(null) ? null : string.Concat(parts);
    }

    /// <summary>The list of lines, each with its line feed, in which nbformat stores <paramref name="text"/>.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..next]);
            start = next;
        }

        return lines;
    }

    /// <summary>A copy whose members are in the order in which nbformat writes them: by name.</summary>
    public static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static void Scan(ReadOnlySpan<byte> utf8, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1_000_000 });
            while (reader.Read())
            {
                if (reader.CurrentDepth >= DeepestNesting)
                {
                    throw WorkbenchException.Input(
                        $"'{Suggestion.Excerpt(name)}' is nested more than {DeepestNesting} levels deep, "
                        + "which no notebook is.");
                }
            }
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber ?? 0) + 1;
            var column = (error.BytePositionInLine ?? 0) + 1;
            throw WorkbenchException.Input(
                $"'{Suggestion.Excerpt(name)}' is not a notebook: line {line}, column {column} is not JSON.",
                "A notebook is a JSON file as Jupyter writes it; check that the file is whole.",
                error);
        }
    }

    private static WorkbenchException NotJson(string name, string reason, Exception? inner) =>
        WorkbenchException.Input(
            $"'{Suggestion.Excerpt(name)}' is not a notebook: {reason}.",
            "A notebook is a JSON file as Jupyter writes it; check that the file is whole.",
            inner);

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendMembers(text, members, depth);
                break;
            case JsonArray items:
                AppendItems(text, items, depth);
                break;
            case JsonValue value when value.TryGetValue<JsonElement>(out var read):
                text.Append(read.GetRawText());
                break;
            case JsonValue value when value.TryGetValue<string>(out var made):
                AppendString(text, made);
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static void AppendMembers(StringBuilder text, JsonObject members, int depth)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in members)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', depth + 1);
            AppendString(text, name);
            text.Append(": ");
            Append(text, value, depth + 1);
            first = false;
        }

        if (!first)
            text.Append('\n').Append(' ', depth);
        text.Append('}');
    }

    private static void AppendItems(StringBuilder text, JsonArray items, int depth)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', depth + 1);
            Append(text, item, depth + 1);
            first = false;
        }

        if (!first)
            text.Append('\n').Append(' ', depth);
        text.Append(']');
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..at]).Append('\\');
            _ = rest[at] switch
            {
                '\n' => text.Append('n'),
                '\r' => text.Append('r'),
                '\t' => text.Append('t'),
                '\b' => text.Append('b'),
                '\f' => text.Append('f'),
                '"' => text.Append('"'),
                '\\' => text.Append('\\'),
                var control => text.Append('u').Append(((int)control).ToString("x4", null)),
            };
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }
}
