using System.Text.Json.Nodes;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The kernel as Jupyter's own programs see it.</summary>
public sealed class JupyterTests(JupyterHome home) : IClassFixture<JupyterHome>
{
    public static TheoryData<string> Notebooks =>
        [.. Directory.EnumerateFiles(Repository.PathTo("notebooks"), "*.ipynb").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Conformance_suite_passes()
    {
        var folder = home.CopyNotebooks();

        var run = home.Run("jupyter_kernel_test", "python3-jupyter-kernel-test", folder, [Repository.PathTo("tests", "Dionaea.Tests", "Kernel", "test_kernel.py")]);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("OK (skipped=2)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Notebook_executed_by_Jupyter_has_the_outputs_of_the_workbenchs_own_run(string name)
    {
        var folder = home.CopyNotebooks();
        var own = Path.Combine(folder, "own.ipynb");

        var theirs = home.Run("nbconvert", "python3-nbconvert", folder, ["-m", "nbconvert", "--execute", "--to", "notebook", "--output", "theirs", name]);
        var ours = WorkbenchProcess.Run(folder, "run", name, "-o", own);

        Assert.True(theirs.Exit == 0, theirs.Error);
        Assert.True(ours.Exit == 0, ours.Error);
        Assert.Equal(Outputs(own), Outputs(Path.Combine(folder, "theirs.ipynb")));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Notebook_opens_with_the_workbenchs_kernel(string name)
    {
        var metadata = JsonNode.Parse(File.ReadAllText(Repository.PathTo("notebooks", name)))!["metadata"]!;

        Assert.True(JsonNode.DeepEquals(NotebookLanguage.Kernelspec(), metadata["kernelspec"]));
        Assert.True(JsonNode.DeepEquals(NotebookLanguage.LanguageInfo(), metadata["language_info"]));
    }

    [Fact]
    public void Page_of_nbconvert_carries_its_charts()
    {
        var folder = home.CopyNotebooks();

        var run = home.Run("nbconvert", "python3-nbconvert", folder, ["-m", "nbconvert", "--execute", "--to", "html", "01-overview.ipynb"]);

        Assert.True(run.Exit == 0, run.Error);
        var page = File.ReadAllText(Path.Combine(folder, "01-overview.html"));
        Assert.Contains("data-workbench-figure", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("window.Plotly=Plotly").Length);
    }

    [Fact]
    public void Jupyter_execute_runs_a_notebook_and_tells_of_a_failing_cell()
    {
        var folder = home.CopyNotebooks();
        File.WriteAllText(Path.Combine(folder, "failing.ipynb"), File.ReadAllText(Path.Combine(folder, "01-overview.ipynb")).Replace("#!query top-ports\"", "#!query top-prots\"", StringComparison.Ordinal));

        var good = home.Run("nbclient", "python3-nbclient", folder, ["/usr/bin/jupyter-execute", "01-overview.ipynb"]);
        var bad = home.Run("nbclient", "python3-nbclient", folder, ["/usr/bin/jupyter-execute", "failing.ipynb"]);

        Assert.True(good.Exit == 0, good.Error);
        Assert.NotEqual(0, bad.Exit);
        Assert.Contains("Did you mean 'top-ports'?", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Console_shows_tables_and_mistakes()
    {
        var folder = home.CopyNotebooks();
        const string typed = "#!open ../data/sample/dionaea.sqlite\nSELECT COUNT(*) AS n FROM connections\nSELECT wrong FROM connections\n";

        var run = home.Run("jupyter_console", "jupyter-console", folder, ["-m", "jupyter_console", "--kernel", "dionaea-workbench", "--simple-prompt"], typed);

        Assert.Contains("   n\n----\n7500\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("no such column: wrong (line 1, column 8)", run.Out + run.Error, StringComparison.Ordinal);
    }

    // What is shown only while a cell works has no place in a run without one.
    private static string Outputs(string notebook)
    {
        var cells = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray();
        return string.Join('\n', cells.Where(c => (string?)c!["cell_type"] == "code").Select(c =>
            $"{c!["execution_count"]} {string.Join('\n', c["outputs"]!.AsArray().Where(o => o!["metadata"]?["workbench"] is null).Select(o => o!.ToJsonString()))}"));
    }
}
