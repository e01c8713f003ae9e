using System.Globalization;
using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The body of the page: each cell with its source, what it shows, and what failed.</summary>
internal sealed class PageCells(StringBuilder page, MarkdownText markdown)
{
    private int _code;

    /// <summary>Whether a figure was appended, so that the page needs plotly.js.</summary>
    public bool HasFigures { get; private set; }

    /// <summary>Whether one of the figures is a map, so that the page needs the outlines of countries.</summary>
    public bool HasMaps { get; private set; }

    public void Append(ReportCell cell)
    {
        switch (cell.Cell.Type)
        {
            case CellType.Markdown:
                page.Append("<section class=\"prose\">\n").Append(markdown.Cell(cell.Cell)).Append("</section>\n");
                break;
            case CellType.Code:
                AppendCode(cell);
                break;
            default:
                page.Append("<pre class=\"raw\">").Append(PageText.Html(cell.Cell.Source)).Append("</pre>\n");
                break;
        }
    }

    private void AppendCode(ReportCell cell)
    {
        var number = (++_code).ToString(CultureInfo.InvariantCulture);
        var failed = cell.Result?.Error is not null;
        page.Append("<section class=\"cell\" aria-label=\"Cell ").Append(number).Append("\">\n");
        if (cell.Result is null)
            page.Append("<p class=\"warning\"><b>Not run.</b> A cell before this one failed.</p>\n");
        var folds = "";
        foreach (var output in cell.Result?.Outputs ?? [])
        {
            AppendFolds(folds);
            folds = AppendOutput(output);
        }

        AppendFolds($"{folds}<details class=\"code\"{(failed ? " open" : "")}><summary>Code</summary><pre><code>"
            + $"{PageText.Html(cell.Cell.Source)}</code></pre></details>\n");
        page.Append("</section>\n");
    }

    private void AppendFolds(string folds)
    {
        if (folds.Length > 0)
            page.Append("<div class=\"folds\">\n").Append(folds).Append("</div>\n");
    }

    // Gives what is folded away beneath the output.
    private string AppendOutput(CellOutput output)
    {
        switch (output)
        {
            case AnswerOutput answer:
                return AppendAnswer(answer.Answer);
            case TreeOutput tree:
                AppendTree(tree);
                return "";
            case TextOutput text:
                page.Append("<div class=\"text\">\n").Append(markdown.Output(text.Markdown)).Append("</div>\n");
                return "";
            case PrintedOutput printed:
                page.Append("<pre class=\"printed\">").Append(PageText.Html(printed.Text)).Append("</pre>\n");
                return "";
            case ErrorOutput error:
                AppendError(error);
                return "";
            default:
                throw new InvalidOperationException($"no HTML for {output.GetType().Name}");
        }
    }

    private void AppendTree(TreeOutput tree)
    {
        if (tree.Figure is { } figure)
            AppendFigure(figure);

        using var html = new StringWriter();
        TreeHtml.Write(tree.Forest, tree.Zone, html);
        page.Append(html.GetStringBuilder());
    }

    private void AppendFigure(Figure figure)
    {
        HasFigures = true;
        HasMaps |= figure.HasMap;
        PageFigure.Append(page, figure);
    }

    private string AppendAnswer(Answer answer)
    {
        var name = answer.Query?.Title ?? "Result";
        var folds = new StringBuilder();
        if (answer.Figure is { } figure)
        {
            AppendFigure(figure);
            AppendWarnings(answer.Warnings);
            folds.Append("<details class=\"data\"><summary>Table <span>").Append(PageTable.RowCount(answer.Table))
                .Append("</span></summary>\n");
            PageTable.Append(folds, answer, name);
            folds.Append("</details>\n");
        }
        else
        {
            if (answer.Query is not null)
                page.Append("<p class=\"caption\">").Append(Escape.Html(name)).Append("</p>\n");
            AppendWarnings(answer.Warnings);
            if (PageTable.IsTiles(answer.Table))
                PageTable.AppendTiles(page, answer);
            else
                PageTable.Append(page, answer, name);
        }

        if (answer.Query is { } query)
            AppendNotes(folds, query);
        return folds.ToString();
    }

    private static void AppendNotes(StringBuilder folds, Query query)
    {
        folds.Append("<details class=\"notes\"><summary>About these numbers</summary>\n<p>").Append(Escape.Html(query.Question))
            .Append("</p>\n<dl>\n<dt>Counts</dt><dd>").Append(Escape.Html(query.Population)).Append("</dd>\n<dt>Query</dt><dd>")
            .Append(Escape.Html(query.Id is null ? query.Name : $"{query.Name} ({query.Id})"))
            .Append("</dd>\n<dt>Source</dt><dd>").Append(Escape.Html(query.Source)).Append("</dd>\n</dl>\n");
        if (query.Notes.Count > 0)
        {
            folds.Append("<ul>\n");
            foreach (var note in query.Notes)
                folds.Append("<li>").Append(Escape.Html(note)).Append("</li>\n");
            folds.Append("</ul>\n");
        }

        folds.Append("</details>\n");
    }

    private void AppendWarnings(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            page.Append("<p class=\"warning\"><b>Note.</b> ").Append(Escape.Html(warning)).Append("</p>\n");
    }

    private void AppendError(ErrorOutput error)
    {
        page.Append("<div class=\"error\" role=\"alert\"><p><b>This cell failed");
        if (error.Line is { } line)
            page.Append(" at line ").Append(line.ToString(CultureInfo.InvariantCulture));
        page.Append(".</b> ").Append(PageText.Html(error.Error.Message)).Append("</p>\n");
        if (error.Excerpt is { } excerpt)
            page.Append("<pre>").Append(PageText.Html(excerpt)).Append("</pre>\n");
        if (error.Error.Remedy is { } remedy)
            page.Append("<p>").Append(Escape.Html(remedy)).Append("</p>\n");
        page.Append("</div>\n");
    }
}
