using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A table in GitHub's Markdown, quantities right-aligned, notes as a paragraph below.</summary>
public sealed class TableMarkdown : ITableFormat
{
    private readonly int _longest;

    /// <summary>Makes the format.</summary>
    /// <param name="longest">The most characters of one value.</param>
    public TableMarkdown(int longest = 200) => _longest = longest;

    /// <inheritdoc/>
    public string Name => "md";

    /// <inheritdoc/>
    public string Extension => ".md";

    /// <inheritdoc/>
    public bool ShowsNotes => true;

    /// <inheritdoc/>
    public void Write(Answer answer, TextWriter writer)
    {
        var columns = answer.Table.Columns;
        var values = new ValueText(answer.Zone, _longest);
        if (columns.Count > 0)
        {
            WriteRow(writer, columns.Select(column => Escape.MarkdownCell(column.Name)));
            WriteRow(writer, columns.Select(column => column.Kind.IsQuantity() ? "---:" : "---"));
        }

        foreach (var row in answer.Table.Rows)
            WriteRow(writer, columns.Select((column, i) => Escape.MarkdownCell(values.Show(row[i], column.Kind))));
        writer.Write('\n');
        writer.Write(string.Join(' ', AnswerNotes.Of(answer).Select(Escape.MarkdownText)));
        writer.Write('\n');
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> cells) =>
        writer.Write($"| {string.Join(" | ", cells)} |\n");
}
