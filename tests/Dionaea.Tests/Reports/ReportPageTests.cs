using Dionaea.Analysis;
using Dionaea.Reporting;
using Microsoft.Playwright;
using Xunit;

namespace Dionaea.Tests;

public sealed class ReportPageTests(Browser browser)
{
    private static readonly Table Attackers = new(
        [new("attacker", Kind.Host), new("connections", Kind.Count), new("username", Kind.Credential)],
        [
            ["198.51.100.9", 9L, "root"],
            ["198.51.100.10", 100L, null],
            ["192.0.2.7", 20L, "admin"],
            .. Enumerable.Range(0, 40).Select(i => new object?[] { $"203.0.113.{i}", 1L, "zz" }),
        ]);

    [Fact]
    public async Task Page_draws_every_trace_type_without_a_fault_or_a_request()
    {
        var figures = PageAnswers.FigureOfEachType("<b>smb</b> <i>x</i>", "445", "c");
        await using var page = await browser.Open(ReportOf([.. figures.Select(figure => Output(Attackers, figure))]).ToHtml());

        Assert.Equal(figures.Count, await page.Charts());
        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
    }

    [Fact]
    public async Task Panels_show_the_month_or_year_that_is_chosen()
    {
        var table = new Table(
            [new("day", Kind.Day), new("hits", Kind.Count), new("hosts", Kind.Count)],
            [.. Enumerable.Range(0, 800).Select(i => new object?[] { 1577836800L + (86400 * i), i + 1L, 3L })]);
        var figure = ChartKinds.Draw(table, new("panels", "day", ["hits", "hosts"], null), new ChartText("Days", "all", "UTC", null, null))!;
        await using var page = await browser.Open(ReportOf([Output(table, figure)]).ToHtml());
        Task<string> Shown(string axis) => page.Page.EvaluateAsync<string>($"document.querySelector('.plot').layout.{axis}.range.map(v => String(v).slice(0, 10)).join(' ')");
        async Task Choose(string span)
        {
            // A menu that is still fading would be closed by the click that is to open it.
            await Assertions.Expect(page.Page.Locator(".updatemenu-dropdown-button")).ToHaveCountAsync(0);
            await page.Page.Locator(".updatemenu-header").ClickAsync();
            await page.Page.Locator(".updatemenu-dropdown-button").Filter(new LocatorFilterOptions { HasTextRegex = new($"^{span}$") }).DispatchEventAsync("click");
        }

        var whole = await Shown("xaxis");
        await page.Page.Locator(".rangeselector .button").Nth(2).ClickAsync();
        Assert.StartsWith("2022-02-", await Shown("xaxis"), StringComparison.Ordinal);
        await Choose("2020-02");
        Assert.Equal(("2020-02-01 2020-02-29", "0 63"), (await Shown("xaxis"), await Shown("yaxis")));
        await Choose("2021");
        Assert.Equal("2021-01-01 2021-12-31", await Shown("xaxis"));
        await Choose("whole span");
        Assert.Equal(whole, await Shown("xaxis"));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Policy_stops_scripts_styles_requests_and_evaluation_that_are_not_the_pages_own()
    {
        await using var page = await browser.Open(ReportOf([Output(Attackers)]).ToHtml());
        await page.Page.EvaluateAsync(
            """
            () => {
              document.body.insertAdjacentHTML('beforeend', '<img src="http://192.0.2.1/a.png" onerror="window.ran = 1">'
                + '<div style="background:red">x</div><style>body{color:red}</style>');
              const script = document.createElement('script');
              script.textContent = 'window.ran = 2';
              document.body.append(script);
              fetch('http://192.0.2.1/b').catch(() => {});
            }
            """);
        await page.Page.WaitForTimeoutAsync(100);

        Assert.True(await page.Page.EvaluateAsync<bool>("window.ran === undefined"));
        foreach (var directive in (string[])["script-src-elem", "style-src-attr", "style-src-elem", "img-src", "connect-src"])
            Assert.Contains(page.Faults, fault => fault.Contains($"policy: {directive}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Header_sorts_numbers_from_the_most_and_back_by_mouse()
    {
        await using var page = await browser.Open(ReportOf([Output(Attackers)]).ToHtml());
        await page.Page.ClickAsync("main .cell th:nth-child(2) button");

        Assert.Equal(["100", "20", "9"], await Column(page, 2, 3));
        Assert.Equal("descending", await page.Page.GetAttributeAsync("main .cell th:nth-child(2)", "aria-sort"));

        await page.Page.ClickAsync("main .cell th:nth-child(2) button");

        Assert.Equal(["1", "1", "1"], await Column(page, 2, 3));
        Assert.Equal("ascending", await page.Page.GetAttributeAsync("main .cell th:nth-child(2)", "aria-sort"));
        Assert.Equal("none", await page.Page.GetAttributeAsync("main .cell th:nth-child(1)", "aria-sort"));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Header_sorts_texts_by_keyboard_with_missing_ones_last_in_both_directions()
    {
        await using var page = await browser.Open(ReportOf([Output(Attackers)]).ToHtml());
        await page.Page.FocusAsync("main .cell th:nth-child(3) button");
        await page.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(["admin", "root", "zz"], await Column(page, 3, 3));
        Assert.Equal("(null)", (await Column(page, 3, 100))[^1]);

        await page.Page.Keyboard.PressAsync("Space");

        Assert.Equal("zz", (await Column(page, 3, 1))[0]);
        Assert.Equal("(null)", (await Column(page, 3, 100))[^1]);
    }

    [Fact]
    public async Task Long_table_shows_its_first_rows_until_all_are_asked_for()
    {
        const string Visible = "[...document.querySelectorAll('main .cell tbody tr')].filter(r => r.offsetHeight > 0).length";
        await using var page = await browser.Open(ReportOf([Output(Attackers)]).ToHtml());

        Assert.Equal(25, await page.Page.EvaluateAsync<int>(Visible));

        await page.Page.ClickAsync(".more button");

        Assert.Equal(43, await page.Page.EvaluateAsync<int>(Visible));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Page_fits_a_phone(int width)
    {
        var wide = new Table(
            [.. Enumerable.Range(0, 15).Select(i => new Column($"a_rather_long_column_name_{i}", Kind.Hash))],
            [Enumerable.Repeat<object?>(new string('f', 64), 15).ToArray()]);
        var label = new string('W', 80);
        var report = ReportOf([Output(wide), Output(Attackers, PageAnswers.Bar([label, "b"], [1, 2], label)), Output(OneRow)]);
        await using var page = await browser.Open(report.ToHtml(), width);
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        Assert.Equal(0, await page.Overflow());
        Assert.Equal(1, await page.Charts());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Print_leaves_out_what_is_folded_and_keeps_charts_within_the_paper()
    {
        await using var page = await browser.Open(ReportOf([Output(Attackers, PageAnswers.Bar(["a"], [1], "A"))]).ToHtml());
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.Page.SetViewportSizeAsync(680, 900);
        await page.Page.EvaluateAsync("document.querySelector('details.data').open = true");
        await page.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.Equal(1, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('details')].filter(d => d.checkVisibility()).length"));
        Assert.True(await page.Page.IsVisibleAsync("details.data table"));
        Assert.False(await page.Page.IsVisibleAsync("nav"));
        Assert.Equal(0, await page.Overflow());
        Assert.True(await page.Page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('.main-svg')].every(p => p.getBoundingClientRect().right <= innerWidth)"));

        var pdf = await page.Page.PdfAsync(new PagePdfOptions { Format = "A4" });
        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Notebook_is_saved_from_the_page_as_its_author_wrote_it()
    {
        const string Source = "SELECT '</script><!--' AS a, '\\u003c' AS b, '\\\\u003c é 😀'";
        var notebook = PageAnswers.Notebook("saved.ipynb", "md:# Saved", Source);
        var report = PageAnswers.Report(notebook, PageAnswers.Provenance, [Output(Attackers)]);
        await using var page = await browser.Open(report.ToHtml());
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#save-notebook"));
        var saved = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);

        Assert.Equal("saved.ipynb", download.SuggestedFilename);
        Assert.Equal(Source, Notebook.Parse(saved, "saved.ipynb").Cells[1].Source);
        Assert.Equal(notebook.WithoutOutputs().ToUtf8(), saved);
    }

    [Fact]
    public async Task Contents_lead_to_the_headings_and_headings_skip_no_level()
    {
        var notebook = PageAnswers.Notebook(
            "h.ipynb", "md:# Title\n\n#### Deep\n\n## Second\n\n[to deep](#Deep) [nowhere](#None)", "md:### Third & <last>");
        await using var page = await browser.Open(PageAnswers.Report(notebook, PageAnswers.Provenance).ToHtml());

        Assert.Equal(
            ["h1 Title", "h2 Contents", "h2 Deep", "h2 Second", "h3 Third & <last>", "h2 Provenance"],
            await page.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => `${h.localName} ${h.textContent}`)"));
        Assert.True(await page.Page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('a')].every(a => document.getElementById(a.getAttribute('href').slice(1)))"));
        Assert.Equal("to deep", await page.Page.TextContentAsync("main a"));
    }

    private static Table OneRow => PageAnswers.Table(
        ["connections", "attackers"], [Kind.Count, Kind.Count], [12_345_678L, 9L]);

    private static CellOutput[] Output(Table table, Figure? figure = null) =>
        [new AnswerOutput(PageAnswers.Answer(table, figure))];

    private static Report ReportOf(CellOutput[][] results)
    {
        var notebook = PageAnswers.Notebook(
            "charts.ipynb", ["md:# Charts", .. results.Select((_, i) => $"#!query chart-{i}")]);
        return PageAnswers.Report(notebook, PageAnswers.Provenance, results);
    }

    private static Task<string[]> Column(OpenPage page, int number, int count) => page.Page.EvaluateAsync<string[]>(
        $"[...document.querySelectorAll('main .cell tbody td:nth-child({number})')].slice(0, {count}).map(c => c.textContent)");
}
