using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>What the pages say where the designer cannot run or has nothing to show.</summary>
[Collection(typeof(DesignerTests))]
public sealed class Every_browser_is_told(ServedDesigner designer)
{
    [Fact]
    public async Task Without_JavaScript()
    {
        await using var visit = await designer.VisitAsync(hasJavaScript: false);
        await visit.SignInAsync("/studio/workflows/definitions", "viewer", ServedDesigner.Password);
        await Expect(visit.Page.Locator("noscript p")).ToContainTextAsync("JavaScript is switched off");
        await visit.TakePicturesAsync("no-javascript");
    }

    [Fact]
    public async Task Without_WebAssembly()
    {
        await using var visit = await designer.VisitAsync();
        await visit.Page.AddInitScriptAsync("delete globalThis.WebAssembly");
        await visit.SignInAsync("/studio/workflows/definitions", "viewer", ServedDesigner.Password);
        await Expect(visit.Page.Locator("#designer-progress-text")).ToContainTextAsync("does not run WebAssembly");
        await visit.TakePicturesAsync("no-webassembly");
        visit.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/studio/workflows/definitions/nothing/edit", "No such workflow")]
    [InlineData("/studio/workflows/instances/nothing/view", "No such instance")]
    public async Task Of_what_is_not_there(string path, string words)
    {
        await using var visit = await designer.VisitAsync("viewer", path);
        await Expect(visit.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync(words);
        await visit.TakePicturesAsync(words.Replace(' ', '-'));
        await visit.Page.GetByText("Show all").ClickAsync();
        await visit.ReadyAsync();
    }
}
