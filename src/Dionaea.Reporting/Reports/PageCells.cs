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
                page.Append("<pre class=\"raw\">").Append(PageText.HtmlText(cell.Cell.Source)).Append("</pre>\n");
                break;
        }
    }

    private void AppendCode(ReportCell cell)
    {
        var number = (++_code).ToString(CultureInfo.InvariantCulture);
        var failed = cell.Result?.Error is not null;
        page.Append("<section class=\"cell").Append(failed ? " failed" : "").Append("\" aria-label=\"Cell ").Append(number)
            .Append("\">\n<details class=\"code\"").Append(failed ? " open" : "").Append("><summary>Code</summary><pre><code>")
            .Append(PageText.HtmlText(cell.Cell.Source)).Append("</code></pre></details>\n");
        if (cell.Result is null)
            page.Append("<p class=\"warning\"><b>Not run.</b> A cell before this one failed.</p>\n");
        foreach (var output in cell.Result?.Outputs ?? [])
            AppendOutput(output);
        page.Append("</section>\n");
    }

    private void AppendOutput(CellOutput output)
    {
        switch (output)
        {
            case AnswerOutput answer:
                AppendAnswer(answer);
                break;
            case TextOutput text:
                page.Append("<div class=\"text\">\n").Append(markdown.Output(text.Markdown)).Append("</div>\n");
                break;
            case ErrorOutput error:
                AppendError(error);
                break;
            default:
                throw new InvalidOperationException($"no HTML for {output.GetType().Name}");
        }
    }

    private void AppendAnswer(AnswerOutput output)
    {
        var answer = output.Answer;
        var name = answer.Query?.Title ?? "Result";
        if (answer.Figure is { } figure)
        {
            HasFigures = true;
            PageFigure.Append(page, figure);
            AppendWarnings(answer.Warnings);
            page.Append("<details class=\"data\"><summary>Table <span>").Append(PageTable.RowCount(answer.Table))
                .Append("</span></summary>\n");
            PageTable.Append(page, answer, name);
            page.Append("</details>\n");
        }
        else
        {
            if (answer.Query is not null)
                page.Append("<p class=\"caption\">").Append(PageText.HtmlText(name)).Append("</p>\n");
            AppendWarnings(answer.Warnings);
            if (PageTable.IsTiles(answer.Table))
                PageTable.AppendTiles(page, answer);
            else
                PageTable.Append(page, answer, name);
        }

        if (answer.Query is { } query)
            AppendNotes(query);
    }

    private void AppendNotes(Query query)
    {
        page.Append("<details class=\"notes\"><summary>About these numbers</summary>\n<p>").Append(PageText.HtmlText(query.Question))
            .Append("</p>\n<dl>\n<dt>Counts</dt><dd>").Append(PageText.HtmlText(query.Population)).Append("</dd>\n<dt>Query</dt><dd>")
            .Append(PageText.HtmlText(query.Id is null ? query.Name : $"{query.Name} ({query.Id})"))
            .Append("</dd>\n<dt>Source</dt><dd>").Append(PageText.HtmlText(query.Source)).Append("</dd>\n</dl>\n");
        if (query.Notes.Count > 0)
        {
            page.Append("<ul>\n");
            foreach (var note in query.Notes)
                page.Append("<li>").Append(PageText.HtmlText(note)).Append("</li>\n");
            page.Append("</ul>\n");
        }

        page.Append("</details>\n");
    }

    private void AppendWarnings(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            page.Append("<p class=\"warning\"><b>Note.</b> ").Append(PageText.HtmlText(warning)).Append("</p>\n");
    }

    private void AppendError(ErrorOutput error)
    {
        page.Append("<div class=\"error\" role=\"alert\"><p><b>This cell failed");
        if (error.Line is { } line)
            page.Append(" at line ").Append(line.ToString(CultureInfo.InvariantCulture));
        page.Append(".</b> ").Append(PageText.HtmlText(error.Error.Message)).Append("</p>\n");
        if (error.Error.Remedy is { } remedy)
            page.Append("<p>").Append(PageText.HtmlText(remedy)).Append("</p>\n");
        page.Append("</div>\n");
    }
}
