using Microsoft.Playwright;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>What a person does in Studio's editor.</summary>
internal static class Editor
{
    /// <summary>The button that publishes.</summary>
    public static ILocator Publish(this IPage page) => page.Locator("button.mud-primary-text").First;

    /// <summary>The button that runs the workflow.</summary>
    public static ILocator Run(this IPage page) => page.Locator("button.mud-success-text").First;

    public static ILocator Nodes(this IPage page) => page.Locator(".x6-node");

    /// <summary>Drags an activity from the toolbox onto the canvas.</summary>
    public static async Task DropAsync(this IPage page, string category, string activity, int x, int y)
    {
        var entry = page.Locator("[draggable=true]", new() { HasText = activity }).First;
        if (!await entry.IsVisibleAsync())
            await page.Locator(".mud-expand-panel-header", new() { HasText = category }).First.ClickAsync();
        // Playwright waits until the entry stands still, so the opening panel has opened.
        await entry.HoverAsync();
        await entry.DragToAsync(page.Locator(".x6-graph").First, new() { TargetPosition = new() { X = x, Y = y } });
    }
}
