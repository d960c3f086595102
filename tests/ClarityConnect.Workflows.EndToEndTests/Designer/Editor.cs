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

    public static ILocator Node(this IPage page, string name) => page.Nodes().Filter(new() { HasText = name });

    public static ILocator Edges(this IPage page) => page.Locator(".x6-edge");

    /// <summary>Brings more of the drawing into view; Studio makes nothing smaller than half its size.</summary>
    public static Task ZoomToFitAsync(this IPage page) => page.Locator("[role=toolbar] button").First.ClickAsync();

    /// <summary>The button that saves at once.</summary>
    public static ILocator Save(this IPage page) => page.Locator("[role=toolbar] button").Nth(3);

    /// <summary>Draws a line from an activity to the next, as with a mouse.</summary>
    public static async Task ConnectAsync(this IPage page, string from, string to)
    {
        var (startX, startY) = await CenterAsync(page.Node(from).Locator(".x6-port-body[port-group=out]"));
        var (endX, endY) = await CenterAsync(page.Node(to).Locator(".x6-port-body[port-group=in]"));
        await page.Mouse.MoveAsync(startX, startY);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(endX, endY, new() { Steps = 15 });
        await page.Mouse.UpAsync();
    }

    /// <summary>The code editor of an input of the selected activity.</summary>
    public static ILocator Code(this IPage page, string input) => page.Locator($"{InputNamed(input)} .monaco-editor").First;

    /// <summary>The text of an input of the selected activity.</summary>
    public static ILocator Text(this IPage page, string input) => page.Locator($"{InputNamed(input)} input").First;

    /// <summary>Chooses from the menu of a workflow in the list, and says yes to the question that follows.</summary>
    public static async Task ChooseAsync(this IPage page, string workflow, string command)
    {
        await page.Locator("tr", new() { HasText = workflow }).GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(command, new() { Exact = true }).ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = command, Exact = true }).ClickAsync();
    }

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

    /// <summary>Studio names its inputs only in their frames.</summary>
    private static string InputNamed(string name) => $".mud-input-control:has(legend:text-is('{name}'))";

    private static async Task<(float X, float Y)> CenterAsync(ILocator place)
    {
        var box = await place.BoundingBoxAsync() ?? throw new InvalidOperationException($"{place} is not on the page.");
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }
}
