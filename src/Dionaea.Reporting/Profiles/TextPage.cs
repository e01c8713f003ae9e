namespace Dionaea.Reporting;

/// <summary>Writes sections of indented text and aligned rows, wrapped to a width, every word escaped for a terminal.</summary>
internal sealed class TextPage(TextWriter writer, int width)
{
    private bool _isStarted;

    /// <summary>Starts a section.</summary>
    public void Section(string title)
    {
        writer.Write(_isStarted ? $"\n{Escape.Terminal(title)}\n" : $"{Escape.Terminal(title)}\n");
        _isStarted = true;
    }

    /// <summary>A label and its text; the text's further lines stand under its first.</summary>
    public void Field(string label, string text, int indent = 2, int labelWidth = 12) =>
        Wrap(new string(' ', indent) + Escape.Terminal(label).PadRight(labelWidth), Escape.Terminal(text));

    /// <summary>A paragraph.</summary>
    public void Text(string text, int indent = 2) => Wrap(new string(' ', indent), Escape.Terminal(text));

    /// <summary>Rows of equally many cells under their names; those of <paramref name="right"/> are right-aligned.</summary>
    public void Rows(IReadOnlyList<string> names, IReadOnlyList<string[]> rows, IReadOnlySet<int> right, int indent = 2)
    {
        var lines = rows.Prepend([.. names]).Select(row => row.Select(Escape.Terminal).ToArray()).ToList();
        var widths = names.Select((_, i) => lines.Max(line => TextWidth.Of(line[i]))).ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, i) =>
            {
                var padding = new string(' ', widths[i] - TextWidth.Of(cell));
                return right.Contains(i) ? padding + cell : cell + padding;
            });
            writer.Write($"{new string(' ', indent)}{string.Join("  ", cells)}".TrimEnd(' ') + "\n");
        }
    }

    private void Wrap(string start, string text)
    {
        var under = new string(' ', TextWidth.Of(start));
        var line = start;
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && TextWidth.Of(line) + 1 + TextWidth.Of(word) > width)
            {
                writer.Write(line.TrimEnd(' ') + "\n");
                (line, isEmpty) = (under, true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        writer.Write(line.TrimEnd(' ') + "\n");
    }
}
