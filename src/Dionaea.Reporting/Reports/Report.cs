using System.Text;

namespace Dionaea.Reporting;

/// <summary>A cell of a notebook that was run for a report.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Result">What it gave; null for a cell that is not code or was not reached.</param>
public sealed record ReportCell(NotebookCell Cell, CellResult? Result);

/// <summary>
/// One HTML file from a notebook that was run: it loads nothing, forbids itself to (CSP level 3), and holds no
/// clock, so that the same input gives the same bytes.
/// </summary>
public sealed class Report
{
    private readonly Notebook _notebook;
    private readonly IReadOnlyList<ReportCell> _cells;
    private readonly Provenance _provenance;

    /// <summary>Makes a report.</summary>
    /// <param name="notebook">The notebook as it was read; outputs stored in it are left out.</param>
    /// <param name="cells">The cells that were run, in order, an injected one included.</param>
    /// <param name="provenance">Where the numbers come from.</param>
    public Report(Notebook notebook, IReadOnlyList<ReportCell> cells, Provenance provenance)
    {
        _notebook = notebook;
        _cells = cells;
        _provenance = provenance;
    }

    /// <summary>The page as UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(ToHtml());

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <exception cref="Dionaea.Analysis.WorkbenchException">The file cannot be written.</exception>
    public void Save(string path) => WholeFile.Write(path, ToUtf8());

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var title = _notebook.Title;
        var markdown = new MarkdownText(_notebook.Cells, title);
        var body = new StringBuilder();
        var cells = new PageCells(body, markdown);
        foreach (var cell in _cells)
            cells.Append(cell);

        var page = new StringBuilder(2 << 20);
        AppendHead(page, title);
        AppendHeader(page, title);
        AppendContents(page, markdown.Rendered);
        page.Append("<main>\n").Append(body);
        PageProvenance.Append(page, _provenance, _notebook);
        page.Append("</main>\n</div>\n<script type=\"application/x-ipynb+json\" id=\"notebook\" data-name=\"")
            .Append(Escape.Attribute(_notebook.Name)).Append("\">")
            .Append(Encoding.UTF8.GetString(_notebook.WithoutOutputs().ToUtf8()).Replace("<", "\\u003c", StringComparison.Ordinal))
            .Append("</script>\n");
        if (cells.HasMaps)
            page.Append("<script type=\"application/json\" id=\"outlines\">").Append(Assets.Outlines).Append("</script>\n");
        if (cells.HasFigures)
            page.Append("<script>").Append(Assets.Plotly).Append("</script>\n");
        page.Append("<script>").Append(Assets.Script).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private void AppendHead(StringBuilder page, string title)
    {
        var style = Assets.Style;
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(PagePolicy.Text(style)).Append("\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light\">\n")
            .Append("<meta name=\"generator\" content=\"dionaea analysis workbench ")
            .Append(Escape.Attribute(_provenance.Version)).Append("\">\n")
            .Append("<title>").Append(Escape.Html(title)).Append(" · ").Append(Escape.Html(_provenance.Database))
            .Append("</title>\n<style id=\"").Append(PagePolicy.StyleId).Append("\">").Append(style).Append("</style>\n</head>\n");
    }

    private void AppendHeader(StringBuilder page, string title)
    {
        page.Append("<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header id=\"top\">\n<h1>")
            .Append(Escape.Html(title)).Append("</h1>\n<p class=\"about\"><span>")
            .Append(Escape.Html(_provenance.Database)).Append("</span> <span>")
            .Append(Escape.Html(PageProvenance.Span(_provenance))).Append("</span> <span>times in ")
            .Append(Escape.Html(_provenance.Zone)).Append("</span></p>\n</header>\n<div class=\"body\" id=\"content\">\n");
    }

    private static void AppendContents(StringBuilder page, IReadOnlyList<Heading> headings)
    {
        page.Append("<nav aria-label=\"Contents\"><h2>Contents</h2>\n<ul>\n");
        foreach (var heading in headings.Where(heading => heading.Level <= 3 && heading.Text.Length > 0))
        {
            page.Append("<li class=\"level-").Append(heading.Level == 2 ? '2' : '3').Append("\"><a href=\"#").Append(heading.Id)
                .Append("\">").Append(Escape.Html(heading.Text)).Append("</a></li>\n");
        }

        page.Append("<li class=\"level-2\"><a href=\"#provenance\">Provenance</a></li>\n</ul>\n</nav>\n");
    }
}
