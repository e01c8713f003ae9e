using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// A JSON array of objects, one per row, whose keys are the column names. Values are as stored and not defanged:
/// numbers as numbers, days as <c>YYYY-MM-DD</c>, what JSON can't say (NaN, infinity) as null. Characters that are
/// invisible or mean something to HTML are written as <c>\uXXXX</c>, so the text is harmless on a terminal too.
/// </summary>
public sealed class TableJson : ITableFormat
{
    private const int FlushBytes = 1 << 16;

    /// <summary>How JSON is written for people and programs alike.</summary>
    internal static JsonWriterOptions Options { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(Visible()),
    };

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string Extension => ".json";

    /// <inheritdoc/>
    public bool ShowsNotes => false;

    /// <inheritdoc/>
    public void Write(Answer answer, TextWriter writer)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes, Options);
        var columns = answer.Table.Columns;
        var names = columns.Select(column => JsonEncodedText.Encode(Escape.Whole(column.Name), Options.Encoder)).ToArray();
        json.WriteStartArray();
        foreach (var row in answer.Table.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                json.WritePropertyName(names[i]);
                WriteValue(json, row[i], columns[i].Kind);
            }

            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
                Pass(json, bytes, writer);
        }

        json.WriteEndArray();
        Pass(json, bytes, writer);
        writer.Write('\n');
    }

    private static void WriteValue(Utf8JsonWriter json, object? value, Kind kind)
    {
        switch (value)
        {
            case null:
            case double real when !double.IsFinite(real):
                json.WriteNullValue();
                break;
            case long day when kind == Kind.Day:
                json.WriteStringValue(ValueText.Day(day));
                break;
            case double day when kind == Kind.Day:
                json.WriteStringValue(ValueText.Day(day));
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double real:
                json.WriteNumberValue(real);
                break;
            case byte[] blob:
                json.WriteStringValue(ValueText.Decode(blob));
                break;
            default:
                json.WriteStringValue(Escape.Whole((string)value));
                break;
        }
    }

    // Beyond the basic plane the encoder writes everything out by itself.
    private static TextEncoderSettings Visible()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters([.. Enumerable.Range(0, 0x10000).Where(value => Rune.IsValid(value) && VisibleText.IsInvisible(new Rune(value))).Select(value => (char)value)]);
        return settings;
    }

    // The writer never splits a character between two flushes, so the parts can be decoded one by one.
    private static void Pass(Utf8JsonWriter json, MemoryStream bytes, TextWriter writer)
    {
        json.Flush();
        writer.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        bytes.SetLength(0);
    }
}
