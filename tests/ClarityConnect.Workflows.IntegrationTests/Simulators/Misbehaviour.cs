using System.Net;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Misbehaviour : SimulatorTest
{
    private const string Function = "<function controlid=\"f1\">";
    private static readonly string Post = Request($"{Function}{Create(Batch("R-1"))}</function>");

    [Fact]
    public async Task A_rate_limit_names_its_wait_and_does_nothing()
    {
        Host.Faults.Set(new Fault(FaultKind.RateLimited) { Times = 3, RetryAfter = TimeSpan.FromMilliseconds(1500) });
        using var retail = await RetailAsync(HttpMethod.Get, "items");
        using var portico = await PostPorticoAsync("<BatchClose/>");
        using var intacct = await PostIntacctAsync(Post);
        foreach (var response in new[] { retail, portico, intacct })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        }
        (await intacct.Content.ReadAsStringAsync(Ct)).ShouldContain("GW-0010");
        Host.Intacct.Batches.ShouldBeEmpty();
        Host.Ledger.Find("intacct").ShouldHaveSingleItem().Outcome.ShouldBe("not done");
        using var after = await RetailAsync(HttpMethod.Get, "items");
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, true)]
    public async Task A_server_error_comes_with_or_without_body(int status, bool empty)
    {
        Host.Faults.Set(new Fault(FaultKind.ServerError) { Status = status, EmptyBody = empty });
        using var retail = await RetailAsync(HttpMethod.Get, "items");
        using var portico = await PostPorticoAsync("<BatchClose/>");
        using var intacct = await PostIntacctAsync(Post);
        foreach (var response in new[] { retail, portico, intacct })
        {
            ((int)response.StatusCode).ShouldBe(status);
            ((await response.Content.ReadAsStringAsync(Ct)).Length == 0).ShouldBe(empty);
        }
        Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dropped_answer_leaves_the_work_done()
    {
        Host.Faults.Set(new Fault(FaultKind.Drop) { Operation = "create GLBATCH", Times = 1, AfterCommit = true });
        await Should.ThrowAsync<HttpRequestException>(() => PostIntacctAsync(Post));
        Host.Intacct.TimesPosted("GJ", "R-1").ShouldBe(1);
        var row = Host.Ledger.Find("intacct", "create GLBATCH", "R-1").ShouldHaveSingleItem();
        (row.Outcome, row.Fault).ShouldBe(("success", "Drop (after commit)"));
    }

    [Fact]
    public async Task A_dropped_request_is_not_done()
    {
        Host.Faults.Set(new Fault(FaultKind.Drop) { Times = 1 });
        await Should.ThrowAsync<HttpRequestException>(() => PostIntacctAsync(Post));
        Host.Intacct.Batches.ShouldBeEmpty();
        Host.Ledger.Find("intacct").ShouldHaveSingleItem().Outcome.ShouldBe("not done");
    }

    [Fact]
    public async Task An_error_after_the_commit_hides_that_the_work_is_done()
    {
        Host.Faults.Set(new Fault(FaultKind.ServerError) { Status = 503, AfterCommit = true, EmptyBody = true, Times = 1 });
        using var response = await PostIntacctAsync(Post);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Host.Intacct.TimesPosted("GJ", "R-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_truncated_answer_is_not_well_formed()
    {
        Host.Faults.Set(new Fault(FaultKind.Truncated) { Times = 1 });
        using var response = await PostIntacctAsync(Post);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await response.Content.ReadAsStringAsync(Ct);
        Should.Throw<XmlException>(() => XDocument.Parse(body));
        Host.Intacct.TimesPosted("GJ", "R-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_maintenance_page_comes_with_200()
    {
        Host.Faults.Set(new Fault(FaultKind.HtmlPage) { System = "intacct" });
        using var response = await PostIntacctAsync(Post);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delay_holds_the_answer_back()
    {
        Host.Faults.Set(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(300), Times = 1 });
        var started = TimeProvider.System.GetTimestamp();
        await GetAsync("items");
        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_host_stops()
    {
        Host.Faults.Set(new Fault(FaultKind.Hang));
        var hanging = RetailAsync(HttpMethod.Get, "items");
        await UntilAsync(() => Host.Ledger.Requests.Count == 1);
        hanging.IsCompleted.ShouldBeFalse();
        await Host.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_control_failure_and_a_refused_sign_in_come_on_demand()
    {
        Host.Faults.Set(new Fault(FaultKind.ControlFailure) { Times = 1 });
        var control = await IntacctAsync(Post);
        Status(control.Element("control")!).ShouldBe("failure");
        Host.Faults.Clear();
        Host.Faults.Set(new Fault(FaultKind.AuthenticationFailure) { Times = 3 });
        Status((await IntacctAsync(Post)).Element("operation")!.Element("authentication")!).ShouldBe("failure");
        using var retail = await RetailAsync(HttpMethod.Get, "items");
        retail.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PorticoAsync("<BatchClose/>")).Descendants(Hps + "GatewayRspCode").Single().Value.ShouldBe("-2");
        Status((await IntacctAsync(Post)).Descendants("result").Single()).ShouldBe("success");
    }

    [Fact]
    public async Task A_good_session_can_be_called_invalid_once()
    {
        var session = (await FunctionAsync("<getAPISession/>")).Descendants("sessionid").Single().ToString();
        Host.Faults.Set(new Fault(FaultKind.InvalidSession) { Times = 1 });
        var request = Request($"{Function}{Create(Batch())}</function>", session);
        Errors((await IntacctAsync(request)).Element("operation")!).ShouldHaveSingleItem().ShouldContain("Invalid session");
        Status((await IntacctAsync(request)).Descendants("result").Single()).ShouldBe("success");
    }

    [Fact]
    public async Task An_account_can_vanish_and_come_back()
    {
        var id = Host.Faults.Set(new Fault(FaultKind.UnknownAccount) { Account = "4000" });
        Errors((await IntacctAsync(Post)).Descendants("result").Single())[0].ShouldContain("Invalid GL Account number '4000' specified.");
        (await FunctionAsync("<readByName><object>GLACCOUNT</object><keys>4000</keys></readByName>")).Element("data")!.Attribute("count")!.Value.ShouldBe("0");
        Host.Faults.Remove(id);
        Status((await IntacctAsync(Post)).Descendants("result").Single()).ShouldBe("success");
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!reached())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
