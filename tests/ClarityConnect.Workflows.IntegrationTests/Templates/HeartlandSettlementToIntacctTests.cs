using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Connectors;
using ClarityConnect.Workflows.IntegrationTests.Scripting;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Day;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Templates;

public sealed class HeartlandSettlementToIntacctTests(ScriptPool scripts)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "workflows", "heartland-settlement-to-intacct-gl");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3, 120)]
    [InlineData(1, 12)]
    [InlineData(2, 900)]
    public async Task A_day_of_sales_ends_up_in_the_ledger_to_the_cent(int stores, int tickets)
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores, tickets);
        foreach (var batch in twins.Day.Batches)
        {
            var walk = await WalkAsync(twins, $"{batch.BatchId}");
            walk.Fault.ShouldBeNull();
            walk.Steps[^1].ShouldBe("Report");
            var report = walk.Variables["Report"]!;
            report["balanced"]!.GetValue<bool>().ShouldBeTrue(report["differences"]!.ToJsonString());
            report["businessDate"]!.GetValue<string>().ShouldBe("2026-03-02");
            Amount(report["tips"]).ShouldBe(batch.Tips);
            (Amount(report["net"]) + Amount(report["fees"])).ShouldBe(batch.Total);
            Amount(report["debits"]).ShouldBe(Amount(report["credits"]));
        }

        foreach (var store in twins.Day.Stores)
        {
            var ledger = twins.Host.Intacct;
            var code = store.LocationCode;
            ledger.Balance("4000", code).ShouldBe(-store.GrossRevenue);
            ledger.Balance("4100", code).ShouldBe(store.Discounts);
            ledger.Balance("4200", code).ShouldBe(store.Refunds);
            ledger.Balance("2200", code).ShouldBe(-store.Tax);
            ledger.Balance("2300", code).ShouldBe(-store.Tips);
            ledger.Balance("2100", code).ShouldBe(store.GiftCardsRedeemed - store.GiftCardsSold);
            ledger.Balance("1200", code).ShouldBe(store.Tenders["Cash"]);
            // What the tills took by card is settled: the clearing accounts come back to zero.
            foreach (var clearing in new[] { "1210", "1220", "1230" })
                ledger.Balance(clearing, code).ShouldBe(0);
            (ledger.Balance("1000", code) + ledger.Balance("6100", code)).ShouldBe(
                twins.Day.Batches.Where(batch => batch.LocationCode == code).Sum(batch => batch.Total));
        }

        twins.Host.Intacct.Batches.Count.ShouldBe(2 * twins.Day.Batches.Count);
        twins.Host.Intacct.PostedTwice.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_run_over_the_same_batch_posts_nothing()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 30);
        var batch = $"{twins.Day.Batches[0].BatchId}";
        await WalkAsync(twins, batch);
        var again = await WalkAsync(twins, batch);
        again.Variables["SalesPosted"]!["alreadyPosted"]!.GetValue<bool>().ShouldBeTrue();
        again.Variables["Report"]!["balanced"]!.GetValue<bool>().ShouldBeTrue();
        twins.Host.Intacct.Batches.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_days_in_a_row_take_each_ticket_once()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 40);
        var next = await twins.Host.Heartland.AddDayAsync(new DayOptions { BusinessDay = VendorTwins.BusinessDay.AddDays(1), Stores = 1, Tickets = 40 });
        var first = await WalkAsync(twins, $"{twins.Day.Batches[0].BatchId}");
        var second = await WalkAsync(twins, $"{next.Batches[0].BatchId}");
        first.Variables["Report"]!["tickets"]!.GetValue<int>().ShouldBe(twins.Day.Stores[0].Tickets);
        second.Variables["Report"]!["tickets"]!.GetValue<int>().ShouldBe(next.Stores[0].Tickets);
        second.Variables["Report"]!["businessDate"]!.GetValue<string>().ShouldBe("2026-03-03");
    }

    [Fact]
    public async Task Tickets_that_do_not_agree_with_the_batch_stop_it_before_anything_is_posted()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 40);
        var walk = await WalkAsync(twins, $"{twins.Day.Batches[0].BatchId}", mappings => mappings["paymentTypes"]!["2"] = "amex");
        walk.Fault.ShouldNotBeNull().ShouldContain("visa, tickets with tips and batch");
        walk.Fault.ShouldContain("was not posted");
        walk.Steps.ShouldNotContain("Post sales summary");
        twins.Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_whose_lines_do_not_make_its_total_is_named()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 40);
        var ticket = twins.Host.Heartland.FindDay(VendorTwins.BusinessDay)!.Tickets.First(candidate => !candidate.Voided);
        using var http = new HttpClient();
        using var change = new HttpRequestMessage(HttpMethod.Put, new Uri(twins.Host.RetailBaseAddress, $"sales/tickets/{ticket.Id}"))
        {
            Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""{"total":{{ticket.Total + 0.01m}}}""")),
            Headers = { { "Authorization", $"Bearer {twins.Host.Options.RetailToken}" } },
        };
        (await http.SendAsync(change, Token)).EnsureSuccessStatusCode();
        var walk = await WalkAsync(twins, $"{twins.Day.Batches[0].BatchId}");
        walk.Fault.ShouldNotBeNull().ShouldContain(string.Create(
            CultureInfo.InvariantCulture, $"Ticket {ticket.PublicId}, lines and total: {ticket.Total:0.00} against {ticket.Total + 0.01m:0.00}"));
        twins.Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_device_or_account_that_is_not_mapped_is_named_with_where_to_go_on()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 40);
        var batch = $"{twins.Day.Batches[0].BatchId}";
        var device = await Should.ThrowAsync<Engine.Scripting.ScriptFailedException>(() => WalkAsync(twins, batch, mappings => mappings["stores"]!.AsArray().Clear()));
        device.Message.ShouldContain($"Device {twins.Day.Batches[0].DeviceId} belongs to no store");
        device.Message.ShouldContain("Load mappings");
        var account = await Should.ThrowAsync<Engine.Scripting.ScriptFailedException>(() => WalkAsync(
            twins, batch, mappings => mappings["accounts"]!.AsArray().RemoveAll(row => (string)row!["transaction"]! == "tax")));
        account.Message.ShouldContain("no account for 'tax'");
        twins.Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_that_the_ledger_does_not_know_is_refused_and_posted_after_the_mapping_was_corrected()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 40);
        var batch = $"{twins.Day.Batches[0].BatchId}";
        var failure = await Should.ThrowAsync<ActivityException>(() => WalkAsync(
            twins, batch, mappings => mappings["accounts"]!.AsArray().Single(row => (string)row!["transaction"]! == "revenue")!["account"] = "4999"));
        failure.Message.ShouldContain("Invalid GL Account number '4999'");
        (await WalkAsync(twins, batch)).Variables["Report"]!["balanced"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_special_account_for_one_merchant_and_card_wins_over_the_general_one()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 40);
        await WalkAsync(twins, $"{twins.Day.Batches[0].BatchId}", mappings => mappings["accounts"]!.AsArray().Add(
            new JsonObject { ["transaction"] = "fee", ["cardType"] = "visa", ["merchant"] = "95881", ["account"] = "6900" }));
        twins.Host.Intacct.Balance("6900").ShouldBeGreaterThan(0);
        twins.Host.Intacct.Balance("6100").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Every_step_stands_to_the_right_of_the_one_before()
    {
        var flowchart = Read("workflow.json")["root"]!;
        var places = flowchart["activities"]!.AsArray().ToDictionary(
            activity => (string)activity!["id"]!, activity => (double)activity!["metadata"]!["designer"]!["position"]!["x"]!);
        foreach (var edge in flowchart["connections"]!.AsArray())
            places[(string)edge!["target"]!["activity"]!].ShouldBeGreaterThan(places[(string)edge["source"]!["activity"]!]);
    }

    private async Task<TemplateWalk> WalkAsync(VendorTwins twins, string batchId, Action<JsonNode>? change = null)
    {
        var clients = new Dictionary<string, object>
        {
            ["heartland-gateway"] = twins.Gateway(), ["heartland-retail"] = twins.Retail(), ["intacct"] = twins.Intacct(),
        };
        var from = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var closed = (await twins.Gateway().ListBatchesAsync(from, from.AddDays(10), null, Token)).Single(batch => batch.BatchId == batchId);
        var mappings = Read(Path.Combine("mappings", "gl-accounts.json"));
        change?.Invoke(mappings);
        var walk = new TemplateWalk(Read("workflow.json").AsObject(), scripts.Pool, clients, Token);
        await walk.RunAsync(closed, mappings);
        return walk;
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;

    private static decimal Amount(JsonNode? amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture);
}
