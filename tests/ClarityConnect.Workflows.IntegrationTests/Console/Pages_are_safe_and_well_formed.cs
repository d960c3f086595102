using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public class Pages_are_safe_and_well_formed(ConsolePages pages) : IClassFixture<ConsolePages>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/runs?text=%22%3E%3Cscript%3Ealert(3)%3C/script%3E")]
    [InlineData("/runs/{failed}")]
    [InlineData("/runs/{waiting}")]
    [InlineData("/runs/{waiting}/cancel")]
    [InlineData("/runs/{settled}")]
    [InlineData("/dead-letters")]
    [InlineData("/dead-letters/{letter}")]
    [InlineData("/dead-letters/{letter}/retry")]
    [InlineData("/dead-letters/{letter}/retry-from")]
    [InlineData("/dead-letters/{letter}/skip")]
    [InlineData("/reports/settlement?date={today}")]
    [InlineData("/connections")]
    [InlineData("/connections/ledger/test")]
    [InlineData("/connections/ledger")]
    [InlineData("/connections/ledger/delete")]
    [InlineData("/connections/new")]
    [InlineData("/connections/new?type=intacct&name=%22%3E%3Cscript%3E&returnUrl=%2F%2Felsewhere.example")]
    [InlineData("/mappings")]
    [InlineData("/mappings/gl-accounts")]
    [InlineData("/mappings/edit?name=gl-accounts")]
    [InlineData("/mappings/nothing%3Cscript%3E")]
    [InlineData("/sign-in?returnUrl=%22%3E%3Cscript%3E")]
    [InlineData("/denied")]
    [InlineData("/templates")]
    [InlineData("/templates/heartland-settlement-to-intacct-gl")]
    [InlineData("/templates/heartland-settlement-to-intacct-gl/use")]
    [InlineData("/templates/nothing%3Cscript%3E")]
    [InlineData("/import")]
    [InlineData("/plugins")]
    [InlineData("/plugins/nothing%3Cscript%3E/remove")]
    [InlineData("/plugins/nothing%3Cscript%3E/switch")]
    [InlineData("/people")]
    [InlineData("/people/new")]
    [InlineData("/people/viewer")]
    [InlineData("/people/%3Cscript%3E")]
    [InlineData("/api-keys")]
    [InlineData("/secrets")]
    [InlineData("/secrets/shop-token")]
    [InlineData("/secrets/shop-token/remove")]
    [InlineData("/secrets/nothing%3Cscript%3E")]
    [InlineData("/secrets/nothing%3Cscript%3E/remove")]
    [InlineData("/account")]
    [InlineData("/approvals")]
    [InlineData("/approvals/{approval}")]
    [InlineData("/tasks/{task}")]
    [InlineData("/references")]
    [InlineData("/references?id=3C9E")]
    [InlineData("/references?id=%3Cscript%3E")]
    [InlineData("/reviews")]
    [InlineData("/reviews?show=all&kind=%3Cscript%3E")]
    [InlineData("/reviews/{review}")]
    [InlineData("/reviews/nothing%3Cscript%3E")]
    [InlineData("/reconciliations")]
    [InlineData("/reconciliations/report?pair=Opayo%20and%20%3CHeartland%3E&day={today}")]
    [InlineData("/reconciliations/report?pair=none&day=x")]
    public async Task A_page_holds_no_script_no_inline_style_and_nothing_from_elsewhere(string pattern)
    {
        var page = await pages.As("administrator").GetAsync(pages.Path(pattern));
        page.Text.ShouldNotContain("<script", Case.Insensitive);
        page.Text.ShouldNotContain("<img", Case.Insensitive);
        page.Text.ShouldNotContain(" style=", Case.Insensitive);
        page.Text.ShouldNotMatch("(src|href|action)=\"(https?:)?//");
        page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'self'");
        page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        page.Headers["Cache-Control"].ShouldContain("no-store");
        page.Text.ShouldContain("<html lang=\"en\">");
        Regex.Count(page.Text, "<h1").ShouldBe(1);
        Regex.Match(page.Text, "<title>(.*?)</title>").Groups[1].Value.ShouldEndWith(" · ClarityConnect Workflows");
        foreach (var table in Regex.Matches(page.Text, "<table.*?</table>", RegexOptions.Singleline).Select(match => match.Value))
        {
            table.ShouldContain("<caption>");
            table.ShouldNotMatch("<th(?! scope=)[ >]");
        }
    }

    [Fact]
    public async Task Hostile_names_are_shown_and_not_run()
    {
        foreach (var path in (string[])["/runs", $"/runs/{pages.Failed}", $"/dead-letters/{pages.FailedLetter}"])
            (await pages.As("viewer").GetAsync(path)).Words.ShouldContain(ConsolePages.HostileName);
        (await pages.As("viewer").GetAsync("/dead-letters")).Words.ShouldContain(ConsolePages.HostileCorrelation);
    }

    [Fact]
    public async Task The_place_in_the_navigation_is_marked()
    {
        (await pages.As("viewer").GetAsync("/")).Text.ShouldContain("href=\"/\" aria-current=\"page\"");
        (await pages.As("viewer").GetAsync("/runs")).Text.ShouldContain("href=\"/runs\" aria-current=\"page\"");
        (await pages.As("viewer").GetAsync($"/runs/{pages.Failed}")).Text.ShouldContain("href=\"/runs\" aria-current=\"true\"");
    }

    [Fact]
    public async Task Style_sheet_and_icon_come_from_here_and_are_kept()
    {
        using var stranger = pages.Host.Visit();
        var page = await stranger.GetAsync("/sign-in");
        foreach (var address in Regex.Matches(page.Text, "<link [^>]*href=\"([^\"]+)\"").Select(link => link.Groups[1].Value))
        {
            var asset = await stranger.GetAsync(address);
            asset.Status.ShouldBe(HttpStatusCode.OK);
            asset.Headers["Cache-Control"].ShouldContain("immutable");
            asset.Headers["Content-Type"].ShouldBeOneOf("text/css; charset=utf-8", "image/svg+xml");
        }
    }

    [Fact]
    public async Task A_failure_is_told_in_the_words_of_the_other_system()
    {
        var page = await pages.As("viewer").GetAsync($"/dead-letters/{pages.FailedLetter}");
        var text = page.Words;
        text.ShouldContain("<blockquote>Period is closed for <January> & earlier</blockquote>");
        text.ShouldContain("BL03000018");
        text.ShouldContain("k7Vn2");
    }

    [Fact]
    public async Task A_run_shows_its_steps_with_bars_values_and_times()
    {
        var text = (await pages.As("viewer").GetAsync($"/runs/{pages.Failed}")).Words;
        text.ShouldContain("Post journal");
        text.ShouldContain("\"<b>January</b>\"");
        Regex.Count(text, "class=\"bar-fill\"").ShouldBe(4);
        text.ShouldMatch("<time datetime=\"\\d{4}-\\d\\d-\\d\\dT[^\"]+Z\">[^<]+ UTC</time>");
    }

    [Fact]
    public async Task The_overview_begins_with_what_needs_a_decision()
    {
        var text = (await pages.As("viewer").GetAsync("/")).Text;
        text.IndexOf($"/dead-letters/{pages.FailedLetter}", StringComparison.Ordinal).ShouldBeInRange(1, text.IndexOf("Settlement today", StringComparison.Ordinal));
        text.ShouldContain("$1,912.40");
        text.ShouldContain("1 not balanced");
        text.ShouldContain("Wait for approval");
    }

    [Fact]
    public async Task The_report_has_totals_and_a_file_that_spreadsheets_do_not_run()
    {
        var page = await pages.As("viewer").GetAsync(pages.Path("/reports/settlement?date={today}"));
        page.Text.ShouldContain("$1,912.40");
        page.Text.ShouldContain("chart-gross");
        var file = await pages.As("viewer").GetAsync(pages.Path("/reports/settlement.csv?date={today}"));
        file.Headers["Content-Disposition"].ShouldContain($"settlement-{ConsolePages.Today}.csv");
        file.Text.ShouldContain(",'=Hudson <Street>,100,");
        (await pages.As("viewer").GetAsync("/reports/settlement.csv?date=x")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Empty_pages_say_what_to_do_next()
    {
        await using var empty = await ConsoleHost.StartAsync(templates: "nowhere");
        using var visitor = await empty.SignInAsync("administrator");
        foreach (var path in (string[])["/", "/runs", "/dead-letters", "/reports/settlement", "/connections", "/mappings", "/approvals", "/api-keys", "/secrets", "/templates", "/references", "/reviews", "/reconciliations"])
        {
            var page = await visitor.GetAsync(path);
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Text.ShouldContain("class=\"empty");
        }
    }
}
