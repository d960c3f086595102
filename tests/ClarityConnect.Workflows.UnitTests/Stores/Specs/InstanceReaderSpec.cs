using System.Linq.Expressions;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every reader of instances promises.</summary>
public abstract class InstanceReaderSpec : StoreSpec
{
    private IInstanceReader Reader => Stores.Instances;

    [Fact]
    public async Task Running_and_finished_instances_are_in_one_list_newest_first()
    {
        var (pending, suspended, executing, finished) = await FourAsync();

        var (items, count) = await Reader.ListAsync(new InstanceFilter(), Token);

        items.Select(i => (i.Id, i.Status)).ShouldBe(
        [
            (finished, InstanceStatus.Finished), (executing, InstanceStatus.Executing), (suspended, InstanceStatus.Suspended), (pending, InstanceStatus.Pending),
        ]);
        count.ShouldBe(4);
        items[0].FinishedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_list_is_filtered()
    {
        var (pending, suspended, executing, finished) = await FourAsync();

        async Task<IEnumerable<string>> IdsAsync(InstanceFilter filter)
        {
            var (items, count) = await Reader.ListAsync(filter with { Descending = false }, Token);
            count.ShouldBe(items.Count);
            return items.Select(i => i.Id);
        }

        (await IdsAsync(new InstanceFilter { Statuses = [InstanceStatus.Executing] })).ShouldBe([executing]);
        (await IdsAsync(new InstanceFilter { Statuses = [InstanceStatus.Pending, InstanceStatus.Finished] })).ShouldBe([pending, finished]);
        (await IdsAsync(new InstanceFilter { DefinitionIds = ["payroll"] })).ShouldBe([pending]);
        (await IdsAsync(new InstanceFilter { CorrelationId = "order-9" })).ShouldBe([pending]);
        (await IdsAsync(new InstanceFilter { Version = 4 })).ShouldBe([pending]);
        (await IdsAsync(new InstanceFilter { HasIncidents = true })).ShouldBe([finished]);
        (await IdsAsync(new InstanceFilter { HasIncidents = false, Statuses = [InstanceStatus.Suspended] })).ShouldBe([suspended]);
        (await IdsAsync(new InstanceFilter { SearchTerm = "PAY_" })).ShouldBe([pending]);
        (await IdsAsync(new InstanceFilter { SearchTerm = finished })).ShouldBe([finished]);
        (await IdsAsync(new InstanceFilter { SearchTerm = "nothing" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_is_filtered_by_times()
    {
        var (_, _, _, finished) = await FourAsync();
        var row = (await Reader.FindAsync(finished, Token))!.Value.Instance;

        (await IdsAsync(InstanceMoment.FinishedAt, ExpressionType.Equal, row.FinishedAt!.Value)).ShouldBe([finished]);
        (await IdsAsync(InstanceMoment.FinishedAt, ExpressionType.LessThanOrEqual, row.FinishedAt.Value)).ShouldBe([finished]);
        (await IdsAsync(InstanceMoment.FinishedAt, ExpressionType.GreaterThan, row.FinishedAt.Value)).ShouldBeEmpty();
        (await IdsAsync(InstanceMoment.FinishedAt, ExpressionType.NotEqual, row.FinishedAt.Value)).Count.ShouldBe(3);
        (await IdsAsync(InstanceMoment.CreatedAt, ExpressionType.Equal, row.CreatedAt)).ShouldContain(finished);
        (await IdsAsync(InstanceMoment.UpdatedAt, ExpressionType.LessThan, DateTimeOffset.UnixEpoch)).ShouldBeEmpty();

        async Task<List<string>> IdsAsync(InstanceMoment moment, ExpressionType comparison, DateTimeOffset time) =>
            [.. (await Reader.ListAsync(new InstanceFilter { Periods = [new InstancePeriod(moment, comparison, time)] }, Token)).Items.Select(i => i.Id)];
    }

    [Fact]
    public async Task Ids_are_listed_in_order_of_running_and_finished_instances()
    {
        var (pending, suspended, executing, finished) = await FourAsync();
        string[] all = [.. new[] { pending, suspended, executing, finished }.Order(StringComparer.Ordinal)];

        (await Reader.ListIdsAsync(new InstanceFilter(), null, 3, Token)).ShouldBe(all[..3]);
        (await Reader.ListIdsAsync(new InstanceFilter(), all[2], 3, Token)).ShouldBe(all[3..]);
        (await Reader.ListIdsAsync(new InstanceFilter { Statuses = [InstanceStatus.Finished, InstanceStatus.Executing] }, null, 9, Token))
            .ShouldBe(all.Where(id => id == executing || id == finished));
        (await Reader.ListIdsAsync(new InstanceFilter { Ids = [pending, "nobody"] }, null, 9, Token)).ShouldBe([pending]);
        (await Reader.ListIdsAsync(new InstanceFilter { DefinitionVersionId = "nothing" }, null, 9, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_bookmarks_are_listed_by_key_with_what_waits_on_them()
    {
        var (b, a, other) = (await WaitingOnAsync("task", "b"), await WaitingOnAsync("task", "a"), await WaitingOnAsync("approval", "c"));

        var found = await Reader.ListBookmarksAsync(new BookmarkFilter { Name = "task" }, Token);
        found.Select(open => open.Bookmark.Id).ShouldBe([a.Id, b.Id]);
        found[0].Execution.Number.ShouldBe(a.ExecutionNumber);
        found[0].Execution.InstanceId.ShouldBe(a.InstanceId);
        (await Reader.ListBookmarksAsync(new BookmarkFilter { Name = "task", Take = 1 }, Token)).Single().Bookmark.ShouldBe(a);
        (await Reader.ListBookmarksAsync(new BookmarkFilter { Name = "task", After = "a" }, Token)).Single().Bookmark.ShouldBe(b);
        (await Reader.ListBookmarksAsync(new BookmarkFilter { Id = other.Id }, Token)).Single().Bookmark.ShouldBe(other);
        (await Reader.ListBookmarksAsync(new BookmarkFilter { Name = "task", Key = "c" }, Token)).ShouldBeEmpty();

        await Store.IngestAsync([new Ingestion(Message("task", "a"), [], false)], Token);
        await Store.CorrelateAsync(ResumeAll, 10, Token);
        (await Reader.ListBookmarksAsync(new BookmarkFilter { Name = "task" }, Token)).Single().Bookmark.ShouldBe(b);
    }

    private async Task<BookmarkRow> WaitingOnAsync(string name, string key)
    {
        var claimed = await ClaimedAsync();
        var bookmark = Bookmark(claimed.Instance.Id, name, key);
        await CommitAsync(Burst(claimed) with { NewBookmarks = [bookmark], Executions = [Execution(claimed.Instance.Id, 2, "Running")] });
        return bookmark;
    }

    [Fact]
    public async Task A_list_is_ordered_and_paged()
    {
        var (pending, suspended, executing, finished) = await FourAsync();

        async Task<IEnumerable<string>> IdsAsync(InstanceFilter filter) => (await Reader.ListAsync(filter, Token)).Items.Select(i => i.Id);
        (await IdsAsync(new InstanceFilter { OrderBy = "Name", Descending = true, Take = 1 })).ShouldBe([finished]);
        (await IdsAsync(new InstanceFilter { OrderBy = "Finished", Take = 1 })).ShouldBe([finished]);
        (await IdsAsync(new InstanceFilter { OrderBy = "Finished", Descending = false, Skip = 3 })).ShouldBe([finished]);
        (await IdsAsync(new InstanceFilter { OrderBy = "LastExecuted", Descending = false })).ShouldBe([pending, executing, suspended, finished]);
        (await IdsAsync(new InstanceFilter { OrderBy = "Created", Skip = 1, Take = 2 })).ShouldBe([executing, suspended]);
        var byId = (await IdsAsync(new InstanceFilter { OrderBy = "Id" })).ToList();
        byId.ShouldBe(byId.OrderDescending(StringComparer.Ordinal));
        (await IdsAsync(new InstanceFilter { OrderBy = "Id", Before = byId[1], Take = 1 })).ShouldBe([byId[2]]);
        (await Reader.ListAsync(new InstanceFilter { Take = 1 }, Token)).TotalCount.ShouldBe(4);
    }

    [Fact]
    public async Task The_journal_is_executions_and_entries_in_one_order()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        JournalEntry[] entries =
        [
            new() { InstanceId = id, Sequence = 15, ExecutionNumber = 1, EventName = "Suspended", Message = "Waits", Timestamp = Now.AddSeconds(3), Details = Json("{}") },
            new() { InstanceId = id, Sequence = 99, EventName = "Canceled", Timestamp = Now },
        ];
        await CommitAsync(Burst(claimed) with
        {
            Executions = [Execution(id, 1), Execution(id, 2, "Faulted"), Execution(id, 3, "Running")], Journal = entries,
        });

        var (lines, count) = await Reader.ReadJournalAsync(id, new JournalFilter(), 0, 100, Token);

        lines.Select(l => (l.Sequence, l.EventName, l.Execution?.Number)).ShouldBe(
        [
            (10, "Started", 1), (11, "Completed", 1), (15, "Suspended", 1), (20, "Started", 2), (21, "Faulted", 2), (30, "Started", 3), (99, "Canceled", null),
        ]);
        count.ShouldBe(7);
        lines[0].Execution!.Details!.Value.ToArray().ShouldBe(Json("""{"outputs":{"x":1}}"""));
        (lines[0].Timestamp, lines[1].Timestamp, lines[2].Timestamp, lines[2].Message).ShouldBe((Now, Now.AddSeconds(1), Now.AddSeconds(3), "Waits"));
        lines[2].Details!.Value.ToArray().ShouldBe(Json("{}"));

        async Task<IEnumerable<long>> ReadAsync(JournalFilter filter, int skip = 0, int take = 100) =>
            (await Reader.ReadJournalAsync(id, filter, skip, take, Token)).Items.Select(l => l.Sequence);
        (await ReadAsync(new JournalFilter(), 2, 2)).ShouldBe([15, 20]);
        (await ReadAsync(new JournalFilter { ActivityIds = ["activity2"] })).ShouldBe([20, 21]);
        (await ReadAsync(new JournalFilter { NodeIds = ["Workflow1:activity1"] })).ShouldBe([10, 11, 15]);
        (await ReadAsync(new JournalFilter { ExcludedActivityTypes = ["Elsa.WriteLine"] })).ShouldBe([10, 11, 15, 99]);
        (await ReadAsync(new JournalFilter { EventNames = ["Faulted", "Canceled"] })).ShouldBe([21, 99]);
        (await Reader.ReadJournalAsync("unknown", new JournalFilter(), 0, 10, Token)).TotalCount.ShouldBe(0);
    }

    [Fact]
    public async Task Executions_are_listed_in_order_and_by_node()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        await CommitAsync(Burst(claimed) with { Executions = [Execution(id, 2), Execution(id, 1)] });

        (await Reader.ListExecutionsAsync(id, null, Token)).Select(e => e.Number).ShouldBe([1, 2]);
        (await Reader.ListExecutionsAsync(id, "Workflow1:activity2", Token)).ShouldHaveSingleItem().Number.ShouldBe(2);
        (await Reader.FindExecutionAsync(id, 9, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Dead_letters_are_listed_newest_first_page_by_page()
    {
        var claimed = await ClaimedAsync();
        var letters = Enumerable.Range(0, 3).Select(n => new DeadLetter
        {
            Id = NewId(),
            InstanceId = claimed.Instance.Id,
            DefinitionId = n == 0 ? "other" : "invoice",
            DefinitionVersionId = "invoice-1",
            ActivityId = "pay",
            ActivityName = "Pay",
            ExecutionNumber = n,
            Kind = FailureKind.OutcomeUnknown,
            Message = "No answer.",
            Attempts = Json("[]"),
            CreatedAt = Now,
        }).ToList();
        await CommitAsync(Burst(claimed) with { ReleasesLease = false, DeadLetters = letters });
        await CommitAsync(Burst(claimed) with { BurstNumber = 2, ResolvedDeadLetters = [(letters[2].Id, "Skipped")] });

        async Task<IEnumerable<int>> ListAsync(DeadLetterFilter filter) =>
            (await Reader.ListDeadLettersAsync(filter, Token)).Select(letter => letter.ExecutionNumber);
        (await ListAsync(new DeadLetterFilter())).ShouldBe([1, 0]);
        (await ListAsync(new DeadLetterFilter { IsOpen = null })).ShouldBe([2, 1, 0]);
        (await ListAsync(new DeadLetterFilter { IsOpen = false })).ShouldBe([2]);
        (await ListAsync(new DeadLetterFilter { DefinitionId = "other" })).ShouldBe([0]);
        (await ListAsync(new DeadLetterFilter { InstanceId = "nobody" })).ShouldBeEmpty();
        (await ListAsync(new DeadLetterFilter { IsOpen = null, Before = letters[2].Id, Take = 1 })).ShouldBe([1]);
    }

    [Fact]
    public async Task Instances_are_counted_by_definition_and_status_since_a_moment()
    {
        await FourAsync();

        (await Reader.CountAsync(Now, Token)).OrderBy(c => c.Status).ShouldBe(
        [
            ("payroll", InstanceStatus.Pending, 1), ("invoice", InstanceStatus.Executing, 1), ("invoice", InstanceStatus.Suspended, 1), ("invoice", InstanceStatus.Finished, 1),
        ]);
        (await Reader.CountAsync(Now.AddDays(1), Token)).Select(c => c.Status).ShouldNotContain(InstanceStatus.Finished);
    }

    /// <summary>An instance in each of four places, in the order of their making.</summary>
    private async Task<(string Pending, string Suspended, string Executing, string Finished)> FourAsync()
    {
        var pending = Start() with { DefinitionId = "payroll", Name = "pay_roll", CorrelationId = "order-9", Version = 4 };
        var (suspended, executing, finished) = (Start(), Start(), Start());
        NewInstance[] starts = [suspended, executing, finished];
        await Store.IngestAsync([.. starts.Select((s, n) => new Ingestion(Message() with { ReceivedAt = Now.AddSeconds(-10 + n) }, [s], true))], Token);
        var claimed = (await Store.ClaimAsync("node1", Now, 10, Token)).ToDictionary(c => c.Instance.Id);
        await CommitAsync(Burst(claimed[suspended.Id]));
        var last = Burst(claimed[finished.Id], InstanceStatus.Finished);
        await CommitAsync(last with { Instance = last.Instance with { IncidentCount = 1, UpdatedAt = Now.AddMinutes(1), Name = "Zeta" } });
        await Store.IngestAsync([new Ingestion(Message() with { ReceivedAt = Now.AddSeconds(-20) }, [pending], true)], Token);
        return (pending.Id, suspended.Id, executing.Id, finished.Id);
    }
}
