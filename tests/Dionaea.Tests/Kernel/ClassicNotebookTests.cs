using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The kernel in Jupyter Notebook 6, seen in a browser.</summary>
public sealed class ClassicNotebookTests(Browser browser, JupyterHome home) : IClassFixture<JupyterHome>
{
    // The long form, with every notebook: WORKBENCH_LONG=1.
    public static TheoryData<string> Notebooks => Environment.GetEnvironmentVariable("WORKBENCH_LONG") == "1"
        ? [.. Directory.EnumerateFiles(Repository.PathTo("notebooks"), "*.ipynb").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : ["01-overview.ipynb", "12-sources.ipynb"];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Notebook_runs_without_a_mistake_and_shows_its_charts(string name)
    {
        var folder = home.CopyNotebooks();
        var port = FreePort();
        using var server = home.Serve("notebook", "jupyter-notebook", folder, [
            "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0", "--NotebookApp.token=", "--NotebookApp.password="]);
        _ = server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await WaitFor(port, server);
            var page = await browser.Visit($"http://127.0.0.1:{port}/notebooks/{name}");
            await Ready(page, "window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()");
            await page.EvaluateAsync("() => { Jupyter.notebook.execute_all_cells(); }");
            await Ready(page, "!Jupyter.notebook.kernel_busy && Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || Number.isInteger(c.input_prompt_number))");
            await Ready(page, "[...document.querySelectorAll('[data-workbench-figure]')].every(f => f.querySelector('.main-svg')?.getBoundingClientRect().width > 100)");

            Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('.output_error').length"));
            Assert.Equal("dionaea workbench", await page.EvaluateAsync<string>("document.querySelector('.kernel_indicator_name').textContent"));
            if (name == "01-overview.ipynb")
            {
                Assert.True(await page.EvaluateAsync<int>("document.querySelectorAll('[data-workbench-figure] .svg-container').length") > 5);
                await Sorts(page);
            }

            await Picture(page, name);
            await page.Context.CloseAsync();
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKBENCH_PICTURES") is not { Length: > 0 } pictures)
            return;
        await page.SetViewportSizeAsync(1200, 2400);
        await page.EvaluateAsync("document.querySelector('[data-workbench-figure]')?.scrollIntoView()");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, Path.ChangeExtension(name, ".png")) });
    }

    // The longest table that counts something: the first page of it, then the next, then sorted by its first quantity.
    private static async Task Sorts(IPage page)
    {
        const string box = "[...document.querySelectorAll('.workbench-table')].filter(t => t.querySelector('th.quantity')).sort((a, b) => b.querySelectorAll('tbody tr').length - a.querySelectorAll('tbody tr').length)[0]";
        const string visible = "rows => [...rows].filter(r => r.style.display !== 'none')";
        Task<string> Label() => page.EvaluateAsync<string>($"{box}.querySelector('nav span').textContent");
        Task<int> Rows() => page.EvaluateAsync<int>($"({visible})({box}.querySelectorAll('tbody tr')).length");

        Assert.Equal(25, await Rows());
        Assert.StartsWith("rows 1 to 25 of ", await Label(), StringComparison.Ordinal);
        await page.EvaluateAsync($"{box}.querySelectorAll('nav button')[1].click()");
        Assert.StartsWith("rows 26 to 50 of ", await Label(), StringComparison.Ordinal);
        await page.EvaluateAsync($"{box}.querySelector('th.quantity').click()");
        Assert.True(await page.EvaluateAsync<bool>(
            $"({visible})({box}.querySelectorAll('tbody tr')).map(r => Number(r.querySelector('.quantity').dataset.sort)).every((v, i, all) => i === 0 || all[i - 1] <= v)"));
        Assert.StartsWith("rows 1 to 25 of ", await Label(), StringComparison.Ordinal);
    }

    private static async Task WaitFor(int port, System.Diagnostics.Process server)
    {
        for (var turn = 0; ; turn++)
        {
            Assert.False(server.HasExited, "the notebook server ended");
            Assert.True(turn < 300, "the notebook server does not listen");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task Ready(IPage page, string condition)
    {
        for (var turn = 0; !await page.EvaluateAsync<bool>($"!!({condition})"); turn++)
        {
            Assert.True(turn < 600, $"the page never became ready ({condition})");
            await page.WaitForTimeoutAsync(100);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
