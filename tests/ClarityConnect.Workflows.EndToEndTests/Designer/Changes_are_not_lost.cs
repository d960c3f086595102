using ClarityConnect.Workflows.EndToEndTests.Processes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

[Collection(typeof(DesignerTests))]
public sealed class Changes_are_not_lost(ServedDesigner designer)
{
    private const string Notice = ".designer-notice:visible";

    [Fact]
    public async Task When_the_sign_in_expires_the_change_waits_for_a_new_one()
    {
        await using var visit = await OpenAsync("Expired");
        var page = visit.Page;
        await visit.ForgetSignInAsync();
        await page.DropAsync("Console", "Write line", 300, 250);
        await Expect(page.Locator(Notice)).ToContainTextAsync("Your sign-in has expired");
        await visit.TakePicturesAsync("sign-in-expired");

        var tab = await visit.NewTabAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Sign in in another tab" }).ClickAsync());
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tab.Close += (_, _) => closed.TrySetResult();
        (await visit.SavedAsync(() => Visit.FillSignInAsync(tab, "designer", ServedDesigner.Password))).Status.ShouldBe(200);
        await closed.Task.WaitAsync(ServerProcess.Patience, TestContext.Current.CancellationToken);
        await Expect(page.Locator(Notice)).ToHaveCountAsync(0);
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        (await ActivitiesAsync(visit)).ShouldBe(1);
    }

    [Fact]
    public async Task When_the_server_cannot_be_reached_the_page_says_so_until_it_is_saved()
    {
        await using var visit = await OpenAsync("Unreachable");
        var page = visit.Page;
        // Studio tries three times more by itself.
        var givenUp = visit.FailuresAsync("/elsa/api/workflow-definitions", 4);
        await visit.SetOfflineAsync(true);
        await page.DropAsync("Console", "Write line", 300, 250);
        await Expect(page.Locator(Notice)).ToContainTextAsync("Your last changes are not saved. The server cannot be reached.");
        await visit.TakePicturesAsync("not-saved");

        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await page.GetByRole(AriaRole.Link, new() { Name = "Runs" }).ClickAsync();
        (await asked.Task.WaitAsync(ServerProcess.Patience, TestContext.Current.CancellationToken)).ShouldBe("beforeunload");

        await givenUp;
        await visit.SetOfflineAsync(false);
        await visit.SavedAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save again" }).ClickAsync());
        await Expect(page.Locator(Notice)).ToHaveCountAsync(0);
        (await ActivitiesAsync(visit)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_leaves_right_after_a_change_leaves_when_it_is_saved()
    {
        await using var visit = await OpenAsync("Left at once");
        var page = visit.Page;
        var address = page.Url;
        await page.DropAsync("Console", "Write line", 300, 250);
        await page.GetByRole(AriaRole.Link, new() { Name = "Runs" }).ClickAsync();
        await page.WaitForURLAsync("**/runs");
        await page.GotoAsync(address);
        await visit.ReadyAsync();
        await Expect(page.Nodes()).ToHaveCountAsync(1);
        visit.Problems.ShouldBeEmpty();
    }

    /// <summary>A new workflow, open in the editor.</summary>
    private async Task<Visit> OpenAsync(string name)
    {
        var visit = await designer.VisitAsync("designer", "/runs");
        await (await Draft.SaveAsync(visit, name, publish: false)).OpenAsync(visit);
        return visit;
    }

    /// <summary>How many activities the open workflow has on the server.</summary>
    private static async Task<int> ActivitiesAsync(Visit visit) => (await Draft.OpenIn(visit).FlowchartAsync())["activities"]!.AsArray().Count;
}
