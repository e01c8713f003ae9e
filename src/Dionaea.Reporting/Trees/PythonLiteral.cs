using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dionaea.Reporting;

/// <summary>JSON as Python prints what it reads from it: <c>[{'call': 'LoadLibraryA', 'args': ['urlmon']}]</c>.</summary>
internal static class PythonLiteral
{
    private const int Deepest = 100;

    /// <summary>The literal, or null when the text is not JSON or nests deeper than 100 levels.</summary>
    public static string? OfJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(Escape.Whole(json), new JsonDocumentOptions { MaxDepth = Deepest });
            var text = new StringBuilder(json.Length);
            Append(text, document.RootElement);
            return text.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendAll(text, '{', Members(value), '}', member =>
                {
                    AppendString(text, member.Key);
                    text.Append(": ");
                    Append(text, member.Value);
                });
                break;
            case JsonValueKind.Array:
                AppendAll(text, '[', value.EnumerateArray(), ']', item => Append(text, item));
                break;
            case JsonValueKind.String:
                AppendString(text, Content(value));
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetRawText()));
                break;
            default:
                text.Append(value.ValueKind switch { JsonValueKind.True => "True", JsonValueKind.False => "False", _ => "None" });
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char start, IEnumerable<T> items, char end, Action<T> append)
    {
        text.Append(start);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                text.Append(", ");
            isFirst = false;
            append(item);
        }

        text.Append(end);
    }

    // As in a dict: the place of the first, the value of the last.
    private static IEnumerable<KeyValuePair<string, JsonElement>> Members(JsonElement value)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            members[Name(member)] = member.Value;
        return members;
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }

    // A lone surrogate, which JSON can write but UTF-8 can't carry, becomes U+FFFD.
    private static string Content(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText()[1..^1];
        }
    }

    // A number with a fraction or an exponent is a float, any other a whole number of any size.
    private static string Number(string json)
    {
        if (!json.AsSpan().ContainsAny('.', 'e', 'E'))
            return json == "-0" ? "0" : json;
        return PythonText.Float(double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static void AppendString(StringBuilder text, string content)
    {
        var quote = content.Contains('\'') && !content.Contains('"') ? '"' : '\'';
        text.Append(quote);
        foreach (var rune in content.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\\' => text.Append("\\\\"),
                var c when c == quote => text.Append('\\').Append(quote),
                _ when IsPrintable(rune) => text.Append(rune.ToString()),
                < 0x100 => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x10000 => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        text.Append(quote);
    }

    // Python's str.isprintable: all but the categories Other and Separator, apart from the blank.
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
