using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class Administrators_let_people_in : IAsyncLifetime
{
    private const string Chosen = "four words are enough";

    private ConsoleHost host = null!;
    private Visitor administrator = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        administrator = await host.SignInAsync("administrator");
    }

    public async ValueTask DisposeAsync()
    {
        administrator.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_one_time_password_is_shown_once_and_has_to_be_changed_at_the_first_sign_in()
    {
        var password = await AddAsync("ada@example.com", "Operator");
        (await administrator.GetAsync("/people")).Words.ShouldContain("has not chosen a password yet");
        (await administrator.GetAsync("/people/ada%40example.com")).Text.ShouldNotContain(password);

        using var ada = await host.SignInAsync("ada@example.com", password);
        var turned = await ada.GetAsync("/runs?status=Faulted");
        turned.Location.ShouldBe("/account?returnUrl=%2Fruns%3Fstatus%3DFaulted");
        (await ada.PostAsync("/runs")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var account = await ada.GetAsync(turned.Location!);
        account.Words.ShouldContain("Choose your own now");
        account.Text.ShouldNotContain("aria-label=\"Main\"");

        (await ChangeAsync(ada, account, "wrong", Chosen, Chosen)).Words.ShouldContain("The one-time password is not right.");
        (await ChangeAsync(ada, account, password, Chosen, "other")).Words.ShouldContain("not the same");
        (await ChangeAsync(ada, account, password, password, password)).Words.ShouldContain("is the old one");
        var changed = await ChangeAsync(ada, account, password, Chosen, Chosen);
        changed.Words.ShouldContain("Your password is changed");
        changed.Text.ShouldContain("href=\"/runs?status=Faulted\"");
        (await ada.GetAsync("/runs")).Status.ShouldBe(HttpStatusCode.OK);
        using var again = await host.SignInAsync("ada@example.com", Chosen);
        (await again.GetAsync("/runs")).Status.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<InvalidOperationException>(() => host.SignInAsync("ada@example.com", password));
    }

    [Theory]
    [InlineData("", "Viewer", "A user name has 1 to 64")]
    [InlineData("two words", "Viewer", "A user name has 1 to 64")]
    [InlineData("../x", "Viewer", "A user name has 1 to 64")]
    [InlineData("VIEWER", "Viewer", "There is somebody called")]
    [InlineData("grace", "King", "There is no role “King”")]
    public async Task A_person_that_cannot_be_made_is_refused_with_the_reason(string name, string role, string reason)
    {
        var page = await administrator.GetAsync("/people/new");
        var answer = await administrator.SubmitAsync(page, "Add this person", ("name", name), ("roles", role));
        answer.Words.ShouldContain(reason);
        (await administrator.SubmitAsync(page, "Add this person", ("name", "grace"))).Words.ShouldContain("Choose at least one role");
    }

    [Fact]
    public async Task Roles_count_for_sessions_that_are_open()
    {
        using var viewer = await host.SignInAsync("viewer");
        (await viewer.GetAsync("/import")).Location!.ShouldContain("/denied");
        var page = await administrator.GetAsync("/people/viewer");
        (await administrator.SubmitAsync(page, "Save the roles", ("roles", "Viewer"), ("roles", "Designer"))).Words.ShouldContain("The roles are saved");
        (await viewer.GetAsync("/import")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_disabled_person_is_signed_out_and_kept_out_until_let_in_again()
    {
        using var viewer = await host.SignInAsync("viewer");
        var page = await administrator.GetAsync("/people/viewer");
        var disabled = await administrator.SubmitAsync(page, "Disable this person");
        disabled.Words.ShouldContain("Disabled");
        (await viewer.GetAsync("/runs")).Location!.ShouldContain("/sign-in");
        (await Should.ThrowAsync<InvalidOperationException>(() => host.SignInAsync("viewer"))).Message.ShouldContain("an administrator has disabled it");
        (await administrator.SubmitAsync(disabled, "Let this person in again")).Words.ShouldContain("Active");
        using var again = await host.SignInAsync("viewer");
        (await again.GetAsync("/runs")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var page = await administrator.GetAsync("/people/administrator");
        (await administrator.SubmitAsync(page, "Disable this person")).Words.ShouldContain("is the last administrator and cannot be disabled");
        (await administrator.SubmitAsync(page, "Save the roles", ("roles", "Viewer"))).Words.ShouldContain("is the last administrator and cannot lose the role");
        (await administrator.GetAsync("/people")).Status.ShouldBe(HttpStatusCode.OK);

        await AddAsync("second", "Administrator");
        var second = await administrator.GetAsync("/people/second");
        await administrator.SubmitAsync(second, "Disable this person");
        (await administrator.SubmitAsync(page, "Disable this person")).Words.ShouldContain("is the last administrator");
        await administrator.SubmitAsync(await administrator.GetAsync("/people/second"), "Let this person in again");
        (await administrator.SubmitAsync(page, "Disable this person")).Words.ShouldContain("cannot sign in any longer");
        (await administrator.GetAsync("/people")).Location!.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_one_time_password()
    {
        using var operatorVisitor = await host.SignInAsync("operator");
        var answer = await administrator.SubmitAsync(await administrator.GetAsync("/people/operator"), "Give a one-time password");
        var password = SecretOf(answer);
        (await operatorVisitor.GetAsync("/runs")).Location!.ShouldContain("/sign-in");
        using var again = await host.SignInAsync("operator", password);
        (await again.GetAsync("/runs")).Location!.ShouldStartWith("/account");
    }

    [Fact]
    public async Task Wrong_passwords_lock_a_person_out_until_an_administrator_unlocks()
    {
        await AddAsync("hasty", "Viewer");
        for (var i = 0; i < 3; i++)
            await Should.ThrowAsync<InvalidOperationException>(() => host.SignInAsync("hasty", "wrong"));
        var page = await administrator.GetAsync("/people/hasty");
        page.Words.ShouldContain("after wrong passwords");
        (await administrator.SubmitAsync(page, "Unlock")).Words.ShouldContain("can sign in again");
    }

    [Fact]
    public async Task An_api_key_is_shown_once_listed_and_revoked()
    {
        var page = await administrator.GetAsync("/api-keys");
        var made = await administrator.SubmitAsync(page, "Make the key", ("name", "Night <job>"), ("role", "Operator"), ("expires", "2999-12-31"));
        var key = SecretOf(made);
        key.ShouldStartWith("clarity_");
        var list = await administrator.GetAsync("/api-keys");
        list.Text.ShouldNotContain(key);
        list.Words.ShouldContain("Night <job>");
        list.Text.ShouldContain(">31 Dec 2999<");
        (await administrator.SubmitAsync(page, "Make the key", ("name", " "), ("role", "Operator"))).Words.ShouldContain("Give the key a name");
        (await administrator.SubmitAsync(page, "Make the key", ("name", "x"), ("role", "King"))).Words.ShouldContain("There is no role “King”");
        (await administrator.SubmitAsync(page, "Make the key", ("name", "x"), ("role", "Viewer"), ("expires", "2001-01-01"))).Words.ShouldContain("would have expired already");
        (await administrator.SubmitAsync(page, "Make the key", ("name", "x"), ("role", "Viewer"), ("expires", "tomorrow"))).Words.ShouldContain("is no date");

        var revoke = Regex.Match(list.Text, "/api-keys/[^\"]+/revoke").Value;
        (await administrator.SubmitAsync(await administrator.GetAsync(revoke), "Revoke this key")).Location.ShouldEndWith("/api-keys?revoked=yes");
        (await administrator.GetAsync("/api-keys")).Words.ShouldNotContain("Night <job>");
    }

    private async Task<string> AddAsync(string name, string role)
    {
        var answer = await administrator.SubmitAsync(await administrator.GetAsync("/people/new"), "Add this person", ("name", name), ("roles", role));
        return SecretOf(answer);
    }

    private static string SecretOf(Visitor.Page page)
    {
        var secret = Regex.Match(page.Text, "<input readonly value=\"([^\"]+)\"").Groups[1].Value;
        secret.Length.ShouldBeGreaterThanOrEqualTo(20, page.Words);
        return secret;
    }

    private static Task<Visitor.Page> ChangeAsync(Visitor visitor, Visitor.Page page, string current, string chosen, string repeated) =>
        visitor.SubmitAsync(page, "Change the password", ("current", current), ("chosen", chosen), ("repeated", repeated));
}
