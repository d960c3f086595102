using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class Administrators_make_connections : IAsyncLifetime
{
    private const string Planted = "planted-secret-of-the-vault";
    private const string Mask = "••••••";

    private ConsoleHost host = null!;
    private Visitor administrator = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
    public async Task The_type_is_chosen_first_and_makes_the_form()
    {
        var choice = await administrator.GetAsync("/connections/new");
        choice.Words.ShouldContain("Sage Intacct");
        choice.Text.ShouldContain("href=\"/connections/new?type=heartland-retail\"");
        (await administrator.GetAsync("/connections/new?type=abacus")).Words.ShouldContain("There is no connection type “abacus” here");

        var form = await administrator.GetAsync("/connections/new?type=intacct&name=books");
        form.Text.ShouldContain("name=\"name\" value=\"books\"");
        InputOf(form, "endpoint").ShouldContain("value=\"https://api.intacct.com/ia/xml/xmlgw.phtml\"");
        InputOf(form, "companyId").ShouldContain(" required");
        InputOf(form, "userPassword").ShouldContain("type=\"password\"");
        InputOf(form, "userPassword").ShouldContain("autocomplete=\"off\"");
        InputOf(form, "entityId").ShouldNotContain(" required");
        InputOf(form, "maxConcurrency").ShouldContain("type=\"number\"");
        InputOf(form, "isSandbox").ShouldContain("type=\"checkbox\"");
        form.Words.ShouldContain("Web Services authorizations");
        (await administrator.GetAsync("/connections/new?type=vault")).Text.ShouldContain("<option value=\"Front\" selected>");
    }

    [Fact]
    public async Task A_connection_is_made_tested_and_changed_and_no_page_shows_its_secret()
    {
        var form = await administrator.GetAsync("/connections/new?type=vault");
        var wrong = await administrator.SubmitAsync(form, "Save and test", Vault("our vault", Planted, ("then", "test")));
        wrong.Words.ShouldContain("“our vault” is saved");
        wrong.Words.ShouldContain("The password is wrong. Enter it again.");
        host.Changes.ShouldContain("connection.saved: our vault");

        var edit = await administrator.GetAsync("/connections/our%20vault");
        InputOf(edit, "password").ShouldContain($"value=\"{Mask}\"");
        InputOf(edit, "minutes").ShouldContain("value=\"7\"");
        edit.Text.ShouldContain("<option value=\"Back\" selected>");
        InputOf(edit, "isSandbox").ShouldContain(" checked");
        var good = await administrator.SubmitAsync(edit, "Save and test", Fields("correct horse", ("then", "test")));
        good.Words.ShouldContain("Signed in as clerk of company Test.");

        var kept = await administrator.SubmitAsync(await administrator.GetAsync("/connections/our%20vault"), "Save", Fields(Mask, ("then", "leave")));
        kept.Location.ShouldEndWith("/connections?saved=our%20vault");
        (await administrator.GetAsync("/connections?saved=our%20vault")).Words.ShouldContain("The connection “our vault” is saved.");
        (await administrator.SubmitAsync(await administrator.GetAsync("/connections/our%20vault/test"), "Test")).Words.ShouldContain("Signed in as clerk");
        (await host.Connections.FindAsync("our vault", Token))!.Settings.ShouldNotContain("correct horse");
        foreach (var page in (Visitor.Page[])[wrong, edit, good, kept, await administrator.GetAsync("/connections"), await administrator.GetAsync("/connections/our%20vault")])
        {
            page.Text.ShouldNotContain(Planted);
            page.Text.ShouldNotContain("correct horse");
        }
    }

    [Theory]
    [InlineData("", "has 1 to 100 characters")]
    [InlineData("a/b", "holds no slashes")]
    [InlineData("New", "cannot be called “New”")]
    [InlineData("..", "cannot be called “..”")]
    [InlineData("TAKEN", "There is a connection “TAKEN” already")]
    public async Task A_name_that_does_not_do_is_refused_at_its_field(string name, string reason)
    {
        await host.SaveConnectionAsync("taken", "clerk", "correct horse");
        var form = await administrator.GetAsync("/connections/new?type=vault");
        var refused = await administrator.SubmitAsync(form, "Save", Vault(name, Planted));
        WebUtility.HtmlDecode(Regex.Match(refused.Text, "id=\"name-problem\">([^<]*)").Groups[1].Value).ShouldContain(reason);
        refused.Words.ShouldContain("The connection is not saved.");
        refused.Text.ShouldNotContain(Planted);
        refused.Words.ShouldContain("Type it again");
        (await host.Connections.ListAsync(Token)).Count.ShouldBe(1);
        host.Changes.ShouldNotContain(change => change.StartsWith("connection.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_is_at_most_100_characters()
    {
        var form = await administrator.GetAsync("/connections/new?type=vault");
        (await administrator.SubmitAsync(form, "Save", Vault(new string('x', 101), Planted))).Words.ShouldContain("has 1 to 100 characters");
        (await administrator.SubmitAsync(form, "Save", Vault(new string('x', 100), Planted))).Status.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Values_that_do_not_fit_are_refused_at_their_fields_and_the_rest_is_kept()
    {
        var form = await administrator.GetAsync("/connections/new?type=vault");
        var refused = await administrator.SubmitAsync(
            form, "Save", ("name", "v"), ("field.user", "clerk <b>"), ("field.password", Mask + "x"), ("field.minutes", "many"), ("field.door", "Roof"));
        ProblemOf(refused, "minutes").ShouldContain("a whole number is needed");
        ProblemOf(refused, "door").ShouldContain("one of Front, Back is needed");
        ProblemOf(refused, "password").ShouldContain("A part of the mask is still there");
        InputOf(refused, "user").ShouldContain("value=\"clerk &lt;b&gt;\"");
        var empty = await administrator.SubmitAsync(form, "Save", ("name", "v"), ("field.user", " "));
        ProblemOf(empty, "user").ShouldBe("Clerk is missing. Fill it in.");
        var endless = await administrator.SubmitAsync(form, "Save", ("name", "v"), ("field.user", new string('x', 10_001)));
        ProblemOf(endless, "user").ShouldContain("longer than 10000 characters");
    }

    [Fact]
    public async Task The_type_has_rules_of_its_own()
    {
        var form = await administrator.GetAsync("/connections/new?type=heartland-retail");
        var refused = await administrator.SubmitAsync(
            form, "Save", ("name", "shop"), ("field.baseAddress", "http://acme.example/api/"), ("field.token", Planted), ("field.callsPerSecond", "4"), ("field.currency", "USD"));
        refused.Words.ShouldContain("is not encrypted. Use https://");
        refused.Text.ShouldNotContain(Planted);
    }

    [Fact]
    public async Task An_empty_secret_is_taken_away_unless_it_is_required()
    {
        await host.SaveConnectionAsync("v", "vault", new JsonObject { ["user"] = "clerk", ["secondPassword"] = Planted });
        var edit = await administrator.GetAsync("/connections/v");
        InputOf(edit, "secondPassword").ShouldContain($"value=\"{Mask}\"");
        await administrator.SubmitAsync(edit, "Save", Fields("", ("field.secondPassword", "")));
        InputOf(await administrator.GetAsync("/connections/v"), "secondPassword").ShouldNotContain(Mask);
    }

    [Fact]
    public async Task Two_administrators_do_not_overwrite_each_other()
    {
        await host.SaveConnectionAsync("v", "clerk", "correct horse");
        var edit = await administrator.GetAsync("/connections/v");
        await host.SaveConnectionAsync("v", "other", "correct horse");
        (await administrator.SubmitAsync(edit, "Save", Fields(Mask))).Words.ShouldContain("Somebody saved revision 2 while you were editing revision 1");
        (await host.Connections.FindAsync("v", Token))!.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task Deleting_names_the_workflows_that_use_the_connection()
    {
        await host.SaveConnectionAsync("heartland-gateway", "heartland-gateway", new JsonObject { ["secretApiKey"] = Planted });
        var unused = await administrator.GetAsync("/connections/heartland-gateway/delete");
        unused.Words.ShouldContain("No workflow names it.");
        using var designer = await host.SignInAsync("designer");
        var use = await designer.GetAsync("/templates/heartland-settlement-to-intacct-gl/use");
        (await designer.SubmitAsync(use, "Make the draft", ("name", "Our settlement"), ("connection.heartland-gateway", "heartland-gateway"))).Status.ShouldBe(HttpStatusCode.Found);

        var confirmation = await administrator.GetAsync("/connections/heartland-gateway/delete");
        confirmation.Words.ShouldContain("1 workflow names it.");
        confirmation.Words.ShouldContain(">Our settlement</a>");
        (await administrator.SubmitAsync(confirmation, "Delete this connection")).Location.ShouldEndWith("/connections?deleted=yes");
        (await host.Connections.FindAsync("heartland-gateway", Token)).ShouldBeNull();
        host.Changes.ShouldContain("connection.deleted: heartland-gateway");
        (await administrator.SubmitAsync(confirmation, "Delete this connection")).Words.ShouldContain("may be deleted already");
        (await administrator.PostAsync("/connections/heartland-gateway", ("_handler", "connection"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_template_leads_to_its_missing_connections_and_back()
    {
        const string Use = "/templates/heartland-settlement-to-intacct-gl/use";
        using var designer = await host.SignInAsync("designer");
        var asked = await designer.GetAsync(Use);
        asked.Words.ShouldContain("Ask an administrator to add it.");
        asked.Text.ShouldNotContain("/connections/new");

        var link = Regex.Match((await administrator.GetAsync(Use)).Words, "/connections/new\\?type=heartland-gateway&name=heartland-gateway&returnUrl=[^\"]+").Value;
        var form = await administrator.GetAsync(link);
        form.Text.ShouldContain("name=\"name\" value=\"heartland-gateway\"");
        var saved = await administrator.SubmitAsync(
            form,
            "Save",
            ("name", "heartland-gateway"),
            ("field.endpoint", "https://cert.api2.heartlandportico.com/Hps.Exchange.PosGateway/PosGatewayService.asmx"),
            ("field.secretApiKey", Planted),
            ("field.developerId", "000000"),
            ("field.versionNumber", "0000"),
            ("field.currency", "usd"));
        saved.Location.ShouldEndWith(Use);
        (await administrator.GetAsync(Use)).Text.ShouldContain("<option value=\"heartland-gateway\" selected");

        var away = await administrator.GetAsync("/connections/new?type=vault&returnUrl=%2F%2Felsewhere.example");
        away.Text.ShouldNotContain("href=\"//");
        (await administrator.SubmitAsync(away, "Save", Vault("v", Planted))).Location!.ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await host.SaveConnectionAsync("v", "clerk", "correct horse");
        foreach (var path in (string[])["/connections/new?type=vault", "/connections/v", "/connections/v/delete"])
            (await administrator.PostAsync(path, ("_handler", path.EndsWith("delete", StringComparison.Ordinal) ? "delete" : "connection"), ("name", "w"), ("field.user", "x"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Connections.ListAsync(Token)).ShouldHaveSingleItem().Revision.ShouldBe(1);
    }

    private static (string, string)[] Vault(string name, string password, params (string, string)[] more) => [("name", name), .. Fields(password, more)];

    private static (string, string)[] Fields(string password, params (string, string)[] more) =>
        [("field.user", "clerk"), ("field.password", password), ("field.minutes", "7"), ("field.door", "Back"), ("field.isSandbox", "true"), .. more];

    private static string InputOf(Visitor.Page page, string field) =>
        WebUtility.HtmlDecode(Regex.Match(page.Text, $"<input[^>]* name=\"field\\.{field}\"[^>]*>").Value.Replace("&lt;", "&amp;lt;").Replace("&gt;", "&amp;gt;"));

    private static string ProblemOf(Visitor.Page page, string field) =>
        WebUtility.HtmlDecode(Regex.Match(page.Text, $"id=\"field-{field}-problem\">([^<]*)").Groups[1].Value);
}
