using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What a reader must know beside a table: how many rows, what was cut, which zone, warnings. Not yet escaped.</summary>
public static class AnswerNotes
{
    /// <summary>All notes, as sentences.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="shown">How many of the table's rows the output shows; null for all.</param>
    public static IReadOnlyList<string> Of(Answer answer, int? shown = null)
    {
        var notes = new List<string> { Rows(answer.Table, shown) };
        if (answer.Table.Columns.Any(column => column.Kind is Kind.Timestamp))
            notes.Add($"Times in {answer.Zone}.");
        else if (answer.Table.Columns.Any(column => column.Kind is Kind.Day or Kind.Month or Kind.Hour))
            notes.Add($"Days and hours in {answer.Zone}.");
        notes.AddRange(answer.Warnings);
        return notes;
    }

    /// <summary>Only what is missing and the warnings: what a machine format has no place for. Empty when nothing is amiss.</summary>
    public static IReadOnlyList<string> Losses(Answer answer) =>
        answer.Table.Truncated is null ? answer.Warnings : [Rows(answer.Table, null), .. answer.Warnings];

    private static string Rows(Table table, int? shown)
    {
        var count = table.Rows.Count switch
        {
            0 => "No rows",
            1 => "1 row",
            var n => string.Create(CultureInfo.InvariantCulture, $"{n:#,##0} rows"),
        };
        var part = shown < table.Rows.Count
            ? string.Create(CultureInfo.InvariantCulture, $", the first {shown:#,##0} shown")
            : "";
        return $"{count}{part}{(table.Truncated is null ? "" : $", {table.Truncated}")}.";
    }
}
