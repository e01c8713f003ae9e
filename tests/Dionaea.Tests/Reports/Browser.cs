using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Dionaea.Tests.Browser))]

namespace Dionaea.Tests;

/// <summary>
/// One headless Chromium for all tests of pages: the one that Debian installs, nothing is downloaded. It resolves
/// no host, and each page reports what it asked for, said and tried.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page of this HTML from a file; skips the test where there is no Chromium.</summary>
    /// <param name="html">The whole page.</param>
    /// <param name="width">The window's width, CSS pixels.</param>
    /// <param name="ready">An expression that becomes true when the page has done its work.</param>
    public async Task<OpenPage> Open(string html, int width = 1400, string ready = "document.documentElement.dataset.ready === 'yes'")
    {
        if (_browser is null)
            Assert.Skip($"Chromium is not installed at {Chromium} (Debian's package 'chromium').");

        var folder = Directory.CreateTempSubdirectory("workbench-page-");
        var file = Path.Combine(folder.FullName, "page.html");
        await File.WriteAllTextAsync(file, html);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            AcceptDownloads = true,
        });
        var page = new OpenPage(await context.NewPageAsync(), folder);
        await page.Load(file, ready);
        return page;
    }

    /// <summary>Opens an address of this machine in a context of its own; skips the test where there is no Chromium.</summary>
    public async Task<IPage> Visit(string url)
    {
        if (_browser is null)
            Assert.Skip($"Chromium is not installed at {Chromium} (Debian's package 'chromium').");

        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        return page;
    }
}

/// <summary>A page that was opened, and everything suspicious that it did.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    public OpenPage(IPage page, DirectoryInfo folder)
    {
        Page = page;
        _folder = folder;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Faults.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Faults.Add($"exception: {error}");
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Popup += (_, popup) => Faults.Add($"popup: {popup.Url}");
        page.Dialog += (_, dialog) =>
        {
            Faults.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors, exceptions, policy violations, dialogs and windows.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The addresses asked for, data within the page left out.</summary>
    public List<string> Requests { get; } = [];

    public async Task Load(string file, string ready)
    {
        await Page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`));");
        await Page.GotoAsync(new Uri(file).AbsoluteUri);

        // Playwright's own waiting evaluates text in the page, which the policy forbids.
        for (var turn = 0; !await Page.EvaluateAsync<bool>(ready); turn++)
        {
            Assert.True(turn < 600, $"the page never became ready ({ready}); it said: {string.Join("; ", Faults)}");
            await Page.WaitForTimeoutAsync(50);
        }

        Requests.RemoveAll(url => url.StartsWith("data:", StringComparison.Ordinal) || url == new Uri(file).AbsoluteUri);
    }

    /// <summary>How many charts are drawn: Plotly puts its first picture into each.</summary>
    public Task<int> Charts() => Page.EvaluateAsync<int>(
        "[...document.querySelectorAll('.svg-container')].filter(c => c.querySelector('.main-svg')?.getBoundingClientRect().width > 50).length");

    /// <summary>How far the page is wider than its window, CSS pixels; 0 where it fits.</summary>
    public Task<int> Overflow() =>
        Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        _folder.Delete(recursive: true);
    }
}
