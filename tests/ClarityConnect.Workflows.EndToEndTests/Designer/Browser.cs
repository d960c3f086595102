using ClarityConnect.Workflows.EndToEndTests.Processes;
using Microsoft.Playwright;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>A real Chromium without a window, with a profile of its own.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException($"There is no {Program}: install the package 'chromium', as tests/run.sh does where it may.");
        Assertions.SetDefaultExpectTimeout((float)ServerProcess.Patience.TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A new visitor: no cookies, nothing kept.</summary>
    public async Task<Visit> VisitAsync(Uri server, bool hasJavaScript = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = server.AbsoluteUri,
            ViewportSize = new() { Width = 1400, Height = 900 },
            JavaScriptEnabled = hasJavaScript,
        });
        return await Visit.BeginAsync(context, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
