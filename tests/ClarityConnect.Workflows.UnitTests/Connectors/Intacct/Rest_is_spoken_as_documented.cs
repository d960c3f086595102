using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Setup;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

public sealed class Rest_is_spoken_as_documented
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_journal_is_written_as_the_vendor_documents_it()
    {
        var entry = new JournalEntry
        {
            Journal = "GJ", Date = IntacctTwin.Day, Title = "Heartland settlement #0457", Reference = "HPS-0457-20261119",
            Lines =
            [
                new() { Account = "1210", Side = JournalSide.Debit, Amount = 1182.5m, Description = "Card clearing", Document = "0457", Location = "100", Currency = "USD" },
                new() { Account = "4000", Side = JournalSide.Credit, Amount = 1182.5m, Location = "100", Department = "POS" },
            ],
        };
        var rate = WriteSettings.None with { Rate = new ExchangeRate("Intacct Daily Rate", IntacctTwin.Day, null) };
        var expected = JsonNode.Parse("""
            {"glJournal":{"id":"GJ"},"postingDate":"2026-11-19","description":"Heartland settlement #0457","referenceNumber":"HPS-0457-20261119",
             "lines":[
              {"txnType":"debit","txnAmount":"1182.50","glAccount":{"id":"1210"},"description":"Card clearing","documentId":"0457","dimensions":{"location":{"id":"100"}},
               "currency":{"txnCurrency":"USD","exchangeRateDate":"2026-11-19","exchangeRateTypeId":"Intacct Daily Rate"}},
              {"txnType":"credit","txnAmount":"1182.50","glAccount":{"id":"4000"},"dimensions":{"location":{"id":"100"},"department":{"id":"POS"}}}]}
            """);
        var written = JournalJson.Write(JournalDraft.Of(entry, rate));
        JsonNode.DeepEquals(written, expected).ShouldBeTrue(written.ToJsonString());
    }

    [Fact]
    public async Task A_query_reads_page_by_page_with_the_names_of_the_gateway()
    {
        await using var twin = await IntacctTwin.StartAsync();
        var query = new IntacctQuery("GLACCOUNT", ["ACCOUNTNO", "TITLE"]) { PageSize = 5, OrderBy = ["-ACCOUNTNO"] };
        var rows = await twin.Client("Rest").QueryAsync(query, Token);
        (rows.Count, rows[0]["accountno"]).ShouldBe((20, "6900"));
        twin.Host.Ledger.Succeeded("intacct-rest", "query general-ledger/account").ShouldBe(4);
        var narrowed = query with
        {
            Conditions = [new() { Field = "ACCOUNTNO", Operator = IntacctOperator.In, Values = ["4000", "4200", "6900"] }, new() { Field = "TITLE", Operator = IntacctOperator.Like, Value = "%Refunds" }],
        };
        (await twin.Client("Rest").QueryAsync(narrowed, Token)).ShouldHaveSingleItem()["ACCOUNTNO"].ShouldBe("4200");
        var own = await twin.Client("Rest").QueryAsync(new IntacctQuery("company-config/location", ["id", "name"]) { MaxRecords = 1 }, Token);
        own.ShouldHaveSingleItem()["name"].ShouldBe("Store 1");
        (await Should.ThrowAsync<ActivityException>(() => twin.Client("Rest").QueryAsync(new IntacctQuery("PAYROLL", ["RECORDNO"]), Token))).Kind.ShouldBe(FailureKind.Misconfigured);
    }

    [Fact]
    public async Task Many_calls_at_once_ask_for_one_token_and_an_expired_one_is_replaced_once()
    {
        await using var twin = await IntacctTwin.StartAsync();
        var client = twin.Client("Rest");
        var query = new IntacctQuery("LOCATION", ["LOCATIONID"]);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.QueryAsync(query, Token)));
        twin.Host.Ledger.Succeeded("intacct-rest", "token").ShouldBe(1);
        twin.Host.Faults.Set(new Fault(FaultKind.InvalidSession) { System = "intacct-rest", Times = 1 });
        (await client.QueryAsync(query, Token)).Count.ShouldBe(9);
        twin.Host.Ledger.Succeeded("intacct-rest", "token").ShouldBe(2);
    }

    [Fact]
    public async Task A_refresh_token_is_replaced_by_the_one_that_comes_with_each_answer()
    {
        await using var twin = await IntacctTwin.StartAsync(new SimulatorOptions { IntacctTokenLifetime = TimeSpan.FromSeconds(60) });
        var client = twin.Client("Rest", connection => connection.RefreshToken = new Secret(twin.Host.Options.IntacctRefreshToken));
        for (var i = 0; i < 3; i++)
            await client.QueryAsync(new IntacctQuery("LOCATION", ["LOCATIONID"]), Token);
        twin.Host.Ledger.Succeeded("intacct-rest", "token").ShouldBe(3);
    }

    [Theory]
    [InlineData(FaultKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(FaultKind.ServerError, FailureKind.Transient)]
    [InlineData(FaultKind.HtmlPage, FailureKind.Transient)]
    [InlineData(FaultKind.Truncated, FailureKind.Transient)]
    [InlineData(FaultKind.AuthenticationFailure, FailureKind.Unauthorized)]
    public async Task What_goes_wrong_with_a_read_is_told_by_its_kind(FaultKind fault, FailureKind kind)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var client = twin.Client("Rest");
        await client.SignInAsync(Token);
        twin.Host.Faults.Set(new Fault(fault) { System = "intacct-rest", RetryAfter = fault == FaultKind.RateLimited ? TimeSpan.FromSeconds(9) : null });
        var failure = await Should.ThrowAsync<ActivityException>(() => client.QueryAsync(new IntacctQuery("LOCATION", ["LOCATIONID"]), Token));
        failure.Kind.ShouldBe(kind);
        failure.RetryAfter.ShouldBe(fault == FaultKind.RateLimited ? TimeSpan.FromSeconds(9) : null);
    }

    [Theory]
    [InlineData("XmlGateway", "through the XML gateway. It may read journals, accounts, customers, invoices, payments.")]
    [InlineData("Rest", "through the REST API. It may read journals, accounts, customers, invoices, payments.")]
    public async Task The_connection_test_says_who_was_accepted_and_what_they_may_read(string api, string words)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var test = await twin.Connection(api).TestAsync(twin.Client(api), Token);
        (test.Succeeded, test.Message).ShouldBe((true, $"Intacct accepts ws_clarity of SANDBOX at the top level, {words}"));
        var refused = await Should.ThrowAsync<ActivityException>(() => twin.Connection(api).TestAsync(twin.Client("Rest", connection => connection.ClientSecret = new Secret("no")), Token));
        refused.Message.ShouldContain("Check client id and client secret");
        Should.Throw<ActivityException>(() => twin.Client("Rest", connection => connection.ClientId = "")).Kind.ShouldBe(FailureKind.Misconfigured);
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task Every_dimension_is_listed(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var listed = new List<string>();
        foreach (var kind in Enum.GetValues<DimensionKind>())
        {
            var list = new ListDimension();
            var run = await twin.Run(list, new { Dimension = kind.ToString() }, api).RunAsync();
            listed.Add(run.Output(list.Result)[0].Id);
        }

        listed.ShouldBe(["100", "ADM", "ONLINE", "P-100", "WALKIN", "SALE", "V-HPS", "E-1"]);
    }
}
