using System.Text;
using System.Text.RegularExpressions;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The line of a kind of detail, taken apart once.</summary>
internal sealed partial class DetailLine
{
    private readonly List<List<Piece>> _groups = [];
    private readonly List<bool> _areOptional = [];

    private DetailLine(DetailKind kind)
    {
        foreach (Match part in Parts().Matches(kind.Line))
        {
            var isOptional = part.Value[0] == '[';
            _areOptional.Add(isOptional);
            _groups.Add([.. Pieces().Matches(isOptional ? part.Value[1..^1] : part.Value).Select(piece => Of(kind, piece.Value))]);
        }
    }

    /// <summary>The lines of all kinds, in the order in which they are shown.</summary>
    public static IReadOnlyList<(DetailKind Kind, DetailLine Line)> All { get; } = [.. DetailKind.All.Select(kind => (kind, new DetailLine(kind)))];

    /// <summary>The line for a row, not yet escaped.</summary>
    public string Write(object?[] row, ValueText values)
    {
        var line = new StringBuilder();
        for (var i = 0; i < _groups.Count; i++)
        {
            if (_areOptional[i] && _groups[i].Any(piece => piece.Place > 0 && row[piece.Place] is null or "" or byte[] { Length: 0 }))
                continue;
            foreach (var piece in _groups[i])
                line.Append(piece.Place > 0 ? values.Show(row[piece.Place], piece.Kind) : piece.Text);
        }

        return line.ToString();
    }

    // The first column is the connection.
    private static Piece Of(DetailKind kind, string text)
    {
        if (text[0] != '{')
            return new Piece(text, 0, Kind.Text);
        var place = kind.Columns.ToList().FindIndex(column => column.Name == text[1..^1]);
        return place < 0
            ? throw new InvalidOperationException($"the line of '{kind.Name}' has no column for '{text}'")
            : new Piece("", place + 1, kind.Columns[place].Kind);
    }

    private sealed record Piece(string Text, int Place, Kind Kind);

    [GeneratedRegex(@"\[[^\]]*\]|[^\[]+", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{\w+\}|[^{]+", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
