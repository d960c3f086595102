using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>Not run with the others, since it says something only on a machine that does nothing else. Its table is kept with the benchmarks' results.</summary>
[Collection(typeof(DesignerTests))]
public sealed class Opening_the_designer_is_measured(ServedDesigner designer, ITestOutputHelper output)
{
    private const string List = "/studio/";

    [Fact(Explicit = true)]
    public async Task From_the_navigation_until_it_can_be_used()
    {
        await using var author = await designer.VisitAsync("designer", List);
        await using var draft = await Draft.SaveAsync(author, "Opened", false, ("Elsa.WriteLine", "First"), ("Elsa.WriteLine", "Second"));
        var table = new StringBuilder("| page | bytes | files | of these from the browser's own store | seconds |\n| --- | --- | --- | --- | --- |\n");
        foreach (var (name, path, usable) in new[]
                 {
                     ("list", List, "tr:has-text('Opened')"),
                     ("editor", $"/studio/workflows/definitions/{draft.Id}/edit", ".x6-node"),
                 })
        {
            await using var visit = await designer.VisitAsync("designer", "/templates");
            foreach (var temperature in new[] { "cold", "warm" })
            {
                var tab = await visit.NewTabAsync(() => visit.Page.EvaluateAsync("() => { window.open('about:blank') }"));
                table.AppendLine(CultureInfo.InvariantCulture, $"| {name}, {temperature} | {await OpenAsync(tab, path, usable)} |");
                await tab.CloseAsync();
            }
        }

        output.WriteLine(table.ToString());
        author.Problems.ShouldBeEmpty();
    }

    private static async Task<string> OpenAsync(IPage tab, string path, string usable)
    {
        var devTools = await tab.Context.NewCDPSessionAsync(tab);
        var bytes = 0.0;
        var files = 0;
        var stored = new ConcurrentDictionary<string, bool>();
        devTools.Event("Network.loadingFinished").OnEvent += (_, message) => bytes += message!.Value.GetProperty("encodedDataLength").GetDouble();
        devTools.Event("Network.responseReceived").OnEvent += (_, _) => files++;
        devTools.Event("Network.requestServedFromCache").OnEvent += (_, message) => stored[message!.Value.GetProperty("requestId").GetString()!] = true;
        devTools.Event("Network.responseReceived").OnEvent += (_, message) =>
        {
            if (message!.Value.GetProperty("response").TryGetProperty("fromDiskCache", out var kept) && kept.GetBoolean())
                stored[message.Value.GetProperty("requestId").GetString()!] = true;
        };
        await devTools.SendAsync("Network.enable");
        var watch = Stopwatch.StartNew();
        await tab.GotoAsync(path);
        await tab.Locator(usable).First.WaitForAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        await tab.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0.00} MB | {files} | {stored.Count} | {seconds:0.0}");
    }
}
