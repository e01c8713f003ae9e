using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Explains the directives, or one query.</summary>
public sealed class HelpDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "help";

    /// <inheritdoc/>
    public string Usage => "help [QUERY|DIRECTIVE]";

    /// <inheritdoc/>
    public string About => "Explains how cells are written, or one query: its question, source, parameters, traps and SQL.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count == 0)
            run.Say(Overview());
        else if (Directives.Find(directive.Words[0].TrimStart('#', '!')) is { } known)
            run.Say($"`#!{known.Usage}`\n\n{known.About}");
        else
            run.Say(Explain(run.Workbench.Catalogue[directive.Words[0]]));
    }

    /// <summary>A query's record as Markdown.</summary>
    public static string Explain(Query query)
    {
        var text = new StringBuilder($"**{Escape.MarkdownText(query.Title)}** (`{query.Name}`{(query.Id is null ? "" : $", {query.Id}")})\n\n");
        text.Append($"{Escape.MarkdownText(query.Question)}\n\nCounts: {Escape.MarkdownText(query.Population)}.\n");
        if (query.Source.Length > 0)
            text.Append($"Source: {Escape.MarkdownText(query.Source)}.\n");
        if (query.Parameters.Count > 0)
            text.Append("\n| parameter | takes | default | |\n| --- | --- | --- | --- |\n");
        foreach (var p in query.Parameters)
            text.Append($"| `{p.Name}` | {p.Type.ToString().ToLowerInvariant()} | {Escape.MarkdownText(p.IsComputed ? "from the database" : p.Default ?? "none")} | {Escape.MarkdownText(p.About)} |\n");
        text.Append($"\n| column | kind |\n| --- | --- |\n{string.Concat(query.Columns.Select(c => $"| `{c.Name}` | {c.Kind.ToString().ToLowerInvariant()} |\n"))}");
        foreach (var note in query.Notes)
            text.Append($"\n* {Escape.MarkdownText(note)}");
        if (query.Published?.Difference is { } difference)
            text.Append($"\n\nWith `--as-published`: {Escape.MarkdownText(difference)}");
        text.Append($"\n\n```sql\n{query.Sql.Replace("```", "` ` `", StringComparison.Ordinal)}\n```\n");
        return text.ToString();
    }

    private static string Overview()
    {
        var lines = Directives.All.Select(d => $"| `#!{d.Usage.Replace("|", "\\|", StringComparison.Ordinal)}` | {d.About} |");
        return "A cell is SQL, below lines that start with `#!`:\n\n| directive | |\n| --- | --- |\n" + string.Join('\n', lines) + "\n";
    }
}
