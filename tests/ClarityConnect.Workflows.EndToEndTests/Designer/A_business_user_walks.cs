using System.Text.Json.Nodes;
using ClarityConnect.Workflows.EndToEndTests.Processes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>The ways through console and designer that somebody takes who has never seen the code behind them.</summary>
[Collection(typeof(DesignerTests))]
public sealed class A_business_user_walks(ServedDesigner designer)
{
    private const string Notice = ".designer-notice:visible";
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task From_a_template_to_a_changed_script()
    {
        await using var visit = await designer.VisitAsync("designer", "/templates");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Use the template Heartland settlement to Intacct GL" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the draft" }).ClickAsync();
        await page.WaitForURLAsync("**/studio/workflows/definitions/*/edit");
        await visit.ReadyAsync();
        await using var draft = Draft.OpenIn(visit);
        await Expect(page.Nodes()).ToHaveCountAsync(15);
        await Expect(page.Edges()).ToHaveCountAsync(15);

        await page.ZoomToFitAsync();
        await page.Node("Aggregate tickets").ClickAsync();
        await page.Code("Script").ClickAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await visit.TakePicturesAsync("template");
        (await visit.SavedAsync(() => page.Keyboard.TypeAsync("// Ours. "))).Status.ShouldBe(200);

        await page.Node("Post sales summary").ClickAsync();
        var types = await page.RunAndWaitForResponseAsync(
            () => page.Code("Title").ClickAsync(), answer => answer.Url.Contains("/scripting/javascript/type-definitions/", StringComparison.Ordinal));
        types.Status.ShouldBe(200);
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(";getVari");
        await Expect(page.Locator(".suggest-widget .monaco-list-row", new() { HasText = "getVariable" }).First).ToBeVisibleAsync();
        await visit.TakePicturesAsync("completion");
        await visit.SavedAsync(() => page.Keyboard.PressAsync("Enter"));

        var stored = (await draft.FlowchartAsync())["activities"]!.AsArray();
        // The save that was seen may be that of what was typed before.
        for (var read = 0; read < 60 && !ActivityIn(stored, "PostSales").ToJsonString().Contains(";getVariable", StringComparison.Ordinal); read++)
        {
            await page.WaitForTimeoutAsync(500);
            stored = (await draft.FlowchartAsync())["activities"]!.AsArray();
        }

        ActivityIn(stored, "Aggregate")["script"]!["expression"]!["value"]!.GetValue<string>().ShouldStartWith("// Ours. ");
        ActivityIn(stored, "PostSales").ToJsonString().ShouldContain(";getVariable");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task From_an_empty_canvas_to_a_run_and_through_a_file_back()
    {
        const string Name = "Two lines";
        await using var visit = await designer.VisitAsync("designer", "/runs");
        var page = visit.Page;
        await using var draft = await Draft.SaveAsync(visit, Name, publish: false);
        await draft.OpenAsync(visit);
        await visit.SavedAsync(() => page.DropAsync("Console", "Write line", 120, 120));
        await visit.SavedAsync(() => page.DropAsync("Console", "Write line", 420, 260));
        await visit.SavedAsync(() => page.ConnectAsync("WriteLine1", "WriteLine2"));
        await Expect(page.Edges()).ToHaveCountAsync(1);
        await WriteAsync(visit, "WriteLine1", "The first of two lines");
        await WriteAsync(visit, "WriteLine2", "The second of two lines");
        (await visit.SavedAsync(() => page.Save().ClickAsync())).Status.ShouldBe(200);
        (await visit.SavedAsync(() => page.Publish().ClickAsync())).Status.ShouldBe(200);

        await page.Run().ClickAsync();
        await page.WaitForURLAsync("**/studio/workflows/instances/*/view");
        await visit.ReadyAsync();
        await Expect(page.Locator(".elsa-activity-wrapper-badge .mud-badge.mud-theme-success")).ToHaveTextAsync(["1", "1"]);
        await page.Node("WriteLine2").ClickAsync();
        await Expect(page.GetByText("The second of two lines").First).ToBeVisibleAsync();
        await visit.TakePicturesAsync("run-of-two-lines");

        await page.GotoAsync("/studio/workflows/definitions");
        await visit.ReadyAsync();
        var file = await FileAsync(await page.RunAndWaitForDownloadAsync(() => page.ChooseAsync(Name, "Export")));
        await page.ChooseAsync(Name, "Delete");
        await Expect(page.Locator("tr", new() { HasText = Name })).ToHaveCountAsync(0);

        await page.GotoAsync("/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "two-lines.json", MimeType = "application/json", Buffer = file });
        await page.GetByRole(AriaRole.Button, new() { Name = "Look into it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        var again = await FileAsync(await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = $"Export {Name}" }).ClickAsync()));
        Content(again).ShouldBe(Content(file));
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_activity_that_is_not_installed_has_a_placeholder()
    {
        await using var visit = await designer.VisitAsync("designer", "/runs");
        var page = visit.Page;
        await using var draft = await Draft.SaveAsync(visit, "From elsewhere", publish: false, ("Acme.Unknown", "one"));
        await draft.OpenAsync(visit);
        await Expect(page.Nodes()).ToContainTextAsync(["Not found: Acme.Unknown"]);
        await visit.TakePicturesAsync("not-installed");

        (await visit.SavedAsync(() => page.Publish().ClickAsync())).Status.ShouldBe(200);
        await Expect(page.GetByText("Not Found activities")).ToBeVisibleAsync();
        (await draft.FlowchartAsync())["activities"]![0]!["missingTypeName"]!.GetValue<string>().ShouldBe("Acme.Unknown");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_saves_second_is_told_of_the_first()
    {
        await using var first = await designer.VisitAsync("designer", "/runs");
        await using var second = await designer.VisitAsync("designer", "/runs");
        await using var draft = await Draft.SaveAsync(first, "Shared", publish: false);
        await draft.OpenAsync(first);
        await draft.OpenAsync(second);
        (await first.SavedAsync(() => first.Page.DropAsync("Console", "Write line", 300, 250))).Status.ShouldBe(200);
        (await second.SavedAsync(() => second.Page.DropAsync("Console", "Write line", 300, 250))).Status.ShouldBe(400);
        await Expect(second.Page.Locator(Notice)).ToContainTextAsync("Your last changes are not saved. The workflow 'Shared' was changed by you ('designer'), in another window");
        await second.TakePicturesAsync("changed-meanwhile");
        (await draft.FlowchartAsync())["activities"]!.AsArray().Count.ShouldBe(1);
        first.Problems.ShouldBeEmpty();
        second.Problems.ShouldAllBe(problem => problem.Contains("400"));
    }

    [Fact]
    public async Task Changes_in_a_row_are_all_saved_by_a_slow_server()
    {
        await using var visit = await designer.VisitAsync("designer", "/runs");
        var page = visit.Page;
        await using var draft = await Draft.SaveAsync(visit, "Slow", publish: false, ("Elsa.WriteLine", "one"));
        await draft.OpenAsync(visit);
        await page.Node("one").ClickAsync();
        await page.RouteAsync("**/elsa/api/workflow-definitions", async route =>
        {
            await Task.Delay(Slowness, TimeProvider.System);
            await route.ContinueAsync();
        });
        var saves = new List<IRequest>();
        foreach (var line in (string[])["First", "Second"])
            saves.Add(await visit.SavingAsync(() => FillAsync(page, line)));
        foreach (var save in saves)
            (await save.ResponseAsync()).ShouldNotBeNull().Status.ShouldBe(200);
        await Expect(page.Locator(Notice)).ToHaveCountAsync(0);
        (await draft.FlowchartAsync())["activities"]![0]!["text"]!["expression"]!["value"]!.GetValue<string>().ShouldBe("Second");
        visit.Problems.ShouldBeEmpty();
    }

    private static async Task WriteAsync(Visit visit, string activity, string line)
    {
        await visit.Page.Node(activity).ClickAsync();
        await Expect(visit.Page.Text("Text")).ToHaveValueAsync("");
        (await visit.SavedAsync(() => FillAsync(visit.Page, line))).Status.ShouldBe(200);
    }

    private static async Task FillAsync(IPage page, string line)
    {
        var text = page.Text("Text");
        await text.FillAsync(line);
        await text.PressAsync("Tab");
    }

    private static JsonNode ActivityIn(JsonArray activities, string id) => activities.Single(activity => activity!["id"]!.GetValue<string>() == id)!;

    private static async Task<byte[]> FileAsync(IDownload download)
    {
        await using var content = await download.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await content.CopyToAsync(file, TestContext.Current.CancellationToken).WaitAsync(ServerProcess.Patience, TestContext.Current.CancellationToken);
        return file.ToArray();
    }

    /// <summary>What a file says about the workflow, without what belongs to the version that it was written from: an imported one is another, and a draft.</summary>
    private static string Content(byte[] file)
    {
        var definition = JsonNode.Parse(file)!.AsObject();
        foreach (var member in (string[])["id", "createdAt", "isPublished"])
            definition.Remove(member).ShouldBeTrue();
        return definition.ToJsonString();
    }
}
