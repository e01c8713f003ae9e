using System.Globalization;
using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>An answer's table in the page: sortable by its headers, or as tiles when it is one row of counts.</summary>
internal static class PageTable
{
    /// <summary>The most rows that a page carries of a table.</summary>
    public const int MostRows = 1000;

    /// <summary>The rows shown before the reader asks for all.</summary>
    public const int FirstRows = 25;

    private const int LongestValue = 400;
    private const int LongestName = 60;

    /// <summary>Whether the answer reads better as number tiles: one row, at least two counts and little else.</summary>
    public static bool IsTiles(Table table) =>
        table.Rows.Count == 1
        && table.Columns.Count <= 12
        && table.Columns.Count(column => column.Kind == Kind.Count) >= 2
        && table.Columns.Where((column, i) => !column.Kind.IsQuantity() && table.Rows[0][i] is string { Length: > 24 }).Any() is false;

    /// <summary>One row as tiles, one per column.</summary>
    public static void AppendTiles(StringBuilder page, Answer answer)
    {
        var values = new ValueText(answer.Zone, LongestValue);
        page.Append("<dl class=\"tiles\">\n");
        for (var i = 0; i < answer.Table.Columns.Count; i++)
        {
            var column = answer.Table.Columns[i];
            page.Append("<div><dt>").Append(Label(column)).Append("</dt><dd>")
                .Append(ValueHtml(column, answer.Table.Rows[0][i], values)).Append("</dd></div>\n");
        }

        page.Append("</dl>\n");
    }

    /// <summary>The table with its rows' note.</summary>
    /// <param name="page">Takes the HTML.</param>
    /// <param name="answer">The answer; its order is the order shown first.</param>
    /// <param name="name">What the table is called for readers who don't see it.</param>
    public static void Append(StringBuilder page, Answer answer, string name)
    {
        var table = answer.Table;
        if (table.Rows.Count > 0 && table.Columns.Count > 0)
        {
            page.Append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(Escape.Attribute(name))
                .Append("\"><table data-first=\"").Append(FirstRows.ToString(CultureInfo.InvariantCulture))
                .Append("\">\n<thead><tr>");
            foreach (var column in table.Columns)
                page.Append(Tag("th scope=\"col\" aria-sort=\"none\"", column)).Append(Label(column)).Append("</th>");
            page.Append("</tr></thead>\n<tbody>\n");
            var values = new ValueText(answer.Zone, LongestValue);
            foreach (var row in table.Rows.Take(MostRows))
                AppendRow(page, table.Columns, row, values);
            page.Append("</tbody>\n</table></div>\n");
        }

        if (RowsNote(table) is { } note)
            page.Append("<p class=\"rows\">").Append(Escape.Html(note)).Append("</p>\n");
    }

    /// <summary>How many rows there are, in words.</summary>
    public static string RowCount(Table table) =>
        table.Rows.Count == 1 ? "1 row" : table.Rows.Count.ToString("N0", CultureInfo.InvariantCulture) + " rows";

    private static void AppendRow(StringBuilder page, IReadOnlyList<Column> columns, object?[] row, ValueText values)
    {
        page.Append("<tr>");
        for (var i = 0; i < row.Length; i++)
        {
            var column = columns[i];
            page.Append(row[i] switch
            {
                long whole => Tag($"td data-v=\"{whole.ToString(CultureInfo.InvariantCulture)}\"", column),
                double real when double.IsFinite(real) => Tag($"td data-v=\"{real.ToString("R", CultureInfo.InvariantCulture)}\"", column),
                _ => Tag("td", column),
            });
            page.Append(ValueHtml(column, row[i], values)).Append("</td>");
        }

        page.Append("</tr>\n");
    }

    private static string Tag(string start, Column column) => column.Kind switch
    {
        var kind when kind.IsQuantity() => $"<{start} class=\"n\">",
        Kind.Hash or Kind.Host or Kind.Url or Kind.Credential => $"<{start} class=\"m\">",
        Kind.Day or Kind.Timestamp or Kind.Month or Kind.Hour or Kind.Port or Kind.Connection => $"<{start} class=\"d\">",
        _ => $"<{start}>",
    };

    private static string Label(Column column) =>
        Escape.Html(new ValueText("UTC", LongestName).Show(column.Name.Replace('_', ' '), Kind.Name));

    private static string ValueHtml(Column column, object? value, ValueText values)
    {
        var text = Escape.Html(values.Show(value, column.Kind));
        var isMissing = value is null || (column.Kind == Kind.Credential && value is string { Length: 0 });
        return isMissing ? $"<i>{text}</i>" : text;
    }

    private static string? RowsNote(Table table)
    {
        var count = table.Rows.Count.ToString("N0", CultureInfo.InvariantCulture);
        var cut = table.Truncated is { } reason ? $"The result was {reason}." : null;
        var first = table.Rows.Count switch
        {
            0 => "No rows.",
            > MostRows => FormattableString.Invariant(
                $"The first {MostRows:N0} of {count} rows are in this page; the embedded notebook gives the rest."),
            _ => null,
        };
        return (first, cut) switch
        {
            (null, _) => cut,
            (_, null) => first,
            _ => $"{first} {cut}",
        };
    }
}
