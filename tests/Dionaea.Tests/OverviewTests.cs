using System.Globalization;
using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The main job: the overview on the sample, on real files, and on one that is hostile in every value.</summary>
public sealed class OverviewTests(Browser browser)
{
    private static readonly string Overview = Repository.PathTo("notebooks", "01-overview.ipynb");
    private static readonly string Sample = Repository.PathTo("data", "sample", "dionaea.sqlite");

    public static TheoryData<string> RealFiles => [.. Repository.RealDatabases().DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Report_succeeds_on_a_real_file_and_its_figures_show_the_tables_numbers(string file)
    {
        var path = Repository.Shared("data", "real", file);
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(path);
        var notebook = Notebook.Load(Overview);

        var run = NotebookRun.Execute(notebook, workbench, new CellPolicy(workbench.Database.Name, [], "."));

        Assert.True(run.Error is null, run.Error?.Error.Text);
        foreach (var answer in run.Cells.SelectMany(c => c.Result?.Outputs ?? []).OfType<AnswerOutput>().Select(o => o.Answer))
        {
            if (answer.Figure is { } figure)
                Assert.Equal(TableTotal(answer), FigureTotal(figure), 3);
            else
                Assert.True(answer.Query?.Chart is null || !HasPicture(answer), $"{answer.Query?.Name} has rows but no figure");
        }
    }

    // Zeros are no picture, and one share is no ring.
    private static bool HasPicture(Answer answer)
    {
        var hint = answer.Query!.Chart!;
        var drawn = answer.Table.Rows.Count(row => hint.Y.Any(y => Convert.ToDouble(row[answer.Table.IndexOf(y)], CultureInfo.InvariantCulture) > 0));
        return drawn > (hint.Kind == "donut" ? 1 : 0);
    }

    [Fact]
    public void Report_is_the_same_bytes_in_another_culture_zone_and_run()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> usual = new() { ["TZ"] = "UTC", ["LC_ALL"] = "C" };
        Dictionary<string, string> other = new() { ["TZ"] = "America/St_Johns", ["LC_ALL"] = "tr_TR.UTF-8", ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0" };

        Assert.Equal(0, CommandRun.Process(folder.Path, usual, "report", "-o", "a.html").Exit);
        Assert.Equal(0, CommandRun.Process(folder.Path, other, "report", "-o", "b.html").Exit);

        Assert.Equal(File.ReadAllBytes(folder.PathTo("a.html")), File.ReadAllBytes(folder.PathTo("b.html")));
    }

    [Fact]
    public void Cells_side_by_side_give_what_they_give_in_a_row()
    {
        using var folder = new TemporaryFolder();
        var once = Outputs(sideBySide: true);

        Assert.Equal(Outputs(sideBySide: false), once);
        Assert.Equal(once, Outputs(sideBySide: true));

        static string Outputs(bool sideBySide)
        {
            using var workbench = new Workbench(WorkbenchSettings.Default);
            workbench.Open(Sample);
            var policy = new CellPolicy("dionaea.sqlite", [], ".");
            var notebook = Notebook.Load(Overview);
            if (sideBySide)
                return System.Text.Encoding.UTF8.GetString(NotebookRun.Execute(notebook, workbench, policy).Executed().ToUtf8());

            var executor = new CellExecutor(workbench, policy);
            var results = notebook.Cells.Select(c => new ReportCell(c, c.Type == CellType.Code ? executor.Run(c.Source) : null)).ToList();
            return System.Text.Encoding.UTF8.GetString(new NotebookRun(notebook, results).Executed().ToUtf8());
        }
    }

    [Fact]
    public async Task Page_of_a_hostile_database_draws_all_charts_and_runs_nothing()
    {
        using var folder = new TemporaryFolder();
        var database = folder.PathTo("<img src=x onerror=alert(1)>.sqlite");
        HostileDatabase.Write(database);
        var page = folder.PathTo("page.html");
        var run = CommandRun.InProcess("report", database, "-o", page);
        Assert.True(run.Exit == 0, run.Error);
        var html = await File.ReadAllTextAsync(page);

        foreach (var width in new[] { 1400, 390 })
        {
            await using var open = await browser.Open(html, width);
            Assert.Empty(open.Requests);
            Assert.DoesNotContain(open.Faults, f => !f.Contains("auto-margin", StringComparison.Ordinal));
            Assert.True(await open.Charts() >= 10, $"{await open.Charts()} charts at {width}");
            Assert.Equal(0, await open.Overflow());
            Assert.Equal("", await open.Page.EvaluateAsync<string>("[...document.querySelectorAll('main a[href]:not([href^=\"#\"]), iframe, object, embed, form, img:not([src^=\"data:\"])')].map(e => e.outerHTML).join()"));
        }

    }

    [Fact]
    public async Task Page_of_the_sample_draws_each_of_its_charts()
    {
        using var folder = new TemporaryFolder();
        var page = folder.PathTo("page.html");
        var run = CommandRun.InProcess("report", Sample, "-o", page);
        Assert.True(run.Exit == 0, run.Error);

        await using var open = await browser.Open(await File.ReadAllTextAsync(page));

        Assert.Empty(open.Requests);
        Assert.Empty(open.Faults);
        Assert.Contains($", {await open.Charts()} charts)", run.Out, StringComparison.Ordinal);
    }

    private static double TableTotal(Answer answer)
    {
        var hint = answer.Query?.Chart;
        var y = hint?.Y ?? ["attacks"];
        return y.Sum(name => answer.Table.Rows.Sum(row => Convert.ToDouble(row[answer.Table.IndexOf(name)] ?? 0, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static double FigureTotal(Figure figure)
    {
        var total = 0.0;
        foreach (var trace in figure.Data.Cast<JsonObject>())
        {
            var values = trace["values"] ?? (trace["orientation"]?.GetValue<string>() == "h" ? trace["x"] : trace["y"]);
            total += values!.AsArray().Sum(v => v is null ? 0 : v.GetValue<double>());
        }

        return total;
    }
}
