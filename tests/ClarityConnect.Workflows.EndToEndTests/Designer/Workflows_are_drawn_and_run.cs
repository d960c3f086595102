using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>The designer as people use it: the genuine Studio on the real server in a real browser.</summary>
[Collection(typeof(DesignerTests))]
public sealed partial class Workflows_are_drawn_and_run(ServedDesigner designer)
{
    [Fact]
    public async Task From_the_sign_in_to_a_finished_run_and_back()
    {
        await using var visit = await designer.VisitAsync("designer", "/studio/");
        var page = visit.Page;
        await visit.ReadyAsync();
        page.Url.ShouldContain("/studio/workflows/definitions");
        (await page.TitleAsync()).ShouldBe("Workflows · Designer · ClarityConnect Workflows");
        await Expect(page.Locator("header nav a[aria-current]")).ToHaveTextAsync("Designer");

        await page.GetByText("Create workflow", new() { Exact = true }).ClickAsync();
        var name = page.Locator(".mud-dialog input").First;
        await name.FillAsync("Evening greeting");
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Ok" }).ClickAsync();
        await page.WaitForURLAsync(EditorAddress());
        await visit.ReadyAsync();
        (await page.TitleAsync()).ShouldBe("Evening greeting · Designer · ClarityConnect Workflows");

        (await visit.SavedAsync(() => page.DropAsync("Console", "Write line", 300, 250))).Status.ShouldBe(200);
        await Expect(page.Nodes()).ToHaveCountAsync(1);
        await visit.TakePicturesAsync("editor");

        var published = await visit.SavedAsync(() => page.Publish().ClickAsync());
        published.Request.PostData.ShouldNotBeNull().ShouldContain("\"publish\":true");
        await page.Run().ClickAsync();
        await page.WaitForURLAsync(ViewerAddress());
        await visit.ReadyAsync();
        await Expect(page.Locator("td", new() { HasText = "Finished" }).First).ToBeVisibleAsync();
        (await page.TitleAsync()).ShouldBe("Run of Evening greeting · Designer · ClarityConnect Workflows");
        await visit.TakePicturesAsync("viewer");

        await page.GoBackAsync();
        await visit.ReadyAsync();
        page.Url.ShouldMatch(EditorAddress().ToString());
        await Expect(page.Nodes()).ToHaveCountAsync(1);
        await page.GoBackAsync();
        await visit.ReadyAsync();
        page.Url.ShouldContain("/studio/workflows/definitions?");
        await Expect(page.Locator("td", new() { HasText = "Evening greeting" }).First).ToBeVisibleAsync();
        await visit.TakePicturesAsync("list");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reload_and_a_link_show_the_same_place_and_a_run_links_to_its_workflow()
    {
        await using var visit = await designer.VisitAsync("designer", "/studio/workflows/instances");
        var page = visit.Page;
        await visit.ReadyAsync();
        var (definition, instance) = await RunAsync(visit, "Linked");

        await page.GotoAsync($"/runs/{instance}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show in the designer" }).ClickAsync();
        await visit.ReadyAsync();
        await page.ReloadAsync();
        await visit.ReadyAsync();
        page.Url.ShouldEndWith($"/studio/workflows/instances/{instance}/view");

        await page.GetByRole(AriaRole.Link, new() { Name = definition }).First.ClickAsync();
        await page.WaitForURLAsync($"**/studio/workflows/definitions/{definition}/edit");
        await visit.ReadyAsync();
        await page.GoBackAsync();
        await visit.ReadyAsync();
        await page.GetByText("Open filtered logs").ClickAsync();
        await page.WaitForURLAsync($"**/runs/{instance}");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewer_sees_and_changes_nothing()
    {
        await using (var author = await designer.VisitAsync("designer", "/runs"))
            await RunAsync(author, "Shown to viewers");
        await using var visit = await designer.VisitAsync("viewer", "/studio/");
        var page = visit.Page;
        await visit.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" })).ToBeDisabledAsync();

        await page.Locator("td", new() { HasText = "Shown to viewers" }).First.ClickAsync();
        await page.WaitForURLAsync(EditorAddress());
        await visit.ReadyAsync();
        await Expect(page.GetByText("Unable to make changes")).ToBeVisibleAsync();
        await Expect(page.Nodes()).ToHaveCountAsync(1);
        await Expect(page.Publish()).ToHaveCountAsync(0);
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_activities_have_icons_of_their_own()
    {
        await using var visit = await designer.VisitAsync("designer", "/runs");
        var page = visit.Page;
        await (await Draft.SaveAsync(visit, "Cards", publish: false, ("ClarityConnect.Heartland.GetTransaction", "one"))).OpenAsync(visit);
        await Expect(page.Locator("elsa-activity-wrapper[data-kind=heartland]")).ToHaveCountAsync(1);
        await Expect(page.Locator("elsa-activity-wrapper .activity-icon > svg")).ToBeHiddenAsync();
        await Expect(page.Locator(".mud-expand-panel[data-kind=intacct]")).ToHaveCountAsync(1);
        visit.Problems.ShouldBeEmpty();
    }

    private static async Task<(string Definition, string Instance)> RunAsync(Visit visit, string name)
    {
        var definition = (await Draft.SaveAsync(visit, name, publish: true, ("Elsa.WriteLine", "one"))).Id;
        var answer = JsonDocument.Parse(await visit.CallAsync("POST", $"/elsa/api/workflow-definitions/{definition}/execute", "{}"));
        return (definition, answer.RootElement.GetProperty("workflowState").GetProperty("id").GetString()!);
    }

    [GeneratedRegex("/studio/workflows/definitions/[0-9a-f]{32}/edit$")]
    private static partial Regex EditorAddress();

    [GeneratedRegex("/studio/workflows/instances/[0-9a-f]{32}/view$")]
    private static partial Regex ViewerAddress();
}
