using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every execution store promises: messages, starts and claims.</summary>
public abstract partial class ExecutionStoreSpec : StoreSpec
{
    [Fact]
    public async Task A_message_is_new_once_and_its_duplicate_starts_nothing()
    {
        var first = new Ingestion(Message(eventId: "e1"), [Start()], true);
        var second = new Ingestion(Message(eventId: "e1"), [Start()], true);

        (await Store.IngestAsync([first], Token)).ShouldBe([IngestOutcome.Stored]);
        (await Store.IngestAsync([second], Token)).ShouldBe([IngestOutcome.Duplicate]);

        (await FindAsync(first.Starts[0].Id)).ShouldNotBeNull();
        (await FindAsync(second.Starts[0].Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Duplicates_in_one_batch_are_absorbed_and_answers_keep_the_order()
    {
        var b = Message(eventId: "b");
        Ingestion[] batch = [new(b, [], true), new(Message(eventId: "a"), [Start()], true), new(b with { Id = NewId() }, [Start()], true)];

        (await Store.IngestAsync(batch, Token)).ShouldBe([IngestOutcome.Stored, IngestOutcome.Stored, IngestOutcome.Duplicate]);

        (await FindAsync(batch[2].Starts[0].Id)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_event_id_from_another_source_is_another_event()
    {
        var message = Message(eventId: "e1");

        (await Store.IngestAsync([new(message, [], true), new(message with { Id = NewId(), Source = "bank" }, [], true)], Token)).ShouldBe([IngestOutcome.Stored, IngestOutcome.Stored]);
    }

    [Fact]
    public async Task A_started_instance_is_pending_with_what_its_start_said()
    {
        var message = Message();
        var start = Start() with { ParentInstanceId = "parent" };

        await Store.IngestAsync([new Ingestion(message, [start], true)], Token);

        (await FindAsync(start.Id)).ShouldBe(new InstanceRow
        {
            Id = start.Id,
            DefinitionId = "invoice",
            DefinitionVersionId = "invoice-1",
            Version = 1,
            Status = InstanceStatus.Pending,
            CorrelationId = "order-7",
            Name = "Invoice of order 7",
            ParentInstanceId = "parent",
            IncidentCount = 0,
            CreatedAt = message.ReceivedAt,
            UpdatedAt = message.ReceivedAt,
        });
    }

    [Fact]
    public async Task A_claimed_start_brings_the_trigger_and_the_messages_payload()
    {
        var message = Message();
        var start = Start();
        await Store.IngestAsync([new Ingestion(message, [start], true)], Token);

        var claimed = (await ClaimAsync(start.Id)).ShouldNotBeNull();

        claimed.Fence.ShouldBe(1);
        claimed.Claims.ShouldBe(1);
        claimed.BurstNumber.ShouldBe(0);
        claimed.Checkpoint.ShouldBeNull();
        var item = claimed.Items.ShouldHaveSingleItem();
        (item.Id, item.Kind, item.InboxMessageId, item.DueAt).ShouldBe((start.WorkItemId, WorkItemKind.Start, message.Id, message.ReceivedAt));
        item.Data!.Value.ToArray().ShouldBe(start.Data!.Value.ToArray());
        item.Payload!.Value.ToArray().ShouldBe(message.Payload!.Value.ToArray());
    }

    [Fact]
    public async Task A_start_without_a_trigger_and_a_message_without_a_payload_bring_none()
    {
        var start = Start() with { TriggerActivityId = null };
        await Store.IngestAsync([new Ingestion(Message() with { Payload = null }, [start], true)], Token);

        var item = (await ClaimAsync(start.Id))!.Items.ShouldHaveSingleItem();

        item.Data.ShouldBeNull();
        item.Payload.ShouldBeNull();
    }

    [Fact]
    public async Task A_start_with_an_owner_is_leased_from_the_beginning_with_fence_one()
    {
        var start = Start(leaseOwner: "node1");
        await Store.IngestAsync([new Ingestion(Message(), [start], true)], Token);

        (await ClaimAsync(start.Id, "node2")).ShouldBeNull();
        (await FindAsync(start.Id))!.Status.ShouldBe(InstanceStatus.Executing);
        var own = new ClaimedInstance((await FindAsync(start.Id))!, 1, 1, 0, null, [Item(start.Id) with { Id = start.WorkItemId }]);
        (await CommitAsync(Burst(own))).ShouldBeTrue();
        (await ClaimAsync(start.Id, "node2")).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_due_is_not_claimed()
    {
        var claimed = await ClaimedAsync();
        await CommitAsync(Burst(claimed) with { NewWorkItems = [Item(claimed.Instance.Id, dueAt: Now.AddMinutes(1))] });

        (await ClaimAsync(claimed.Instance.Id)).ShouldBeNull();
        (await ClaimAsync(claimed.Instance.Id, now: Now.AddMinutes(1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_oldest_work_is_claimed_first_and_no_more_than_asked_for()
    {
        var older = Start();
        var newer = Start();
        await Store.IngestAsync([new Ingestion(Message() with { ReceivedAt = Now.AddSeconds(-1) }, [newer], true)], Token);
        await Store.IngestAsync([new Ingestion(Message() with { ReceivedAt = Now.AddSeconds(-2) }, [older], true)], Token);

        (await Store.ClaimAsync("node1", Now, 1, Token)).ShouldHaveSingleItem().Instance.Id.ShouldBe(older.Id);
        (await Store.ClaimAsync("node1", Now, 1, Token)).ShouldHaveSingleItem().Instance.Id.ShouldBe(newer.Id);
        (await Store.ClaimAsync("node1", Now, 1, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_due_items_of_an_instance_come_together_by_due_time()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        var (late, early, future) = (Item(id, dueAt: Now.AddSeconds(-1)), Item(id, WorkItemKind.Retry, Now.AddSeconds(-2)) with { ExecutionNumber = 4 }, Item(id, dueAt: Now.AddHours(1)));
        await CommitAsync(Burst(claimed) with { NewWorkItems = [late, future, early] });

        var again = (await ClaimAsync(id)).ShouldNotBeNull();

        again.Items.Select(item => item.Id).ShouldBe([early.Id, late.Id]);
        again.Items[0].ShouldBe(early);
        again.Fence.ShouldBe(claimed.Fence + 1);
        again.BurstNumber.ShouldBe(1);
        again.Checkpoint!.Value.ToArray().ShouldBe(Json("""{"state":1}"""));
    }

    [Fact]
    public async Task Claims_are_counted_until_a_commit()
    {
        var claimed = await ClaimedAsync();
        await Store.ReleaseAsync([(claimed.Instance.Id, claimed.Fence)], Token);
        var second = (await ClaimAsync(claimed.Instance.Id)).ShouldNotBeNull();
        second.Claims.ShouldBe(2);

        await CommitAsync(Burst(second) with { NewWorkItems = [Item(claimed.Instance.Id)] });

        (await ClaimAsync(claimed.Instance.Id))!.Claims.ShouldBe(1);
    }

    [Fact]
    public async Task Two_claimers_never_get_the_same_instance()
    {
        const int Instances = 300;
        await Store.IngestAsync([.. Enumerable.Range(0, Instances).Select(_ => new Ingestion(Message(), [Start()], true))], Token);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async node =>
        {
            var mine = new List<string>();
            while (await Store.ClaimAsync($"node{node}", Now, 7, Token) is { Count: > 0 } batch) mine.AddRange(batch.Select(c => c.Instance.Id));
            return mine;
        }));

        var all = claims.SelectMany(ids => ids).ToList();
        all.Count.ShouldBe(all.Distinct().Count());

        // A claimer that meets locked rows may come back empty-handed, so somebody looks once more.
        all.AddRange((await Store.ClaimAsync("last", Now, Instances, Token)).Select(c => c.Instance.Id));
        all.Distinct().Count().ShouldBe(Instances);
    }

    [Fact]
    public async Task Claims_racing_with_commits_never_see_work_that_is_done()
    {
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var start = Start();
            ids.Add(start.Id);
            await Store.IngestAsync([new Ingestion(Message(), [start], true)], Token);
        }

        const int Steps = 10;
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async node =>
        {
            while (ids.Sum(id => seen.Count(s => s.Key.StartsWith(id, StringComparison.Ordinal))) < ids.Count * Steps)
            {
                Token.ThrowIfCancellationRequested();
                foreach (var claimed in await Store.ClaimAsync($"node{node}", Now, 3, Token))
                {
                    foreach (var item in claimed.Items) seen.AddOrUpdate($"{claimed.Instance.Id}/{item.Id}", 1, (_, count) => count + 1);
                    var next = claimed.BurstNumber + 1 < Steps ? [Item(claimed.Instance.Id)] : Array.Empty<WorkItem>();
                    (await CommitAsync(Burst(claimed) with { NewWorkItems = next })).ShouldBeTrue();
                }
            }
        }));

        seen.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task The_next_due_time_is_that_of_work_nobody_holds_or_of_a_schedule()
    {
        (await Store.NextDueAsync(Token)).ShouldBeNull();

        var claimed = await ClaimedAsync();
        (await Store.NextDueAsync(Token)).ShouldBeNull();

        await CommitAsync(Burst(claimed) with { NewWorkItems = [Item(claimed.Instance.Id, dueAt: Now.AddMinutes(3))] });
        (await Store.NextDueAsync(Token)).ShouldBe(Now.AddMinutes(3));

        await Stores.Definitions.SaveAsync(Version(), [], [Schedule(nextDueAt: Now.AddMinutes(2))], Token);
        (await Store.NextDueAsync(Token)).ShouldBe(Now.AddMinutes(2));
    }

    [Fact]
    public async Task A_released_lease_can_be_claimed_and_only_its_own_fence_releases_it()
    {
        var claimed = await ClaimedAsync();

        await Store.ReleaseAsync([(claimed.Instance.Id, claimed.Fence + 1)], Token);
        (await ClaimAsync(claimed.Instance.Id, "node2")).ShouldBeNull();

        await Store.ReleaseAsync([(claimed.Instance.Id, claimed.Fence)], Token);
        (await ClaimAsync(claimed.Instance.Id, "node2"))!.Fence.ShouldBe(claimed.Fence + 1);
    }
}
