using System.Text;
using System.Text.RegularExpressions;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// What the workbench says of one of its things, written once for a cell's output and for a terminal. All texts are
/// taken as they are and escaped for where they go.
/// </summary>
internal sealed partial class Explanation
{
    private const int Width = 100;

    // Longer tables are cut: a file can have as many columns as it likes.
    private const int MostRows = 300;

    private readonly StringBuilder _markdown = new();
    private readonly StringBuilder _text = new();
    private readonly TextPage _page;

    /// <summary>Starts with a name and what it is.</summary>
    public Explanation(string name, string what)
    {
        _page = new TextPage(new StringWriter(_text), Width);
        _markdown.Append($"**{Name(name)}** {Escape.MarkdownText(Suggestion.Excerpt(what))}\n");
        _page.Text($"{Suggestion.Excerpt(name)} {Suggestion.Excerpt(what)}", 0);
    }

    /// <summary>Starts without a title.</summary>
    public Explanation() => _page = new TextPage(new StringWriter(_text), Width);

    /// <summary>A paragraph.</summary>
    public Explanation Text(string text)
    {
        _markdown.Append($"\n{Escape.MarkdownText(text)}\n");
        _page.Text(text, 0);
        return this;
    }

    /// <summary>How something is written, without its meaning.</summary>
    public Explanation Usage(string usage)
    {
        _markdown.Append($"\n{Name(usage)}\n");
        _page.Text(usage, 2);
        return this;
    }

    /// <summary>Rows under their names; the first cell of each is the name of something. Nothing where there are none.</summary>
    public Explanation Rows(IReadOnlyList<string> names, IReadOnlyCollection<string[]> rows)
    {
        if (rows.Count == 0)
            return this;

        var shown = rows.Take(MostRows).Select(row => row.Select(Suggestion.Excerpt).ToArray()).ToList();
        _markdown.Append($"\n| {string.Join(" | ", names)} |\n|{string.Concat(names.Select(_ => " --- |"))}\n");

        // A bar ends the cell of a table even in a code span.
        foreach (var row in shown)
            _markdown.Append($"| {Name(row[0]).Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join(" | ", row.Skip(1).Select(Escape.MarkdownCell))} |\n");
        _text.Append('\n');
        _page.Rows(names, shown, new HashSet<int>());
        return rows.Count > MostRows ? Text(FormattableString.Invariant($"… and {rows.Count - MostRows} more.")) : this;
    }

    /// <summary>Points of a list. Nothing where there are none.</summary>
    public Explanation Points(IReadOnlyCollection<string> points)
    {
        if (points.Count > 0)
        {
            _markdown.Append('\n');
            _text.Append('\n');
        }

        foreach (var point in points)
        {
            _markdown.Append($"* {Escape.MarkdownText(point)}\n");
            _page.Field("*", point, 2, 2);
        }

        return this;
    }

    /// <summary>A statement of the catalogue's or a view's own.</summary>
    public Explanation Sql(string sql)
    {
        _markdown.Append($"\n```sql\n{sql.Replace("```", "` ` `", StringComparison.Ordinal)}\n```\n");
        _text.Append('\n');
        foreach (var line in sql.Split('\n'))
            _text.Append(Escape.Terminal(line)).Append('\n');
        return this;
    }

    /// <summary>The whole as Markdown.</summary>
    public string Markdown => _markdown.ToString();

    /// <summary>The whole in both forms.</summary>
    public Inspection ToInspection() => new(Markdown, _text.ToString());

    // A code span takes no character references: only what needs none goes into it.
    private static string Name(string name) => Plain().IsMatch(name)
        ? $"`{name}`"
        : Escape.MarkdownText(Suggestion.Excerpt(name));

    [GeneratedRegex(@"^[A-Za-z0-9_#$!][A-Za-z0-9_ .,()|=!#$…\[\]*>-]*\z")]
    private static partial Regex Plain();
}
