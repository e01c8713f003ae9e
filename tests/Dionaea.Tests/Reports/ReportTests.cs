using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class ReportTests
{
    private static readonly Table Ports = PageAnswers.Table(
        ["port", "connections", "first_seen"], [Kind.Port, Kind.Count, Kind.Timestamp], [445L, 1234L, 1583020800.5], [80L, 2L, null]);

    [Fact]
    public void ToHtml_gives_the_same_bytes_in_any_culture()
    {
        var expected = Sample().ToUtf8();
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");

        Assert.Equal(expected, Sample().ToUtf8());
    }

    [Fact]
    public void ToHtml_refers_to_nothing_outside_the_page()
    {
        var html = Sample().ToHtml();
        var markup = Regex.Replace(html, "<script.*?</script>|<style.*?</style>", "", RegexOptions.Singleline);

        Assert.All(Regex.Matches(markup, "(?:href|src|action|data|srcset|poster)=\"([^\"]*)\"").Select(m => m.Groups[1].Value),
            address => Assert.StartsWith("#", address, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(" on[a-z]+=", markup);
    }

    [Fact]
    public void ToHtml_lets_run_exactly_the_scripts_and_the_style_that_it_carries()
    {
        var html = Sample().ToHtml();
        var policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        var scripts = Regex.Matches(html, "<script>(.*?)</script>", RegexOptions.Singleline).Select(m => Hash(m.Groups[1].Value)).ToList();
        var style = Hash(Regex.Match(html, "<style[^>]*>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value);

        Assert.Equal(2, scripts.Count);
        Assert.Contains($"script-src {scripts[0]} {scripts[1]};", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src-elem {style};", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.True(html.IndexOf("Content-Security-Policy", StringComparison.Ordinal) < html.IndexOf("<style", StringComparison.Ordinal));
    }

    [Fact]
    public void ToHtml_carries_plotly_only_when_there_is_a_chart()
    {
        var notebook = PageAnswers.Notebook("n.ipynb", "SELECT 1");
        var html = PageAnswers.Report(notebook, PageAnswers.Provenance, [new AnswerOutput(PageAnswers.Answer(Ports))]).ToHtml();

        Assert.InRange(html.Length, 1, 100_000);
    }

    [Fact]
    public void ToHtml_shows_one_row_of_counts_as_tiles_and_other_tables_as_tables()
    {
        var counts = PageAnswers.Table(["connections", "attackers"], [Kind.Count, Kind.Count], [1234L, 5L]);
        var notebook = PageAnswers.Notebook("n.ipynb", "SELECT 1", "SELECT 2");
        var html = PageAnswers.Report(
            notebook, PageAnswers.Provenance, [new AnswerOutput(PageAnswers.Answer(counts))], [new AnswerOutput(PageAnswers.Answer(Ports))]).ToHtml();

        Assert.Contains("<div><dt>attackers</dt><dd>5</dd></div>", html, StringComparison.Ordinal);
        Assert.Contains("<td data-v=\"1234\" class=\"n\">1,234</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td data-v=\"1583020800.5\" class=\"d\">2020-03-01 00:00:00</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_shows_failed_cells_cells_not_run_warnings_and_cuts()
    {
        var table = new Table(Ports.Columns, Ports.Rows, "cut at 2 rows");
        var notebook = PageAnswers.Notebook("n.ipynb", "SELECT 1", "SELECT 2", "SELECT 3");
        var html = PageAnswers.Report(
            notebook, PageAnswers.Provenance,
            [new AnswerOutput(PageAnswers.Answer(table, null, "T", "No data on 2 days."))],
            [new ErrorOutput(WorkbenchException.Usage("There is no column 'x'.", "Did you mean 'y'?"), 4)]).ToHtml();

        Assert.Contains("No data on 2 days.", html, StringComparison.Ordinal);
        Assert.Contains("The result was cut at 2 rows.", html, StringComparison.Ordinal);
        Assert.Contains("This cell failed at line 4.", html, StringComparison.Ordinal);
        Assert.Contains("Did you mean &#39;y&#39;?", html, StringComparison.Ordinal);
        Assert.Contains("<b>Not run.</b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_carries_the_first_thousand_rows_and_says_how_many_there_are()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => new object?[] { (long)i }).ToArray();
        var notebook = PageAnswers.Notebook("n.ipynb", "SELECT 1");
        var table = PageAnswers.Table(["port"], [Kind.Port], rows);
        var html = PageAnswers.Report(notebook, PageAnswers.Provenance, [new AnswerOutput(PageAnswers.Answer(table))]).ToHtml();

        Assert.Contains("The first 1,000 of 5,000 rows are in this page", html, StringComparison.Ordinal);
        Assert.Contains("data-v=\"999\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-v=\"1000\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_names_where_the_numbers_come_from()
    {
        var html = Sample().ToHtml();

        foreach (var text in (string[])
            [
                PageAnswers.Provenance.Sha256, "48,123,904 bytes", "2020-03-01 00:00:00 UTC", "2020-03-14 23:59:59 UTC",
                "120,433", "limit = 20", "0.1.0", "<dt>Time zone</dt><dd>UTC</dd>",
            ])
        {
            Assert.Contains(text, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ToHtml_drops_the_outputs_that_were_stored_in_the_notebook()
    {
        var stored = """
            {"cells":[{"cell_type":"code","execution_count":1,"metadata":{},"source":"SELECT 1","outputs":[
             {"output_type":"display_data","metadata":{},"data":{"text/html":"<b>stored</b>"}}]}],
             "metadata":{},"nbformat":4,"nbformat_minor":4}
            """;
        var notebook = Notebook.Parse(Encoding.UTF8.GetBytes(stored), "s.ipynb");

        Assert.DoesNotContain("stored", PageAnswers.Report(notebook, PageAnswers.Provenance).ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[site](https://example.org/a?b=1&c)", "site (https://example.org/a?b=1&amp;c)")]
    [InlineData("<https://example.org/>", "https://example.org/")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[x](data:text/html,y)", "<p>x</p>")]
    [InlineData("![the alternative](https://example.org/a.png)", "<p>the alternative</p>")]
    [InlineData("![vector](attachment:v.svg)", "<p>vector</p>")]
    [InlineData("![broken](attachment:broken.png)", "<p>broken</p>")]
    [InlineData("![dots](attachment:a%20b.png)", "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"dots\">")]
    [InlineData("<b onclick=x>raw</b>", "<p>&lt;b onclick=x&gt;raw&lt;/b&gt;</p>")]
    [InlineData("[![alt](https://example.org/a.png)](https://example.org/)", "alt (https://example.org/)")]
    [InlineData("![a [b](javascript:1) c](d)", "<p>a b c</p>")]
    [InlineData("a **b** `c`", "<p>a <strong>b</strong> <code>c</code></p>")]
    public void ToHtml_renders_Markdown_without_anything_that_acts(string markdown, string expected)
    {
        var cell = new NotebookCell(0, CellType.Markdown, markdown, null, [], new JsonObject
        {
            ["v.svg"] = new JsonObject { ["image/svg+xml"] = "<svg/>" },
            ["broken.png"] = new JsonObject { ["image/png"] = "\"><script>" },
            ["a b.png"] = new JsonObject { ["image/png"] = "iVBORw0KGgo=" },
        });
        var html = new Report(PageAnswers.Notebook("n.ipynb"), [new ReportCell(cell, null)], PageAnswers.Provenance).ToHtml();
        var prose = Regex.Match(html, "<section class=\"prose\">(.*?)</section>", RegexOptions.Singleline).Groups[1].Value;

        Assert.Contains(expected, prose, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", prose, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_shows_Markdown_that_is_nested_without_end_as_it_is()
    {
        var notebook = PageAnswers.Notebook("n.ipynb", "md:" + new string('>', 20_000) + " deep", "md:" + new string('[', 20_000));

        Assert.Contains("deep", PageAnswers.Report(notebook, PageAnswers.Provenance).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_writes_whole_files_and_names_what_stands_in_the_way()
    {
        var folder = Directory.CreateTempSubdirectory("workbench-report-");
        try
        {
            var file = Path.Combine(folder.FullName, "r.html");
            File.WriteAllText(file, "old");
            Sample().Save(file);

            Assert.Equal(Sample().ToUtf8(), File.ReadAllBytes(file));
            Assert.Single(folder.GetFileSystemInfos());
            var isFolder = Assert.Throws<WorkbenchException>(() => Sample().Save(folder.FullName));
            var isMissing = Assert.Throws<WorkbenchException>(() => Sample().Save(Path.Combine(folder.FullName, "none", "r.html")));
            Assert.Contains("is a folder", isFolder.Message, StringComparison.Ordinal);
            Assert.Contains("there is no folder", isMissing.Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Failed, isMissing.Exit);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Report Sample()
    {
        var notebook = PageAnswers.Notebook("n.ipynb", "md:# Sample\n\n## Part\n\n[link](https://example.org)", "#!query top-ports");
        var figure = PageAnswers.Bar(["445", "80"], [1234, 2], "Ports");
        return PageAnswers.Report(notebook, PageAnswers.Provenance, [new AnswerOutput(PageAnswers.Answer(Ports, figure))]);
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
