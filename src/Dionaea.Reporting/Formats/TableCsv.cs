using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Comma-separated values: a header and a record per row, quoted by RFC 4180, lines ended by LF as Unix tools expect.
/// Values are as stored and not defanged; NULL is an empty field, the empty text <c>""</c>; a text that a spreadsheet
/// would run gets a leading <c>'</c>.
/// </summary>
public sealed class TableCsv : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Extension => ".csv";

    /// <inheritdoc/>
    public bool ShowsNotes => false;

    /// <inheritdoc/>
    public void Write(Answer answer, TextWriter writer)
    {
        var columns = answer.Table.Columns;
        writer.Write(string.Join(',', columns.Select(column => Escape.CsvField(column.Name))));
        writer.Write('\n');
        foreach (var row in answer.Table.Rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                    writer.Write(',');
                writer.Write(Field(row[i], columns[i].Kind));
            }

            writer.Write('\n');
        }
    }

    private static string Field(object? value, Kind kind) => value switch
    {
        null => "",
        long day when kind == Kind.Day => ValueText.Day(day),
        double day when kind == Kind.Day => ValueText.Day(day),
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        byte[] blob => Escape.CsvField(ValueText.Decode(blob)),
        _ => Escape.CsvField((string)value),
    };
}
