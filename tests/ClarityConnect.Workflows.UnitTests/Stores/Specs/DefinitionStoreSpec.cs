using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every definition store promises.</summary>
public abstract class DefinitionStoreSpec : StoreSpec
{
    private IDefinitionStore Definitions => Stores.Definitions;

    [Fact]
    public async Task A_version_is_found_by_id_with_its_document_as_it_came()
    {
        await Definitions.SaveAsync(Version(), [], [], Token);

        (await Definitions.FindAsync("invoice-1", Token)).ShouldBe(Version());
        (await Definitions.FindAsync("unknown", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_known_of_a_save_is_kept_and_filtered_by()
    {
        var usable = Version() with { SavedAt = Now, SavedBy = "anna", PublishedAt = Now.AddHours(-1), IsUsableAsActivity = true };
        await Definitions.SaveAsync(usable, [], [], Token);
        await Definitions.SaveAsync(Version("invoice-2", number: 2, isPublished: false), [], [], Token);
        await Definitions.SaveAsync(Version("invoice-3", number: 3, isPublished: false), [], [], Token);

        (await Definitions.FindAsync("invoice-1", Token)).ShouldBe(usable with { IsLatest = false });
        (await Definitions.ListAsync(new DefinitionFilter { IsUsableAsActivity = true }, Token)).Items.ShouldHaveSingleItem()
            .ShouldBe(usable with { IsLatest = false, Document = null });
        (await Definitions.ListAsync(new DefinitionFilter { IsUsableAsActivity = false }, Token)).TotalCount.ShouldBe(2);
        var both = await Definitions.ListAsync(new DefinitionFilter { IsLatestOrPublished = true, OrderBy = "Version" }, Token);
        both.Items.Select(v => v.Id).ShouldBe(["invoice-1", "invoice-3"]);
    }

    [Fact]
    public async Task A_version_can_be_stored_again()
    {
        await Definitions.SaveAsync(Version(isPublished: false), [], [], Token);
        var changed = Version(isPublished: false) with { Name = "Changed", Description = null, Document = "{}" };

        await Definitions.SaveAsync(changed, [], [], Token);

        (await Definitions.FindAsync("invoice-1", Token)).ShouldBe(changed);
    }

    [Fact]
    public async Task A_new_latest_and_published_version_takes_the_place_of_the_old_one()
    {
        await Definitions.SaveAsync(Version(), [], [], Token);
        await Definitions.SaveAsync(Version("invoice-2", number: 2, isPublished: false), [], [], Token);

        (await Definitions.FindAsync("invoice-1", Token))!.ShouldSatisfyAllConditions(v => v!.IsLatest.ShouldBeFalse(), v => v!.IsPublished.ShouldBeTrue());
        await Definitions.SaveAsync(Version("invoice-2", number: 2), [], [], Token);

        (await Definitions.FindAsync("invoice-1", Token))!.IsPublished.ShouldBeFalse();
        (await Definitions.ListAsync(new DefinitionFilter { IsLatest = true }, Token)).Items.ShouldHaveSingleItem().Id.ShouldBe("invoice-2");
        (await Definitions.ListAsync(new DefinitionFilter { IsPublished = true }, Token)).Items.ShouldHaveSingleItem().Id.ShouldBe("invoice-2");
    }

    [Fact]
    public async Task Many_who_save_at_once_leave_one_latest_and_one_published()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(
            () => Definitions.SaveAsync(Version($"invoice-{n}", number: n), [Trigger() with { DefinitionVersionId = $"invoice-{n}", Version = n }], [], Token), Token)));

        var (items, count) = await Definitions.ListAsync(new DefinitionFilter(), Token);
        count.ShouldBe(8);
        items.Count(v => v.IsLatest).ShouldBe(1);
        var published = items.Where(v => v.IsPublished).ShouldHaveSingleItem();
        (await Definitions.ListTriggersAsync(Token)).ShouldHaveSingleItem().DefinitionVersionId.ShouldBe(published.Id);
    }

    [Fact]
    public async Task Triggers_are_those_of_the_published_version()
    {
        var other = Trigger(definitionId: "other");
        await Definitions.SaveAsync(Version("other-1", "other"), [other], [], Token);
        await Definitions.SaveAsync(Version(), [Trigger(), Trigger(key: "old")], [], Token);
        await Definitions.SaveAsync(Version("invoice-2", number: 2, isPublished: false), [Trigger(key: "draft")], [], Token);
        (await Definitions.ListTriggersAsync(Token)).OrderBy(t => t.DefinitionId).ThenBy(t => t.Key).ShouldBe([Trigger(), Trigger(key: "old"), other]);

        var renewed = Trigger(key: "two") with { DefinitionVersionId = "invoice-2", Version = 2 };
        await Definitions.SaveAsync(Version("invoice-2", number: 2), [renewed], [], Token);

        (await Definitions.ListTriggersAsync(Token)).OrderBy(t => t.DefinitionId).ShouldBe([renewed, other]);
    }

    [Fact]
    public async Task A_republished_schedule_keeps_its_cursor_and_its_due_time_unless_the_timing_changed()
    {
        await Definitions.SaveAsync(Version(), [], [Schedule() with { Cursor = Json("7") }, Schedule("gone")], Token);

        await Definitions.SaveAsync(Version("invoice-2", number: 2), [], [Schedule(nextDueAt: Now.AddDays(1)) with { DefinitionVersionId = "invoice-2" }], Token);
        var same = (await Stores.Execution.ClaimSchedulesAsync(Now, Now, 10, Token)).ShouldHaveSingleItem();
        (same.DefinitionVersionId, same.NextDueAt).ShouldBe(("invoice-2", Now));
        same.Cursor!.Value.ToArray().ShouldBe(Json("7"));

        await Definitions.SaveAsync(Version("invoice-2", number: 2), [], [Schedule(cron: "5 * * * *", nextDueAt: Now.AddDays(1))], Token);
        var moved = (await Stores.Execution.ClaimSchedulesAsync(Now.AddDays(1), Now, 10, Token)).ShouldHaveSingleItem();
        (moved.Cron, moved.NextDueAt).ShouldBe(("5 * * * *", Now.AddDays(1)));
        moved.Cursor!.Value.ToArray().ShouldBe(Json("7"));
    }

    [Fact]
    public async Task Retracting_takes_triggers_and_schedules_away()
    {
        await Definitions.SaveAsync(Version(), [Trigger()], [Schedule()], Token);

        (await Definitions.RetractAsync("invoice", Token)).ShouldBeTrue();
        (await Definitions.RetractAsync("invoice", Token)).ShouldBeFalse();

        (await Definitions.ListTriggersAsync(Token)).ShouldBeEmpty();
        (await Stores.Execution.NextDueAsync(Token)).ShouldBeNull();
        (await Definitions.FindAsync("invoice-1", Token))!.IsPublished.ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_definition_is_gone_but_for_versions_that_have_instances()
    {
        await Definitions.SaveAsync(Version(), [Trigger()], [Schedule()], Token);
        await Definitions.SaveAsync(Version("invoice-2", number: 2), [Trigger()], [], Token);
        await Stores.Execution.IngestAsync([new Ingestion(Message(), [Start()], true)], Token);

        (await Definitions.DeleteAsync("invoice", Token)).ShouldBeTrue();
        (await Definitions.DeleteAsync("invoice", Token)).ShouldBeFalse();

        (await Definitions.ListAsync(new DefinitionFilter(), Token)).TotalCount.ShouldBe(0);
        (await Definitions.FindAsync(new DefinitionFilter { DefinitionIds = ["invoice"] }, Token)).ShouldBeNull();
        (await Definitions.ListTriggersAsync(Token)).ShouldBeEmpty();
        (await Definitions.FindAsync("invoice-1", Token))!.Document.ShouldBe(Version().Document);
        (await Definitions.FindAsync("invoice-2", Token)).ShouldBeNull();
        await Definitions.SaveAsync(Version("invoice-new"), [], [], Token);
        (await Definitions.ListAsync(new DefinitionFilter(), Token)).TotalCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_version_is_replaced_only_as_it_was_read()
    {
        var first = Version();
        (await Definitions.ReplaceAsync(null, first, [Trigger()], [], Token)).ShouldBeTrue();
        (await Definitions.ReplaceAsync(null, Version("invoice-x"), [], [], Token)).ShouldBeFalse();

        var second = Version("invoice-2", number: 2, isPublished: false);
        (await Definitions.ReplaceAsync(first, second, [], [], Token)).ShouldBeTrue();
        (await Definitions.ReplaceAsync(first, Version("invoice-3", number: 2), [], [], Token)).ShouldBeFalse();
        (await Definitions.ReplaceAsync(second with { Document = "{}" }, second with { Name = "Lost" }, [], [], Token)).ShouldBeFalse();
        (await Definitions.ReplaceAsync(second, second with { Document = "{}" }, [], [], Token)).ShouldBeTrue();

        (await Definitions.FindAsync("invoice-2", Token)).ShouldBe(second with { Document = "{}" });
        (await Definitions.ListTriggersAsync(Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_many_who_replace_at_once_one_does()
    {
        await Definitions.SaveAsync(Version(), [], [], Token);
        var replaced = await Task.WhenAll(Enumerable.Range(2, 8).Select(n => Task.Run(
            () => Definitions.ReplaceAsync(Version(), Version($"invoice-{n}", number: 2), [], [], Token), Token)));

        replaced.Count(done => done).ShouldBe(1);
        (await Definitions.ListAsync(new DefinitionFilter(), Token)).TotalCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_version_leaves_the_one_before_it_as_the_latest()
    {
        await Definitions.SaveAsync(Version(), [Trigger()], [Schedule()], Token);
        await Definitions.SaveAsync(Version("invoice-2", number: 2, isPublished: false), [], [], Token);

        (await Definitions.DeleteVersionAsync("invoice-2", Token)).ShouldBeTrue();
        (await Definitions.DeleteVersionAsync("invoice-2", Token)).ShouldBeFalse();

        (await Definitions.FindAsync("invoice-2", Token)).ShouldBeNull();
        (await Definitions.FindAsync("invoice-1", Token))!.ShouldSatisfyAllConditions(v => v!.IsLatest.ShouldBeTrue(), v => v!.IsPublished.ShouldBeTrue());
        (await Definitions.ListTriggersAsync(Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_deleted_version_with_instances_stays_readable_by_id()
    {
        await Definitions.SaveAsync(Version(), [Trigger()], [Schedule()], Token);
        await Stores.Execution.IngestAsync([new Ingestion(Message(), [Start()], true)], Token);

        (await Definitions.DeleteVersionAsync("invoice-1", Token)).ShouldBeTrue();

        (await Definitions.ListAsync(new DefinitionFilter(), Token)).TotalCount.ShouldBe(0);
        (await Definitions.ListTriggersAsync(Token)).ShouldBeEmpty();
        (await Definitions.FindAsync("invoice-1", Token))!.Document.ShouldBe(Version().Document);
        (await Definitions.ReplaceAsync(null, Version("invoice-new"), [], [], Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Documents_are_searched_and_listed_on_request()
    {
        await Definitions.SaveAsync(Version("a-1", "a") with { Document = """{"uses":"b_100%"}""" }, [], [], Token);
        await Definitions.SaveAsync(Version("b-1", "b"), [], [], Token);

        var (items, count) = await Definitions.ListAsync(new DefinitionFilter { Mentions = "b_100%", WithDocuments = true }, Token);

        count.ShouldBe(1);
        items.ShouldHaveSingleItem().Document.ShouldBe("""{"uses":"b_100%"}""");
    }

    [Fact]
    public async Task Lists_are_filtered_ordered_and_paged_without_documents()
    {
        await Definitions.SaveAsync(Version("b-1", "b") with { Name = "beta", Description = "Moves Stock" }, [], [], Token);
        await Definitions.SaveAsync(Version("a-1", "a", 3, isPublished: false) with { Name = "Alpha" }, [], [], Token);
        await Definitions.SaveAsync(Version("c-1", "c", 2) with { Name = "Gamma" }, [], [], Token);

        async Task<IEnumerable<string>> IdsAsync(DefinitionFilter filter) => (await Definitions.ListAsync(filter, Token)).Items.Select(v => v.Id);
        (await IdsAsync(new DefinitionFilter())).ShouldBe(["b-1", "c-1", "a-1"]);
        (await IdsAsync(new DefinitionFilter { OrderBy = "Name" })).ShouldBe(["a-1", "b-1", "c-1"]);
        (await IdsAsync(new DefinitionFilter { OrderBy = "Version", Descending = true })).ShouldBe(["a-1", "c-1", "b-1"]);
        (await IdsAsync(new DefinitionFilter { IsPublished = false })).ShouldBe(["a-1"]);
        (await IdsAsync(new DefinitionFilter { Version = 2 })).ShouldBe(["c-1"]);
        (await IdsAsync(new DefinitionFilter { Ids = ["c-1", "b-1"] })).ShouldBe(["b-1", "c-1"]);
        (await IdsAsync(new DefinitionFilter { DefinitionIds = ["a"] })).ShouldBe(["a-1"]);
        (await IdsAsync(new DefinitionFilter { SearchTerm = "STOCK" })).ShouldBe(["b-1"]);
        (await IdsAsync(new DefinitionFilter { SearchTerm = "100%" })).ShouldBeEmpty();
        var (items, count) = await Definitions.ListAsync(new DefinitionFilter { Skip = 1, Take = 1 }, Token);
        (items.ShouldHaveSingleItem().Id, items[0].Document, count).ShouldBe(("c-1", null, 3));
        (await Definitions.FindAsync(new DefinitionFilter { DefinitionIds = ["b"] }, Token))!.Document.ShouldNotBeNull();
    }
}
