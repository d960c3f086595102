using System.Net;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public class People_sign_in_and_out(ConsolePages pages) : IClassFixture<ConsolePages>
{
    [Fact]
    public async Task Signing_in_leads_to_where_one_wanted_to_go()
    {
        using var visitor = pages.Host.Visit();
        var page = await visitor.GetAsync("/sign-in?returnUrl=%2Fruns%3Ftext%3Dx");
        var answer = await visitor.SubmitAsync(page, "Sign in", ("userName", "viewer"), ("password", ConsoleHost.Password));
        answer.Status.ShouldBe(HttpStatusCode.Found);
        new Uri(pages.Host.Address, answer.Location).PathAndQuery.ShouldBe("/runs?text=x");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_never_leads_elsewhere(string returnUrl)
    {
        using var visitor = pages.Host.Visit();
        var page = await visitor.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        page.Text.ShouldContain("name=\"returnUrl\" value=\"/\"");
        // A forged hidden field is guarded as well as the address.
        var answer = await visitor.SubmitAsync(page with { Text = page.Text.Replace("name=\"returnUrl\" value=\"/\"", $"name=\"returnUrl\" value=\"{returnUrl}\"") }, "Sign in", ("userName", "viewer"), ("password", ConsoleHost.Password));
        answer.Status.ShouldBe(HttpStatusCode.Found);
        new Uri(pages.Host.Address, answer.Location).ShouldBe(pages.Host.Address);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_sound_the_same()
    {
        await pages.Host.AddUserAsync("careless", "Viewer");
        using var visitor = pages.Host.Visit();
        var page = await visitor.GetAsync("/sign-in");
        foreach (var name in (string[])["careless", "who-is-this"])
        {
            var answer = await visitor.SubmitAsync(page, "Sign in", ("userName", name), ("password", "wrong"));
            answer.Status.ShouldBe(HttpStatusCode.OK);
            answer.Text.ShouldContain("The user name or the password is not right.");
            answer.Text.ShouldNotContain("wrong\"");
        }
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_account()
    {
        await pages.Host.AddUserAsync("forgetful", "Viewer");
        using var visitor = pages.Host.Visit();
        var page = await visitor.GetAsync("/sign-in");
        for (var i = 0; i < 3; i++)
            await visitor.SubmitAsync(page, "Sign in", ("userName", "forgetful"), ("password", "wrong"));
        (await visitor.SubmitAsync(page, "Sign in", ("userName", "forgetful"), ("password", ConsoleHost.Password))).Text.ShouldContain("This account is locked");
    }

    [Fact]
    public async Task Who_signed_out_has_to_sign_in_again()
    {
        using var visitor = await pages.Host.SignInAsync("viewer");
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/"), "Sign out");
        answer.Location.ShouldBe("/sign-in");
        (await visitor.GetAsync("/runs")).Location!.ShouldContain("/sign-in");
    }

    [Theory]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/sign-out", "")]
    [InlineData("/runs/{waiting}/cancel", "cancel")]
    [InlineData("/dead-letters/{letter}/retry", "decide")]
    [InlineData("/mappings/edit?name=gl-accounts", "mapping")]
    [InlineData("/connections/ledger/test", "test")]
    [InlineData("/templates/heartland-settlement-to-intacct-gl/use", "use")]
    [InlineData("/import", "inspect")]
    [InlineData("/import", "import")]
    [InlineData("/people/new", "person")]
    [InlineData("/people/viewer", "access")]
    [InlineData("/api-keys", "key")]
    [InlineData("/account", "password")]
    [InlineData("/approvals/{approval}", "decision")]
    [InlineData("/tasks/{task}", "task")]
    public async Task A_form_without_its_token_is_refused(string pattern, string handler)
    {
        using var visitor = await pages.Host.SignInAsync("administrator");
        (string, string)[] fields = [("_handler", handler), ("userName", "viewer"), ("password", ConsoleHost.Password), ("sure", "yes"), ("document", "{}"), ("revision", "1")];
        (await visitor.PostAsync(pages.Path(pattern), fields)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.PostAsync(pages.Path(pattern), [.. fields, ("__RequestVerificationToken", "forged")])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.GetAsync("/runs")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
