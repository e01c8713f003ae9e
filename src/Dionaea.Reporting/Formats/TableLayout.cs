namespace Dionaea.Reporting;

/// <summary>
/// The layout of the query's own source where <see cref="TextLayouts"/> has it and it needs no other answer, else a
/// plain table. Who can ask more questions looks the layout up and passes it the answers it needs.
/// </summary>
public sealed class TableLayout : ITableFormat
{
    private readonly TableText _plain = new();

    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public string Extension => ".txt";

    /// <inheritdoc/>
    public bool ShowsNotes => true;

    /// <inheritdoc/>
    public void Write(Answer answer, TextWriter writer) => Write(answer, [], writer);

    /// <summary>Writes the source's layout when there are all answers it needs, else a plain table.</summary>
    /// <param name="answer">The answer of the query that names the layout.</param>
    /// <param name="others">The answers of <see cref="TextLayout.Others"/>, in that order.</param>
    /// <param name="writer">Where to.</param>
    public void Write(Answer answer, IReadOnlyList<Answer> others, TextWriter writer)
    {
        if (answer.Query?.Layout is { } name && TextLayouts.Find(name) is { } layout && layout.Others.Count == others.Count)
            layout.Write(answer, others, writer);
        else
            _plain.Write(answer, writer);
    }
}
