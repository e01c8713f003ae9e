using System.Text;
using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class NotebookOutputsTests(Browser browser)
{
    private static readonly Table Ports = PageAnswers.Table(["port", "connections"], [Kind.Port, Kind.Count], [445L, 1234L]);

    [Fact]
    public void Next_carries_plotly_once_and_keeps_twenty_charts_small()
    {
        var outputs = new NotebookOutputs();
        var labels = Enumerable.Range(0, 1000).Select(i => $"host {i}").ToArray();
        var figure = PageAnswers.Bar(labels, [.. Enumerable.Range(0, 1000).Select(i => (long)i)], "Hosts");
        var cells = Enumerable.Range(0, 20)
            .Select(_ => outputs.Next(new CellResult([new AnswerOutput(PageAnswers.Answer(Ports, figure))]))).ToList();

        Assert.Equal(3, cells[0].Count);
        Assert.Contains("window.Plotly=Plotly", Html(cells[0][0]), StringComparison.Ordinal);
        Assert.All(cells.Skip(1), cell => Assert.Equal(2, cell.Count));
        var rest = cells.Sum(cell => cell.ToJsonString().Length) - cells[0][0]!.ToJsonString().Length;
        Assert.InRange(rest, 1, 2_000_000);
    }

    [Fact]
    public void Next_gives_a_chart_in_three_forms_and_its_table_in_two()
    {
        var figure = PageAnswers.Bar(["445"], [1234], "Ports");
        var outputs = new NotebookOutputs().Next(new CellResult([new AnswerOutput(PageAnswers.Answer(Ports, figure))]));

        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain"], Mimes(outputs[1]));
        Assert.Equal(["text/html", "text/plain"], Mimes(outputs[2]));
        var json = outputs[1]!["data"]!["application/vnd.plotly.v1+json"]!;
        Assert.True(JsonNode.DeepEquals(figure.Data, json["data"]));
        Assert.True(JsonNode.DeepEquals(figure.Layout, json["layout"]));
        Assert.Contains("1,234", Html(outputs[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_leaves_out_plotlys_own_type_when_the_chart_is_a_map()
    {
        var map = PageAnswers.Figure("choropleth", new JsonObject { ["type"] = "choropleth" }, "Map");
        var outputs = new NotebookOutputs().Next(new CellResult([new AnswerOutput(PageAnswers.Answer(Ports, map), ShowTable: false)]));

        Assert.Equal(["text/html", "text/plain"], Mimes(outputs[1]));
    }

    [Fact]
    public void Next_says_what_was_lost_when_only_the_chart_is_shown()
    {
        var answer = PageAnswers.Answer(Ports, PageAnswers.Bar(["445"], [1], "Ports"), "Ports", "The window is <empty>.");
        var outputs = new NotebookOutputs().Next(new CellResult([new AnswerOutput(answer, ShowTable: false)]));

        Assert.Contains("The window is &lt;empty&gt;.", Html(outputs[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_limits_the_rows_of_a_table_and_says_so()
    {
        var rows = Enumerable.Range(0, 12_345).Select(i => new object?[] { (long)i, 1L }).ToArray();
        var table = PageAnswers.Table(["port", "connections"], [Kind.Port, Kind.Count], rows);
        var output = new NotebookOutputs().Next(new CellResult([new AnswerOutput(PageAnswers.Answer(table))]))[0]!;
        var plain = Text(output["data"]!["text/plain"]);

        Assert.Equal(201, Html(output).Split("<tr>").Length - 1);
        Assert.Contains("12,345 rows", Html(output), StringComparison.Ordinal);
        Assert.Contains("200 rows, the first of 12,345", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", Html(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_gives_an_error_without_a_stack_and_a_text_as_markdown()
    {
        var error = new ErrorOutput(WorkbenchException.Usage("There is no query 'x'.", "Did you mean 'y'?"), 3);
        var outputs = new NotebookOutputs().Next(new CellResult([new TextOutput("**done**"), error]));

        Assert.Equal(["text/markdown", "text/plain"], Mimes(outputs[0]));
        var expected = JsonNode.Parse(
            """
            {"ename":"WorkbenchException","evalue":"Line 3: There is no query 'x'.","output_type":"error",
             "traceback":["Line 3: There is no query 'x'.","Did you mean 'y'?"]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, outputs[1]), outputs[1]!.ToJsonString());
    }

    [Fact]
    public void Next_makes_the_last_answer_the_result_of_its_cell()
    {
        var answer = PageAnswers.Answer(Ports);
        var outputs = new NotebookOutputs().Next(new CellResult([new AnswerOutput(answer), new AnswerOutput(answer, IsResult: true)]), 7);

        Assert.Equal(["display_data", "execute_result"], outputs.Select(o => (string)o!["output_type"]!));
        Assert.Equal([null, 7], outputs.Select(o => (int?)o!["execution_count"]));
    }

    [Fact]
    public void Next_joins_what_is_printed_and_leaves_nothing_in_it_to_click_or_to_steer()
    {
        var outputs = new NotebookOutputs().Next(new CellResult([
            new PrintedOutput("one\n"), new PrintedOutput("see http://evil.example/ and WWW.evil.example \u001b[31m\n"), new PrintedOutput("three\n", IsError: true)]));

        Assert.Equal(["stdout", "stderr"], outputs.Select(o => (string)o!["name"]!));
        Assert.Equal("one\nsee http[://]evil.example/ and www[.]evil.example \\x1b[31m\n", Text(outputs[0]!["text"]));
    }

    [Fact]
    public void Next_points_at_the_place_of_a_mistake()
    {
        var error = new ErrorOutput(WorkbenchException.Usage("No http://evil.example/.", "Look."), null, "SELECT a\n       ^");
        var output = new NotebookOutputs().Next(new CellResult([error]))[0]!;

        Assert.Equal(["No http[://]evil.example/.", "SELECT a", "       ^", "Look."], output["traceback"]!.AsArray().Select(l => (string)l!));
    }

    [Fact]
    public async Task Tables_sort_and_page_where_scripts_run_and_are_whole_where_they_do_not()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new object?[] { i == 7 ? null : $"host {i % 10}", (long)((i * 7) % 60) }).ToArray();
        var table = PageAnswers.Table(["host", "hits"], [Kind.Name, Kind.Count], rows);
        var html = Html(new NotebookOutputs().Next(new CellResult([new AnswerOutput(PageAnswers.Answer(table))]))[0]);
        const string visible = "[...document.querySelectorAll('tbody tr')].filter(r => r.style.display !== 'none')";

        await using var page = await browser.Open($"<!doctype html><meta charset=\"utf-8\">{html}", ready: "document.querySelector('[data-ready]') !== null");
        Task<string> Shown() => page.Page.EvaluateAsync<string>($"{visible}.map(r => r.cells[1].textContent).join()");
        Task Click(string what) => page.Page.EvaluateAsync($"document.querySelectorAll('{what}')[1].click()");

        Assert.Equal(60, html.Split("</tr>").Length - 2);
        Assert.Equal(string.Join(',', rows.Take(25).Select(r => r[1])), await Shown());
        await Click("nav button");
        await Click("nav button");
        await Click("nav button");
        Assert.Equal(string.Join(',', rows.Skip(50).Select(r => r[1])), await Shown());
        await Click("th");
        Assert.Equal(string.Join(',', Enumerable.Range(0, 25)), await Shown());
        await Click("th");
        Assert.Equal(string.Join(',', Enumerable.Range(0, 25).Select(i => 59 - i)), await Shown());
        await page.Page.EvaluateAsync("document.querySelector('th').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))");
        Assert.Equal("ascending", await page.Page.EvaluateAsync<string>("document.querySelector('th').getAttribute('aria-sort')"));
        Assert.Equal("(null)", await page.Page.EvaluateAsync<string>("[...document.querySelectorAll('tbody tr')].at(-1).cells[0].textContent"));
        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
    }

    [Fact]
    public async Task Charts_draw_from_outputs_where_an_AMD_loader_stands_and_scripts_are_evaluated()
    {
        var outputs = new NotebookOutputs();
        var fragments = PageAnswers.FigureOfEachType("445", "80", "c")
            .SelectMany(figure => outputs.Next(new CellResult([new AnswerOutput(PageAnswers.Answer(Ports, figure))])))
            .Select(Html).ToList();
        var last = Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonArray([.. fragments.Select(f => (JsonNode)f)]).ToJsonString()));

        // Jupyter puts an output's HTML into the page and then evaluates its scripts, here from the last to the first.
        var html = $$"""
            <!doctype html><meta charset="utf-8"><body><script>
            window.define = () => { throw new Error('an AMD module was defined'); };
            window.define.amd = {};
            window.require = () => { throw new Error('an AMD module was asked for'); };
            const bytes = Uint8Array.from(atob('{{last}}'), c => c.charCodeAt(0));
            for (const fragment of JSON.parse(new TextDecoder().decode(bytes)).reverse()) {
              const place = document.createElement('div');
              place.innerHTML = fragment;
              document.body.append(place);
              for (const script of place.querySelectorAll('script')) (function () { (0, eval)(script.textContent); })();
            }
            </script>
            """;
        var count = PageAnswers.FigureOfEachType("445", "80", "c").Count;
        await using var page = await browser.Open(
            html, ready: $"[...document.querySelectorAll('[data-drawn]')].filter(d => d.querySelector('.main-svg')).length === {count}");

        Assert.Equal(count, await page.Charts());
        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
    }

    /// <summary>The HTML of an output's MIME bundle.</summary>
    internal static string Html(JsonNode? output) => Text(output?["data"]?["text/html"]);

    private static string Text(JsonNode? lines) =>
        string.Concat((lines as JsonArray ?? []).Select(line => line!.GetValue<string>()));

    private static string[] Mimes(JsonNode? output) => [.. ((JsonObject)output!["data"]!).Select(member => member.Key)];
}
