using System.Globalization;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every store of cross-references, review items and reconciliations promises.</summary>
public abstract class RecordStoreSpec : StoreSpec
{
    private static readonly RecordReference Payment = new("opayo", "transaction", "3C9E");
    private static readonly RecordReference Order = new("heartland", "order", "1001");
    private static readonly RecordReference Invoice = new("kashflow", "invoice", "77");
    private static readonly RecordReference Journal = new("intacct", "journal", "GJ:12");

    [Fact]
    public async Task Records_that_are_linked_are_found_from_each_of_them()
    {
        var outcome = (await LinkAsync(Link(Payment, Order))).Single();

        outcome.NewRecords.ShouldBe(2);
        var groups = await Stores.References.FindGroupsAsync([Order, Payment, Invoice], Token);
        groups.ShouldBe(new Dictionary<RecordReference, string> { [Order] = outcome.GroupId, [Payment] = outcome.GroupId }, ignoreOrder: true);
        var records = await Stores.References.ListAsync([outcome.GroupId], 10, Token);
        records.Select(record => record.ToReference()).ShouldBe([Order, Payment]);
        records[0].ShouldBe(new LinkedRecord
        {
            System = "heartland", Kind = "order", Id = "1001", GroupId = outcome.GroupId, LinkedAt = Now, InstanceId = "run-1", DefinitionId = "orders", ActivityName = "Link",
        });
    }

    [Fact]
    public async Task The_same_link_again_changes_nothing()
    {
        var first = (await LinkAsync(Link(Payment, Order))).Single();
        var again = (await LinkAsync(Link(Order, Payment) with { At = Now.AddDays(1), InstanceId = "run-2" })).Single();

        again.ShouldBe(new LinkOutcome(first.GroupId, 0));
        (await Stores.References.ListAsync([first.GroupId], 10, Token)).ShouldAllBe(record => record.InstanceId == "run-1");
    }

    [Fact]
    public async Task Groups_that_share_a_record_become_one()
    {
        var first = (await LinkAsync(Link(Payment, Order))).Single();
        await LinkAsync(Link(Invoice, Journal));

        var merged = (await LinkAsync(Link(Journal, Payment))).Single();

        merged.ShouldBe(new LinkOutcome(first.GroupId, 0));
        (await Stores.References.ListAsync([first.GroupId], 10, Token)).Count.ShouldBe(4);
        (await Stores.References.FindGroupsAsync([Invoice], Token))[Invoice].ShouldBe(first.GroupId);
    }

    [Fact]
    public async Task Links_of_one_batch_may_build_on_each_other()
    {
        var outcomes = await LinkAsync(Link(Payment, Order), Link(Invoice, Journal), Link(Order, Invoice));

        outcomes.Select(outcome => outcome.GroupId).Distinct().ShouldHaveSingleItem();
        outcomes.Select(outcome => outcome.NewRecords).ShouldBe([2, 2, 0]);
        (await Stores.References.ListAsync([outcomes[0].GroupId], 10, Token)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Links_of_the_same_records_at_the_same_time_make_one_group()
    {
        var chain = Enumerable.Range(0, 16).Select(n => new RecordReference("shop", "order", n.ToString("d3", CultureInfo.InvariantCulture))).ToList();

        await Task.WhenAll(Enumerable.Range(0, 15).Select(n => Task.Run(() => LinkAsync(Link(chain[n], chain[n + 1])), Token)));

        var groups = await Stores.References.FindGroupsAsync(chain, Token);
        groups.Count.ShouldBe(16);
        groups.Values.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_record_is_searched_by_the_beginning_of_its_id_in_any_case()
    {
        await LinkAsync(Link(Payment, Order), Link(new RecordReference("shop", "order", "1001-B"), new RecordReference("shop", "order", "9%_\\")));

        (await Stores.References.SearchAsync("1001", 10, Token)).Select(record => record.Id).ShouldBe(["1001", "1001-B"]);
        (await Stores.References.SearchAsync("3c9", 10, Token)).Select(record => record.Id).ShouldBe(["3C9E"]);
        (await Stores.References.SearchAsync("9%_", 10, Token)).Select(record => record.Id).ShouldBe(["9%_\\"]);
        (await Stores.References.SearchAsync("%", 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_thousand_links_are_stored_together()
    {
        var links = Enumerable.Range(0, 10_000).Select(n => Link(new RecordReference("a", "x", $"{n}"), new RecordReference("b", "y", $"{n}"))).ToArray();

        (await LinkAsync(links)).Sum(outcome => outcome.NewRecords).ShouldBe(20_000);

        (await Stores.References.FindGroupsAsync([.. links.Select(link => link.Records[1])], Token)).Values.Distinct().Count().ShouldBe(10_000);
    }

    [Fact]
    public async Task Of_one_key_only_one_item_is_open()
    {
        var first = Item("customer:1");
        var second = Item("customer:1") with { ExecutionId = "run-2-1" };
        (await SendAsync(first)).ShouldBe(first);

        (await SendAsync(second)).Id.ShouldBe(first.Id);
        (await Stores.Reviews.EndAsync([first.Id], Decision("Accepted"), Token)).ShouldBe([first.Id]);

        (await SendAsync(second)).Id.ShouldBe(second.Id);
        (await SendAsync(first with { Id = NewId() })).Id.ShouldBe(first.Id, "the same execution has sent it before");
    }

    [Fact]
    public async Task A_key_that_was_decided_is_not_sent_again_where_only_new_ones_are_wanted()
    {
        var item = await SendAsync(Item("pair:1"));
        await Stores.Reviews.EndAsync([item.Id], Decision("Rejected"), Token);

        var sent = await Stores.Reviews.SendAsync([Item("pair:1") with { ExecutionId = "other" }, Item("pair:2"), Item("pair:2")], onlyNewKeys: true, Token);

        sent[0].Id.ShouldBe(item.Id);
        sent[1].Id.ShouldBe(sent[2].Id);
        (await Stores.Reviews.ListAsync(new ReviewFilter(), Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_who_send_or_decide_at_once_one_is_first()
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => SendAsync(Item("same") with { ExecutionId = $"e{n}" }), Token)));
        var id = sent.Select(item => item.Id).Distinct().ShouldHaveSingleItem();

        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Stores.Reviews.EndAsync([id], Decision("Accepted") with { By = $"p{n}" }, Token), Token)));

        ended.Count(ids => ids.Count == 1).ShouldBe(1);
    }

    [Fact]
    public async Task A_decision_is_kept_with_the_item()
    {
        var item = await SendAsync(Item("a") with { Subject = """{"name":"Ada"}""", Choices = ["Merge", "Keep both"] });
        var decision = new ReviewDecision(ReviewState.Decided, "Merge", "ada", Now.AddHours(1), "same person", """{"name":"Ada S"}""");

        await Stores.Reviews.EndAsync([item.Id, "unknown"], decision, Token);

        var found = (await Stores.Reviews.FindAsync(item.Id, Token))!;
        found.ShouldSatisfyAllConditions(
            () => found.State.ShouldBe(ReviewState.Decided),
            () => found.Decision.ShouldBe("Merge"),
            () => found.DecidedBy.ShouldBe("ada"),
            () => found.DecidedAt.ShouldBe(Now.AddHours(1)),
            () => found.Comment.ShouldBe("same person"),
            () => found.Subject.ShouldBe("""{"name":"Ada"}"""),
            () => found.CorrectedSubject.ShouldBe("""{"name":"Ada S"}"""),
            () => found.Choices.ShouldBe(["Merge", "Keep both"]));
        (await Stores.Reviews.FindManyAsync([item.Id, "unknown"], Token)).ShouldHaveSingleItem().Subject.ShouldBeNull();
    }

    [Fact]
    public async Task Items_are_listed_newest_first_filtered_paged_and_counted()
    {
        var items = new List<ReviewItem>();
        foreach (var kind in (string[])["data.invalid", "customer.duplicate", "data.invalid", "data.invalid"])
            items.Add(await SendAsync(Item($"k{items.Count}") with { Kind = kind }));
        await Stores.Reviews.EndAsync([items[3].Id], Decision("Accepted"), Token);

        (await IdsAsync(new ReviewFilter())).ShouldBe([items[3].Id, items[2].Id, items[1].Id, items[0].Id]);
        (await IdsAsync(new ReviewFilter { State = ReviewState.Open, Kind = "data.invalid" })).ShouldBe([items[2].Id, items[0].Id]);
        (await IdsAsync(new ReviewFilter { Before = items[2].Id, Take = 1 })).ShouldBe([items[1].Id]);
        (await IdsAsync(new ReviewFilter { KeyPrefix = "k1" })).ShouldBe([items[1].Id]);
        (await Stores.Reviews.CountOpenAsync(Token)).ShouldBe(new Dictionary<string, int> { ["data.invalid"] = 2, ["customer.duplicate"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Items_whose_reason_is_gone_are_withdrawn()
    {
        foreach (var key in (string[])["day1:a", "day1:b", "day2:a"]) await SendAsync(Item(key));

        (await Stores.Reviews.WithdrawAsync("day1:", ["day1:b"], Now, Token)).ShouldBe(1);

        (await Stores.Reviews.ListAsync(new ReviewFilter { State = ReviewState.Open }, Token)).Select(item => item.Key).ShouldBe(["day2:a", "day1:b"]);
        (await Stores.Reviews.SendAsync([Item("day1:a") with { ExecutionId = "run-2-1" }], onlyNewKeys: true, Token)).Single().State.ShouldBe(ReviewState.Open, "a withdrawn one was not decided");
    }

    [Fact]
    public async Task A_report_takes_the_place_of_the_earlier_one_of_its_day()
    {
        await Stores.Reconciliations.SaveAsync(Report(1, Missing("T1")), Token);
        var second = Report(1, new ReconciliationLine(ReconciliationKind.Matched, Entry("T1"), Entry("T1"), MatchedBy.Id));
        await Stores.Reconciliations.SaveAsync(second, Token);

        var found = (await Stores.Reconciliations.FindAsync("Bank and ledger", new DateOnly(2026, 1, 1), Token))!;

        found.Summary.ShouldBe(second.Summary);
        found.Lines.ShouldBe(second.Lines);
        (await Stores.Reconciliations.FindAsync("Bank and ledger", new DateOnly(2026, 1, 2), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Reports_are_listed_by_day_and_found_before_a_day()
    {
        foreach (var day in (int[])[1, 2, 5]) await Stores.Reconciliations.SaveAsync(Report(day, Missing($"T{day}")), Token);
        await Stores.Reconciliations.SaveAsync(Report(2) with { Summary = Report(2).Summary with { Pair = "A" } }, Token);

        var all = await Stores.Reconciliations.ListAsync(new ReconciliationFilter(), Token);
        all.Select(report => (report.Day.Day, report.Pair)).ShouldBe([(5, "Bank and ledger"), (2, "A"), (2, "Bank and ledger"), (1, "Bank and ledger")]);
        (await Stores.Reconciliations.ListAsync(new ReconciliationFilter { State = ReconciliationState.Balanced }, Token)).ShouldHaveSingleItem().Pair.ShouldBe("A");
        (await Stores.Reconciliations.ListAsync(new ReconciliationFilter { Pair = "Bank and ledger", From = new(2026, 1, 2), Until = new(2026, 1, 4) }, Token)).ShouldHaveSingleItem();
        (await Stores.Reconciliations.ListPairsAsync(Token)).ShouldBe(["A", "Bank and ledger"]);
        (await Stores.Reconciliations.FindBeforeAsync("Bank and ledger", new(2026, 1, 5), new(2026, 1, 1), Token))!.Summary.Day.Day.ShouldBe(2);
        (await Stores.Reconciliations.FindBeforeAsync("Bank and ledger", new(2026, 1, 5), new(2026, 1, 3), Token)).ShouldBeNull();
    }

    private static RecordLink Link(params RecordReference[] records) =>
        new(records, NewId(), Now) { InstanceId = "run-1", DefinitionId = "orders", ActivityName = "Link" };

    private static ReviewItem Item(string key) => new()
    {
        Id = NewId(), Key = key, Kind = "data.invalid", Title = "Is it right?", ExecutionId = "run-1-1", InstanceId = "run-1", DefinitionId = "orders", ActivityName = "Ask", CreatedAt = Now,
    };

    private static ReviewDecision Decision(string choice) => new(ReviewState.Decided, choice, "ada", Now);

    private static ReconciliationEntry Entry(string id) => new() { Id = id, Amount = 12.50m, Currency = "GBP", Date = new DateOnly(2026, 1, 1), Time = new TimeOnly(9, 30), Reference = "1001" };

    private static ReconciliationLine Missing(string id) => new(ReconciliationKind.MissingOnRight, Entry(id), null);

    private static ReconciliationReport Report(int day, params ReconciliationLine[] lines) =>
        ReconciliationReport.Of("Bank and ledger", new DateOnly(2026, 1, day), "Bank", "Ledger", lines, Now);

    private Task<IReadOnlyList<LinkOutcome>> LinkAsync(params RecordLink[] links) => Stores.References.LinkAsync(links, Token);

    private async Task<ReviewItem> SendAsync(ReviewItem item) => (await Stores.Reviews.SendAsync([item], onlyNewKeys: false, Token))[0];

    private async Task<List<string>> IdsAsync(ReviewFilter filter) => [.. (await Stores.Reviews.ListAsync(filter, Token)).Select(item => item.Id)];
}
