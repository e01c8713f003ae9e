using Xunit;

namespace Dionaea.Tests;

/// <summary>The kernel as Jupyter's own programs see it.</summary>
public sealed class JupyterTests(JupyterHome home) : IClassFixture<JupyterHome>
{
    [Fact]
    public void Conformance_suite_passes()
    {
        var folder = home.CopyNotebooks();

        var run = home.Run("jupyter_kernel_test", "python3-jupyter-kernel-test", folder, [Repository.PathTo("tests", "Dionaea.Tests", "Kernel", "test_kernel.py")]);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("OK (skipped=2)", run.Error, StringComparison.Ordinal);
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

    [Theory]
    [MemberData(nameof(NotebooksTests.NotebooksForJupyter), MemberType = typeof(NotebooksTests))]
    public void Jupyter_execute_runs_every_notebook(string name)
    {
        var run = home.Run("nbclient", "python3-nbclient", home.CopyNotebooks(), ["/usr/bin/jupyter-execute", name]);

        Assert.True(run.Exit == 0, run.Error);
    }

    [Fact]
    public void Console_shows_tables_and_mistakes()
    {
        var folder = home.CopyNotebooks();
        const string typed = "#!open ../data/sample/dionaea.sqlite\nSELECT COUNT(*) AS n FROM connections\nSELECT wrong FROM connections\n";

        var run = home.Run("jupyter_console", "jupyter-console", folder, ["-m", "jupyter_console", "--kernel", "dionaea-workbench", "--simple-prompt"], typed, tries: 4);

        Assert.Contains("   n\n----\n7500\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("no such column: wrong (line 1, column 8)", run.Out + run.Error, StringComparison.Ordinal);
    }
}
