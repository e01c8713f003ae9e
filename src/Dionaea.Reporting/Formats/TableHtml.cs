using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// One HTML <c>table</c> element without style, script or link, for any page. Its classes: <c>answer</c> (the table),
/// <c>quantity</c> (right-aligned cells), <c>kind-…</c> (header cells), <c>missing</c> (NULL and empty),
/// <c>note</c> (a paragraph of the caption). <c>data-sort</c> carries the number by which a cell sorts; cells without
/// it sort by their text.
/// </summary>
public sealed class TableHtml : ITableFormat
{
    private readonly int _rows;
    private readonly int _longest;

    /// <summary>Makes the format.</summary>
    /// <param name="rows">The most rows that are written; the caption says when there are more.</param>
    /// <param name="longest">The most characters of one value.</param>
    public TableHtml(int rows = int.MaxValue, int longest = 200)
    {
        _rows = rows;
        _longest = longest;
    }

    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public string Extension => ".html";

    /// <inheritdoc/>
    public bool ShowsNotes => true;

    /// <inheritdoc/>
    public void Write(Answer answer, TextWriter writer)
    {
        var values = new ValueText(answer.Zone, _longest);
        var columns = answer.Table.Columns;
        writer.Write("<table class=\"answer\">\n<caption>");
        foreach (var note in AnswerNotes.Of(answer, Math.Min(_rows, answer.Table.Rows.Count)))
            writer.Write($"<p class=\"note\">{Escape.Html(note)}</p>");
        writer.Write("</caption>\n<thead>\n<tr>");
        foreach (var column in columns)
            writer.Write($"<th scope=\"col\" class=\"{Classes(column.Kind)}\">{Escape.Html(column.Name)}</th>");
        writer.Write("</tr>\n</thead>\n<tbody>\n");
        foreach (var row in answer.Table.Rows.Take(_rows))
        {
            writer.Write("<tr>");
            for (var i = 0; i < columns.Count; i++)
                WriteCell(writer, row[i], columns[i].Kind, values);
            writer.Write("</tr>\n");
        }

        writer.Write("</tbody>\n</table>\n");
    }

    private static string Classes(Kind kind)
    {
        var name = kind.ToString().ToLowerInvariant();
        return kind.IsQuantity() ? $"quantity kind-{name}" : $"kind-{name}";
    }

    private static void WriteCell(TextWriter writer, object? value, Kind kind, ValueText values)
    {
        writer.Write(kind.IsQuantity() ? "<td class=\"quantity\"" : "<td");
        if (SortKey(value) is { } key)
            writer.Write($" data-sort=\"{Escape.Attribute(key)}\"");
        writer.Write('>');
        var text = Escape.Html(values.Show(value, kind));
        var missing = value is null || (kind == Kind.Credential && value is string { Length: 0 });
        writer.Write(missing ? $"<span class=\"missing\">{text}</span>" : text);
        writer.Write("</td>");
    }

    private static string? SortKey(object? value) => value switch
    {
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real when double.IsFinite(real) => real.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };
}
