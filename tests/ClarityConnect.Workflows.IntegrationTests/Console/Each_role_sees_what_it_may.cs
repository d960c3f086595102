using System.Net;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public class Each_role_sees_what_it_may(ConsolePages pages) : IClassFixture<ConsolePages>
{
    private const string Operators = "operator administrator";
    private const string Designers = "designer administrator";
    private const string Everybody = "viewer operator designer administrator";

    public static TheoryData<string, string> Pages => new()
    {
        { "/", Everybody },
        { "/runs", Everybody },
        { "/runs?workflow=posting&status=Faulted&text=alert&page=1", Everybody },
        { "/runs/{failed}", Everybody },
        { "/runs/{waiting}", Everybody },
        { "/dead-letters", Everybody },
        { "/dead-letters?show=all&workflow=posting&before=zzz", Everybody },
        { "/dead-letters/{letter}", Everybody },
        { "/reports/settlement", Everybody },
        { "/reports/settlement?date={today}", Everybody },
        { "/reports/settlement.csv?date={today}", Everybody },
        { "/connections", Everybody },
        { "/mappings", Everybody },
        { "/mappings/gl-accounts", Everybody },
        { "/approvals", Everybody },
        { "/approvals/{approval}", Everybody },
        { "/tasks/{task}", Everybody },
        { "/templates", Everybody },
        { "/templates/heartland-settlement-to-intacct-gl", Everybody },
        { "/templates/heartland-settlement-to-intacct-gl/use", Designers },
        { "/import", Designers },
        { "/plugins", "administrator" },
        { "/plugins/openapi", "administrator" },
        { "/people", "administrator" },
        { "/people/new", "administrator" },
        { "/people/viewer", "administrator" },
        { "/api-keys", "administrator" },
        { "/secrets", "administrator" },
        { "/secrets/shop-token", "administrator" },
        { "/secrets/shop-token/remove", "administrator" },
        { "/runs/{waiting}/cancel", Operators },
        { "/dead-letters/{letter}/retry", Operators },
        { "/dead-letters/{letter}/retry-from", Operators },
        { "/dead-letters/{letter}/skip", Operators },
        { "/mappings/edit", Designers },
        { "/mappings/edit?name=gl-accounts", Designers },
        { "/connections/ledger/test", "administrator" },
        { "/connections/ledger", "administrator" },
        { "/connections/ledger/delete", "administrator" },
        { "/connections/new", "administrator" },
        { "/connections/new?type=intacct", "administrator" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_opens_for_its_roles_and_for_nobody_else(string pattern, string roles)
    {
        var path = pages.Path(pattern);
        foreach (var user in Everybody.Split(' ').Append("nobody"))
        {
            var page = await pages.As(user).GetAsync(path);
            if (roles.Split(' ').Contains(user))
            {
                page.Status.ShouldBe(HttpStatusCode.OK, $"{user} at {path}");
            }
            else
            {
                page.Status.ShouldBe(HttpStatusCode.Found, $"{user} at {path}");
                page.Location!.ShouldContain("/denied");
            }
        }

        using var stranger = pages.Host.Visit();
        var turnedAway = await stranger.GetAsync(path);
        turnedAway.Status.ShouldBe(HttpStatusCode.Found);
        turnedAway.Location!.ShouldContain($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
    }

    [Theory]
    [InlineData("/runs/{waiting}/cancel", Operators)]
    [InlineData("/dead-letters/{letter}/retry", Operators)]
    [InlineData("/dead-letters/{letter}/skip", Operators)]
    [InlineData("/mappings/edit?name=gl-accounts", Designers)]
    [InlineData("/connections/ledger/test", "administrator")]
    [InlineData("/connections/ledger", "administrator")]
    [InlineData("/connections/ledger/delete", "administrator")]
    [InlineData("/connections/new?type=vault", "administrator")]
    [InlineData("/templates/heartland-settlement-to-intacct-gl/use", Designers)]
    [InlineData("/import", Designers)]
    [InlineData("/people/new", "administrator")]
    [InlineData("/people/viewer", "administrator")]
    [InlineData("/api-keys", "administrator")]
    [InlineData("/api-keys/none/revoke", "administrator")]
    public async Task A_form_is_refused_to_other_roles_even_with_a_valid_token(string pattern, string roles)
    {
        var path = pages.Path(pattern);
        foreach (var user in Everybody.Split(' ').Except(roles.Split(' ')))
        {
            var visitor = pages.As(user);
            // Every page has the sign-out form, whose token is good for any form of this person.
            var token = System.Text.RegularExpressions.Regex.Match((await visitor.GetAsync("/runs")).Text, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
            token.ShouldNotBeEmpty();
            var answer = await visitor.PostAsync(path, ("__RequestVerificationToken", token), ("_handler", "cancel"), ("sure", "yes"));
            answer.Status.ShouldBe(HttpStatusCode.Found, $"{user} at {path}");
            answer.Location!.ShouldContain("/denied");
        }
    }

    [Theory]
    [InlineData("/runs/{waiting}", "/cancel\"", Operators)]
    [InlineData("/dead-letters/{letter}", "/retry\"", Operators)]
    [InlineData("/mappings/gl-accounts", "/mappings/edit", Designers)]
    [InlineData("/mappings", "/mappings/edit", Designers)]
    [InlineData("/connections", "/connections/ledger/test", "administrator")]
    [InlineData("/connections", "href=\"/connections/new\"", "administrator")]
    [InlineData("/connections", "href=\"/connections/ledger\"", "administrator")]
    [InlineData("/templates", "/use\"", Designers)]
    [InlineData("/templates/heartland-settlement-to-intacct-gl", "/use\"", Designers)]
    [InlineData("/", "href=\"/import\"", Designers)]
    [InlineData("/", "href=\"/people\"", "administrator")]
    [InlineData("/tasks/{task}", "Complete this task", Operators)]
    [InlineData("/approvals/{approval}", "value=\"approve\"", Operators)]
    public async Task Buttons_are_hidden_from_those_who_may_not_press_them(string pattern, string link, string roles)
    {
        foreach (var user in Everybody.Split(' '))
            (await pages.As(user).GetAsync(pages.Path(pattern))).Text.Contains(link).ShouldBe(roles.Split(' ').Contains(user), $"{user} at {pattern}");
    }

    [Theory]
    [InlineData("/runs/nothing", "No such run")]
    [InlineData("/runs/nothing/cancel", "No such run")]
    [InlineData("/dead-letters/nothing", "No such dead letter")]
    [InlineData("/dead-letters/nothing/skip", "There is no dead letter")]
    [InlineData("/mappings/nothing", "No such mapping table")]
    [InlineData("/mappings/edit?name=nothing", "No such mapping table")]
    [InlineData("/connections/nothing/test", "No such connection")]
    [InlineData("/connections/nothing", "No such connection")]
    [InlineData("/connections/nothing/delete", "No such connection")]
    [InlineData("/templates/nothing", "No such template")]
    [InlineData("/templates/%2E%2E%2Fcases", "No such template")]
    [InlineData("/templates/nothing/use", "No such template")]
    [InlineData("/approvals/nothing", "Nothing to decide")]
    [InlineData("/tasks/nothing", "Nothing to do")]
    [InlineData("/people/nothing", "Nobody of this name")]
    [InlineData("/api-keys/nothing/revoke", "No such key")]
    public async Task What_is_not_there_is_said_to_be_missing(string path, string heading)
    {
        var page = await pages.As("administrator").GetAsync(path);
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Text.ShouldContain(heading);
    }

    [Theory]
    [InlineData("/runs?page=-1&status=17")]
    [InlineData("/runs?page=99999999999999999999&status=Nothing")]
    [InlineData("/runs/{failed}?from=x")]
    [InlineData("/reports/settlement?date=31.12.2026")]
    [InlineData("/reports/settlement?date=0001-01-01")]
    [InlineData("/reports/settlement?date=9999-12-31")]
    [InlineData("/dead-letters?show=%00&before=%27")]
    [InlineData("/approvals?after=%27&done=%3Cscript%3E")]
    public async Task Odd_addresses_do_no_harm(string pattern) =>
        (await pages.As("viewer").GetAsync(pages.Path(pattern))).Status.ShouldBe(HttpStatusCode.OK);
}
