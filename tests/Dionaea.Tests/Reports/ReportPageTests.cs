using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Page_draws_every_trace_type_without_a_fault_or_a_request()
    {
        var figures = PageAnswers.FigureOfEachType("<b>smb</b>");
        await using var page = await browser.Open(ReportOf(figures).ToHtml());

        Assert.Equal(figures.Count, await page.Charts());
        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
    }

    private static Report ReportOf(IReadOnlyList<Figure> figures)
    {
        var table = PageAnswers.Table(["port", "connections"], [Kind.Port, Kind.Count], [445L, 3L], [80L, 2L]);
        var notebook = PageAnswers.Notebook(
            "charts.ipynb", ["md:# Charts", .. figures.Select((figure, i) => $"#!query chart-{i}")]);
        return PageAnswers.Report(
            notebook, PageAnswers.Provenance,
            [.. figures.Select(figure => new CellOutput[] { new AnswerOutput(PageAnswers.Answer(table, figure)) })]);
    }
}
