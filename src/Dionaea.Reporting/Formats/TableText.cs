using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A table for a terminal: aligned columns under their names, notes below.</summary>
public sealed class TableText : ITableFormat
{
    private const string Gap = "  ";
    private readonly int _longest;

    /// <summary>Makes the format.</summary>
    /// <param name="longest">The most characters of one value.</param>
    public TableText(int longest = 80) => _longest = longest;

    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public string Extension => ".txt";

    /// <inheritdoc/>
    public bool ShowsNotes => true;

    /// <inheritdoc/>
    public void Write(Answer answer, TextWriter writer)
    {
        var columns = answer.Table.Columns;
        var values = new ValueText(answer.Zone, _longest);
        var names = columns.Select(column => Escape.Terminal(column.Name)).ToArray();
        var rows = answer.Table.Rows.Select(row => Cells(row, columns, values)).ToList();
        var widths = names.Select((name, i) => rows.Select(row => TextWidth.Of(row[i])).Append(TextWidth.Of(name)).Max()).ToArray();
        if (columns.Count > 0)
        {
            WriteLine(writer, names, columns, widths);
            WriteLine(writer, [.. widths.Select(width => new string('-', width))], columns, widths);
        }

        foreach (var row in rows)
            WriteLine(writer, row, columns, widths);
        writer.Write('\n');
        foreach (var note in AnswerNotes.Of(answer))
            writer.Write(Escape.Terminal(note) + "\n");
    }

    private static string[] Cells(object?[] row, IReadOnlyList<Column> columns, ValueText values)
    {
        var cells = new string[columns.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Escape.Terminal(values.Show(row[i], columns[i].Kind));
        return cells;
    }

    private static void WriteLine(TextWriter writer, string[] cells, IReadOnlyList<Column> columns, int[] widths)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            var padding = new string(' ', widths[i] - TextWidth.Of(cells[i]));
            var last = i == cells.Length - 1;
            writer.Write(columns[i].Kind.IsQuantity() ? padding + cells[i] : last ? cells[i] : cells[i] + padding);
            writer.Write(last ? "\n" : Gap);
        }
    }
}
