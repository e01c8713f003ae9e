using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Shows the tables and views, or the columns of one.</summary>
public sealed class SchemaDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "schema";

    /// <inheritdoc/>
    public string Usage => "schema [TABLE]";

    /// <inheritdoc/>
    public string About => "Lists the analysis views and the stored tables, or the columns of one of them.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count > 1)
            throw WorkbenchException.Usage("#!schema takes one table or none.", "Write: #!schema TABLE");
        run.Say(directive.Words.Count == 0 ? All(run.Workbench) : One(run.Workbench, directive.Words[0]));
    }

    private static string All(Workbench workbench)
    {
        var text = new StringBuilder("| view | one row is |\n| --- | --- |\n");
        foreach (var view in AnalysisViews.All)
            text.Append($"| `{view.Name}` | {Escape.MarkdownText(view.About)} |\n");
        text.Append("\n| stored table | columns |\n| --- | --- |\n");
        foreach (var (table, columns) in workbench.Database.StoredTables.OrderBy(t => t.Key, StringComparer.Ordinal))
            text.Append($"| {Escape.MarkdownText(table)} | {Escape.MarkdownText(string.Join(", ", columns))} |\n");
        foreach (var (name, table) in workbench.Kept)
            text.Append($"| {name} (kept) | {Escape.MarkdownText(string.Join(", ", table.Columns.Select(c => c.Name)))} |\n");
        return text.ToString();
    }

    private static string One(Workbench workbench, string name)
    {
        var view = AnalysisViews.All.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase));
        if (view is not null)
        {
            var rows = view.Columns.Select(c => $"| `{c.Name}` | {c.Kind.ToString().ToLowerInvariant()} | {Escape.MarkdownText(c.About)} |");
            return $"**{view.Name}**: {Escape.MarkdownText(view.About)}\n\n| column | kind | |\n| --- | --- | --- |\n{string.Join('\n', rows)}\n";
        }

        var tables = workbench.Database.StoredTables;
        if (!tables.TryGetValue(name, out var columns))
            throw WorkbenchException.Unknown("table or view", name, tables.Keys.Concat(AnalysisViews.All.Select(v => v.Name)), "#!schema lists them.");
        var lines = columns.Select(c => $"| {Escape.MarkdownText(c)} | {(Kinds.Guess(c, null) ?? Kind.Text).ToString().ToLowerInvariant()} |");
        return $"**{Escape.MarkdownText(name)}**, a stored table\n\n| column | kind |\n| --- | --- |\n{string.Join('\n', lines)}\n";
    }
}
