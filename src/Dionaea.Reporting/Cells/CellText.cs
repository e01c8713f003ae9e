using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A line of a cell that starts with <c>#!</c>.</summary>
/// <param name="Name">Its name without <c>#!</c>.</param>
/// <param name="Words">What follows, split at blanks; quotes hold words together and are taken away.</param>
/// <param name="Rest">What follows, as it was written.</param>
/// <param name="Line">The line of the cell, from 1.</param>
/// <param name="Text">
/// The lines below it where it takes them, preceded by as many empty lines as make its lines those of the cell; else empty.
/// </param>
public sealed record CellDirective(string Name, IReadOnlyList<string> Words, string Rest, int Line, string Text = "");

/// <summary>A cell's text: directives, then SQL.</summary>
/// <param name="Directives">The directives, in order.</param>
/// <param name="Sql">The SQL below them, preceded by as many empty lines as make its lines those of the cell.</param>
public sealed record CellText(IReadOnlyList<CellDirective> Directives, string Sql)
{
    /// <summary>Divides a cell's text. A directive below SQL is a mistake.</summary>
    /// <exception cref="WorkbenchException">A quote is not closed, or a directive stands below SQL.</exception>
    public static CellText Parse(string source)
    {
        var directives = new List<CellDirective>();
        var sql = new StringBuilder();
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var hasSql = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith("#!", StringComparison.Ordinal))
            {
                if (hasSql)
                {
                    throw WorkbenchException.Usage(
                        $"Line {i + 1} is a directive below SQL.", "Directives come before the SQL they act on; put it first or into a cell of its own.");
                }

                var directive = ParseLine(lines[i].Trim()[2..], i + 1);
                if (Dionaea.Reporting.Directives.Find(directive.Name) is { TakesText: true })
                {
                    var text = new string('\n', i + 1) + string.Join('\n', lines[(i + 1)..]);
                    return new CellText([.. directives, directive with { Text = text }], "");
                }

                directives.Add(directive);
                sql.Append('\n');
                continue;
            }

            hasSql |= lines[i].Trim().Length > 0 && !lines[i].TrimStart().StartsWith("--", StringComparison.Ordinal);
            sql.Append(lines[i]).Append('\n');
        }

        return new CellText(directives, hasSql ? sql.ToString() : "");
    }

    private static CellDirective ParseLine(string line, int number)
    {
        var name = new string([.. line.TakeWhile(c => !char.IsWhiteSpace(c))]);
        var rest = line[name.Length..].Trim();
        return new CellDirective(name, [.. Words(rest, number)], rest, number);
    }

    private static IEnumerable<string> Words(string text, int line)
    {
        foreach (var word in DirectiveWord.Split(text, 0, text.Length))
        {
            if (word.OpenQuote is { } quote)
                throw WorkbenchException.Usage($"A quote {quote} on line {line} is not closed.");
            yield return word.Text;
        }
    }
}
