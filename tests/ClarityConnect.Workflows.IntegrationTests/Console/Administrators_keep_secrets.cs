using System.Net;
using ClarityConnect.Workflows.Engine.Secrets;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class Administrators_keep_secrets : IAsyncLifetime
{
    private const string First = "Bearer the-first-value";
    private const string Second = "Bearer the-second-value";
    private const string Asks = """
        { "definitionId": "asks", "name": "Asks the shop", "root": { "id": "ask", "type": "Elsa.SendHttpRequest",
          "url": { "expression": { "type": "Literal", "value": "http://127.0.0.1:9" } },
          "authorization": { "expression": { "type": "Secret", "value": { "name": "shop-token" } } } } }
        """;

    private ConsoleHost host = null!;
    private Visitor administrator = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Changes => host.Changes.Where(change => change.StartsWith("secret.", StringComparison.Ordinal));

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
    public async Task A_secret_is_added_given_a_new_value_and_never_shown()
    {
        var added = await AddAsync("shop-token", First, ("description", "From the <shop>"), ("expires", "2999-12-31"));
        added.Location.ShouldEndWith("/secrets?saved=shop-token");
        await host.PublishAsync(Asks);
        var list = await administrator.GetAsync("/secrets?saved=shop-token");
        list.Words.ShouldContain("The secret “shop-token” is saved.");
        list.Words.ShouldContain("From the <shop>");
        list.Text.ShouldContain(">31 Dec 2999<");
        var page = await administrator.GetAsync("/secrets/shop-token");
        page.Words.ShouldContain("In use");
        page.Words.ShouldContain("Asks the shop");
        page.Text.ShouldContain("name=\"expires\" type=\"date\" value=\"2999-12-31\"");
        (await administrator.SubmitAsync(page, "Test")).Words.ShouldContain("An activity would get it");

        var rotated = await administrator.SubmitAsync(page, "Save the value", ("value", Second), ("expires", ""));

        rotated.Words.ShouldContain("The new value is saved.");
        rotated.Words.ShouldContain("never");
        var described = await administrator.SubmitAsync(rotated, "Save the description", ("description", "From Ann"));
        described.Text.ShouldContain("value=\"From Ann\"");
        (await host.Secrets.ResolveAsync("shop-token", Token)).Reveal().ShouldBe(Second);
        Changes.ShouldBe(["secret.created: shop-token", "secret.tested: shop-token", "secret.rotated: shop-token", "secret.updated: shop-token"]);
        foreach (var shown in (Visitor.Page[])[added, list, page, rotated, described, await administrator.GetAsync("/secrets")])
        {
            shown.Text.ShouldNotContain("the-first-value");
            shown.Text.ShouldNotContain("the-second-value");
        }
    }

    [Theory]
    [InlineData("a b", First, "", "1 to 100 letters")]
    [InlineData("..", First, "", "does not begin with a dot")]
    [InlineData("picker", First, "", "cannot be called 'picker'")]
    [InlineData("token", "short", "", "6 to 10000 characters")]
    [InlineData("token", First, "2001-01-01", "which has passed")]
    [InlineData("token", First, "soon", "is no date")]
    [InlineData("taken", First, "", "There is a secret “taken” already")]
    public async Task What_does_not_do_is_refused_with_the_reason_and_the_rest_is_kept(string name, string value, string expires, string reason)
    {
        await host.Secrets.SaveAsync("taken", Second, null, null, null, Token);

        var refused = await AddAsync(name, value, ("description", "For the shop"), ("expires", expires));

        refused.Status.ShouldBe(HttpStatusCode.OK);
        refused.Words.ShouldContain(reason);
        refused.Words.ShouldContain("Type it again");
        refused.Text.ShouldContain("value=\"For the shop\"");
        refused.Text.ShouldNotContain("the-first-value");
        (await host.Secrets.ResolveAsync("taken", Token)).Reveal().ShouldBe(Second);
        Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_is_withdrawn_brought_back_and_deleted()
    {
        await AddAsync("shop-token", First);
        await host.PublishAsync(Asks);
        var remove = await administrator.GetAsync("/secrets/shop-token/remove");
        remove.Words.ShouldContain("Workflows name it.");

        var withdrawn = await administrator.SubmitAsync(remove, "Withdraw it");
        withdrawn.Location.ShouldEndWith("/secrets/shop-token?withdrawn=yes");
        var page = await administrator.GetAsync("/secrets/shop-token?withdrawn=yes");
        page.Words.ShouldContain("Withdrawn");
        page.Words.ShouldContain("Bring it back with a new value");
        (await administrator.SubmitAsync(page, "Save the value", ("value", Second))).Words.ShouldContain("In use");
        var deleted = await administrator.SubmitAsync(await administrator.GetAsync("/secrets/shop-token/remove"), "Delete it");

        deleted.Location.ShouldEndWith("/secrets?removed=yes");
        (await administrator.GetAsync("/secrets/shop-token")).Status.ShouldBe(HttpStatusCode.NotFound);
        Changes.ShouldBe(["secret.created: shop-token", "secret.revoked: shop-token", "secret.rotated: shop-token", "secret.deleted: shop-token"]);
    }

    private async Task<Visitor.Page> AddAsync(string name, string value, params (string Name, string Value)[] more) =>
        await administrator.SubmitAsync(await administrator.GetAsync("/secrets"), "Add the secret", [("name", name), ("value", value), .. more]);
}
