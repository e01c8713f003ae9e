using System.Text;
using System.Text.Json;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// A description as one JSON object with stable names: instants are Unix seconds, days <c>YYYY-MM-DD</c>, what is
/// not known null. Invisible characters are written as <c>\uXXXX</c>.
/// </summary>
public static class DescriptionJson
{
    /// <summary>Writes a description.</summary>
    public static void Write(Description described, TextWriter writer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, TableJson.Options))
        {
            json.WriteStartObject();
            WriteFile(json, described);
            WriteSchema(json, described.Profile.Schema);
            WriteArray(json, "tables", described.Profile.Tables, WriteTable);
            WriteArray(json, "traps", described.Profile.Traps, WriteTrap);
            WriteGaps(json, described.Profile.Gaps);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n");
    }

    private static void WriteFile(Utf8JsonWriter json, Description described)
    {
        var profile = described.Profile;
        json.WriteString("database", Escape.Whole(described.Database));
        json.WriteString("sha256", described.Sha256);
        json.WriteNumber("bytes", described.Bytes);
        json.WriteString("variant", described.Variant);
        WriteArray(json, "notes", described.Notes, static (writer, note) => writer.WriteStringValue(Escape.Whole(note)));
        json.WriteString("zone", profile.Zone);
        json.WriteNumber("connections", profile.Connections);
        json.WriteNumber("connections_without_time", profile.WithoutTime);
        WriteNumber(json, "first_seen", profile.Span.First);
        WriteNumber(json, "last_seen", profile.Span.Last);
    }

    private static void WriteSchema(Utf8JsonWriter json, SchemaDifference schema)
    {
        json.WriteStartObject("schema");
        WriteNames(json, "missing_tables", schema.MissingTables);
        WriteNames(json, "missing_columns", schema.MissingColumns);
        WriteNames(json, "renamed", schema.Renamed);
        WriteNames(json, "extra_tables", schema.ExtraTables);
        WriteNames(json, "extra_columns", schema.ExtraColumns);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, TableProfile table)
    {
        json.WriteStartObject();
        json.WriteString("name", Escape.Whole(table.Name));
        json.WriteBoolean("known", table.IsKnown);
        WriteWhole(json, "rows", table.Rows);
        WriteWhole(json, "orphans", table.Orphans);
        WriteNumber(json, "first_seen", table.First);
        WriteNumber(json, "last_seen", table.Last);
        json.WriteEndObject();
    }

    private static void WriteTrap(Utf8JsonWriter json, TrapFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Trap.Id);
        json.WriteString("title", finding.Trap.Title);
        json.WriteString("holds", finding.Trap.IsInEveryFile ? "always" : "measured");
        json.WriteBoolean("present", finding.Trap.IsInEveryFile || finding.IsPresent);
        json.WriteString("of", finding.Trap.Of);
        WriteArray(json, "counts", finding.Counts, static (writer, count) =>
        {
            writer.WriteStartObject();
            writer.WriteString("part", count.Part);
            writer.WriteNumber("found", count.Found);
            WriteWhole(writer, "total", count.Total);
            writer.WriteEndObject();
        });
        json.WriteString("consequence", finding.Trap.Consequence);
        json.WriteString("remedy", finding.Trap.Remedy);
        json.WriteEndObject();
    }

    private static void WriteGaps(Utf8JsonWriter json, GapProfile gaps)
    {
        json.WriteString("gap_rule", DescriptionText.Rule(gaps));
        json.WriteNumber("gap_seconds_least", gaps.Threshold);
        json.WriteNumber("gap_count", gaps.Count);
        WriteArray(json, "gaps", gaps.Longest, static (writer, gap) =>
        {
            writer.WriteStartObject();
            WriteNumber(writer, "start", gap.Start);
            WriteNumber(writer, "end", gap.End);
            WriteNumber(writer, "seconds", gap.End - gap.Start);
            writer.WriteEndObject();
        });
        json.WriteNumber("days", gaps.Days);
        json.WriteNumber("empty_days", gaps.EmptyDayCount);
        WriteArray(json, "empty_day_runs", gaps.LongestEmptyDays, static (writer, run) =>
        {
            writer.WriteStartObject();
            writer.WriteString("first", ValueText.Day(run.First));
            writer.WriteString("last", ValueText.Day(run.Last));
            writer.WriteEndObject();
        });
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names) =>
        WriteArray(json, name, names, static (writer, item) => writer.WriteStringValue(Escape.Whole(item)));

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static void WriteWhole(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known && double.IsFinite(known))
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
