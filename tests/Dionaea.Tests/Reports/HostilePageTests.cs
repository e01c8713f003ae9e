using System.Text;
using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class HostilePageTests(Browser browser)
{
    private static readonly string[] Payloads =
    [
        "</script><script>window.ran=1;alert(1)</script>",
        "<!--<script>window.ran=2</script>",
        "\"><img src=x onerror=\"window.ran=3;alert(3)\">",
        "' onmouseover='window.ran=4' autofocus onfocus='window.ran=4",
        "</style></title></textarea></pre></details><svg onload=alert(5)>",
        "<a href=\"javascript:alert(6)\">click</a>",
        "javascript:alert(7)",
        "http://192.0.2.1/beacon.png",
        "%{customdata} $x^2$ <extra>x</extra> &lt;script&gt;",
        "\u202Eevil\u2066 \u200B\u0000\u001b]0;title\u0007\u0085 \uD800 \uFFFF",
        "'; DROP TABLE connections; --",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
    ];

    private static readonly string AllAtOnce = string.Join(' ', Payloads);

    [Fact]
    public async Task Page_shows_hostile_text_in_every_place_as_text()
    {
        var labels = Payloads.Select(Escape.ChartLabel).Prepend(Escape.ChartLabel(AllAtOnce)).ToArray();
        await using var page = await browser.Open(Everywhere(labels).ToHtml(), width: 390);
        await Provoke(page);

        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
        Assert.True(await page.Page.EvaluateAsync<bool>("window.ran === undefined"));
        Assert.Equal(PageAnswers.FigureOfEachType("").Count, await page.Charts());
        Assert.Equal(0, await page.Overflow());
        Assert.Equal(2, await page.Page.Locator("script:not([type])").CountAsync());
        Assert.Equal(1, await page.Page.Locator("style").CountAsync());
        Assert.Equal(0, await page.Page.Locator("a:not([href^='#']), img, iframe, object, embed, form, base, link").CountAsync());
        Assert.Contains("<a href=\"javascript:alert(6)\">click</a>", await page.Page.TextContentAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_runs_nothing_even_from_labels_that_were_not_made_inert()
    {
        await using var page = await browser.Open(Everywhere([AllAtOnce, .. Payloads]).ToHtml());
        await Provoke(page);

        Assert.True(await page.Page.EvaluateAsync<bool>("window.ran === undefined"));
        Assert.Empty(page.Requests);
        Assert.DoesNotContain(page.Faults, fault => fault.StartsWith("dialog", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Faults, fault => fault.Contains("policy: script", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_stays_in_shape_with_a_megabyte_in_each_value()
    {
        var text = new string('W', 1_000_000);
        var table = PageAnswers.Table([text, "url", "blob"], [Kind.Text, Kind.Url, Kind.Text], [text, "http://" + text, Encoding.UTF8.GetBytes(text)]);
        var notebook = PageAnswers.Notebook("long.ipynb", "md:# " + text[..10_000], "md:" + text[..100_000], "SELECT '" + text);
        var report = PageAnswers.Report(
            notebook, PageAnswers.Provenance with { Database = text[..10_000] },
            [new AnswerOutput(PageAnswers.Answer(table)), new TextOutput(text[..100_000])]);
        await using var page = await browser.Open(report.ToHtml(), width: 390);

        Assert.Empty(page.Faults);
        Assert.Equal(0, await page.Overflow());
    }

    [Fact]
    public async Task Notebook_outputs_run_nothing_of_the_data_in_a_page_without_a_policy()
    {
        var outputs = new NotebookOutputs();
        var html = new StringBuilder("<!doctype html><meta charset=utf-8><body>");
        foreach (var result in Results([.. Payloads.Select(Escape.ChartLabel)]))
        {
            foreach (var output in outputs.Next(new CellResult(result)))
                html.Append(NotebookOutputsTests.Html(output));
        }

        var count = PageAnswers.FigureOfEachType("").Count;
        await using var page = await browser.Open(
            html.ToString(), ready: $"[...document.querySelectorAll('[data-drawn]')].filter(d => d.querySelector('.main-svg')).length === {count}");

        Assert.True(await page.Page.EvaluateAsync<bool>("window.ran === undefined"));
        Assert.Equal(0, await page.Page.Locator("a, img").CountAsync());
        Assert.Empty(page.Requests);
        Assert.Empty(page.Faults);
    }

    private static async Task Provoke(OpenPage page)
    {
        await page.Page.EvaluateAsync(
            """
            () => {
              for (const details of document.querySelectorAll('details')) details.open = true;
              for (const button of document.querySelectorAll('th button')) button.click();
              for (const place of document.querySelectorAll('main *')) {
                place.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                place.focus?.();
              }
            }
            """);
    }

    private static Report Everywhere(string[] labels)
    {
        var markdown = Payloads.SelectMany(text => (string[])
        [
            $"md:## {text}\n\n{text}\n\n![{text}]({text})\n[{text}](<{text}>)\n\n`{text}`\n\n| a |\n|---|\n| {text} |",
            $"md:<{text}>\n\n[x]: {text}\n[x]\n\n```{text}\n{text}\n```",
        ]);
        var notebook = PageAnswers.Notebook(
            AllAtOnce, [$"md:# {AllAtOnce}", .. markdown, AllAtOnce, AllAtOnce, AllAtOnce, AllAtOnce, "never reached"]);
        var provenance = PageAnswers.Provenance with
        {
            Database = AllAtOnce,
            Sha256 = AllAtOnce,
            Variant = AllAtOnce,
            Zone = AllAtOnce,
            Version = AllAtOnce,
            Rows = [new(AllAtOnce, 1)],
            Parameters = [new(AllAtOnce, AllAtOnce)],
        };
        return PageAnswers.Report(notebook, provenance, [.. Results(labels)]);
    }

    private static IEnumerable<CellOutput[]> Results(string[] labels)
    {
        var columns = Enum.GetValues<Kind>().Select(kind => new Column($"{AllAtOnce}_{kind}", kind)).ToList();
        object?[] Row(object? value) => [.. columns.Select(_ => value)];
        var table = new Table(
            columns,
            [.. Payloads.Select(Row), .. Payloads.Select(text => Row(Encoding.UTF8.GetBytes(text))), Row(null)],
            AllAtOnce);
        var query = PageAnswers.Query(AllAtOnce) with
        {
            Name = AllAtOnce,
            Id = AllAtOnce,
            Question = AllAtOnce,
            Population = AllAtOnce,
            Source = AllAtOnce,
            Notes = Payloads,
        };
        Answer Of(Table result, Figure? figure) => PageAnswers.Answer(result, figure, "", Payloads) with { Query = query, Sql = AllAtOnce };
        yield return [new AnswerOutput(Of(table, null)), .. Payloads.Select(text => new TextOutput(Escape.MarkdownText(text)))];
        yield return [.. PageAnswers.FigureOfEachType(labels).Select(figure => new AnswerOutput(Of(table, Hostile(figure))))];
        yield return [new AnswerOutput(Of(PageAnswers.Table([AllAtOnce, "b"], [Kind.Count, Kind.Count], [AllAtOnce, 1L]), null))];
        yield return [new ErrorOutput(new WorkbenchException(ExitCode.Failed, AllAtOnce, AllAtOnce), 1)];
    }

    // A description is plain text to the page, and members that plotly.js does not know stay in the JSON.
    private static Figure Hostile(Figure figure)
    {
        var layout = (JsonObject)figure.Layout.DeepClone();
        layout["meta"] = AllAtOnce.Replace("\uD800", "", StringComparison.Ordinal);
        return new Figure((JsonArray)figure.Data.DeepClone(), layout, AllAtOnce);
    }
}
