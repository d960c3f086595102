using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every execution store promises: telling a broker what is due, and claiming what it names.</summary>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task What_is_due_is_relayed_once_oldest_first()
    {
        var (older, newer) = (await StartedAsync(Now.AddSeconds(-2)), await StartedAsync(Now.AddSeconds(-1)));

        (await Store.RelayAsync(Now, 1, Token)).ShouldBe([new RelayedInstance(older.Id, older.WorkItemId)]);
        (await Store.RelayAsync(Now, 10, Token)).ShouldBe([new RelayedInstance(newer.Id, newer.WorkItemId)]);
        (await Store.RelayAsync(Now, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_due_items_of_an_instance_are_relayed_as_one()
    {
        var start = await StartedAsync();
        await Store.EnqueueAsync(Item(start.Id), Token);
        await Store.EnqueueAsync(Item(start.Id, dueAt: Now.AddSeconds(-5)), Token);

        (await Store.RelayAsync(Now, 10, Token)).ShouldHaveSingleItem().InstanceId.ShouldBe(start.Id);
    }

    [Fact]
    public async Task What_is_not_due_is_not_relayed()
    {
        var claimed = await ClaimedAsync();
        var item = Item(claimed.Instance.Id, dueAt: Now.AddMinutes(1));
        await CommitAsync(Burst(claimed) with { NewWorkItems = [item] });

        (await Store.RelayAsync(Now, 10, Token)).ShouldBeEmpty();
        (await Store.RelayAsync(Now.AddMinutes(1), 10, Token)).ShouldBe([new RelayedInstance(claimed.Instance.Id, item.Id)]);
    }

    [Fact]
    public async Task What_came_while_the_instance_was_leased_is_relayed_when_the_lease_is_free()
    {
        var claimed = await ClaimedAsync();
        var cancel = Item(claimed.Instance.Id, WorkItemKind.Cancel);
        await Store.EnqueueAsync(cancel, Token);
        (await Store.RelayAsync(Now, 10, Token)).ShouldBeEmpty();
        (await Store.ClaimAsync("node2", Now, [claimed.Instance.Id], Token)).ShouldBeEmpty();

        await CommitAsync(Burst(claimed));

        (await Store.RelayAsync(Now, 10, Token)).ShouldBe([new RelayedInstance(claimed.Instance.Id, cancel.Id)]);
    }

    [Fact]
    public async Task What_a_dead_node_held_is_relayed_again()
    {
        var start = await StartedAsync();
        await Store.RelayAsync(Now, 10, Token);
        await Store.HeartbeatAsync("node1", Now.AddSeconds(4), isNew: true, Token);
        (await Store.ClaimAsync("node1", Now, [start.Id], Token)).ShouldHaveSingleItem();

        await Store.RescueAsync(Now.AddSeconds(5), Token);

        (await Store.RelayAsync(Now, 10, Token)).ShouldHaveSingleItem().InstanceId.ShouldBe(start.Id);
    }

    [Fact]
    public async Task What_was_given_back_is_relayed_again()
    {
        var start = await StartedAsync();
        await Store.RelayAsync(Now, 10, Token);
        var claimed = (await Store.ClaimAsync("node1", Now, [start.Id], Token)).ShouldHaveSingleItem();

        await Store.ReleaseAsync([(start.Id, claimed.Fence)], Token);

        (await Store.RelayAsync(Now, 10, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_claim_without_a_message_takes_what_was_relayed_too()
    {
        var start = await StartedAsync();
        await Store.RelayAsync(Now, 10, Token);

        var claimed = (await ClaimAsync(start.Id)).ShouldNotBeNull();

        (await Store.ClaimAsync("node2", Now, [start.Id], Token)).ShouldBeEmpty();
        await CommitAsync(Burst(claimed) with { NewWorkItems = [Item(start.Id)] });
        (await Store.RelayAsync(Now, 10, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_claim_by_id_is_a_claim_like_any_other()
    {
        var (wanted, other) = (await StartedAsync(), await StartedAsync());
        await Store.EnqueueAsync(Item(wanted.Id, WorkItemKind.Cancel, Now.AddSeconds(1)), Token);
        await Store.EnqueueAsync(Item(wanted.Id, dueAt: Now.AddHours(1)), Token);

        var claimed = (await Store.ClaimAsync("node1", Now.AddSeconds(1), [wanted.Id], Token)).ShouldHaveSingleItem();

        (await FindAsync(other.Id))!.Status.ShouldBe(InstanceStatus.Pending);
        (claimed.Instance.Id, claimed.Fence, claimed.Claims).ShouldBe((wanted.Id, 1, 1));
        claimed.Items.Select(item => item.Kind).ShouldBe([WorkItemKind.Start, WorkItemKind.Cancel]);
        claimed.Items[0].Payload.ShouldNotBeNull();
        (await ClaimAsync(wanted.Id, "node2", Now.AddSeconds(1))).ShouldBeNull();
        (await CommitAsync(Burst(claimed))).ShouldBeTrue();
    }

    [Fact]
    public async Task Names_of_nobody_of_the_finished_and_of_the_idle_claim_nothing_and_do_no_harm()
    {
        var finished = await ClaimedAsync();
        await CommitAsync(Burst(finished, InstanceStatus.Finished));
        var idle = await WaitingAsync();

        for (var message = 0; message < 3; message++)
            (await Store.ClaimAsync("node1", Now, ["", "nobody", finished.Instance.Id, idle.InstanceId], Token)).ShouldBeEmpty();
        (await Store.ClaimAsync("node1", Now, Array.Empty<string>(), Token)).ShouldBeEmpty();

        await Store.EnqueueAsync(Item(idle.InstanceId), Token);
        (await Store.ClaimAsync("node1", Now, [idle.InstanceId], Token)).ShouldHaveSingleItem().Claims.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_comes_before_the_work_is_due_by_the_claimers_clock_does_not_keep_it_from_being_relayed()
    {
        var start = await StartedAsync();
        await Store.RelayAsync(Now, 10, Token);

        (await Store.ClaimAsync("node1", Now.AddSeconds(-1), [start.Id], Token)).ShouldBeEmpty();

        (await Store.RelayAsync(Now, 10, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_relayed_is_not_next()
    {
        await StartedAsync();
        await Store.RelayAsync(Now, 10, Token);

        (await Store.NextDueAsync(Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Relays_and_claims_at_once_give_each_instance_to_one()
    {
        const int Instances = 200;
        await Store.IngestAsync([.. Enumerable.Range(0, Instances).Select(_ => new Ingestion(Message(), [Start()], true))], Token);

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(async node =>
        {
            var mine = new List<string>();
            while (await Store.RelayAsync(Now, 7, Token) is { Count: > 0 } relayed)
            {
                // Each message twice, in another order.
                List<string> ids = [.. relayed.Select(r => r.InstanceId)];
                mine.AddRange((await Store.ClaimAsync($"node{node}", Now, ids, Token)).Select(c => c.Instance.Id));
                mine.AddRange((await Store.ClaimAsync($"node{node}", Now, [.. ids.AsEnumerable().Reverse()], Token)).Select(c => c.Instance.Id));
            }

            return mine;
        }));
        var all = claims.SelectMany(ids => ids).ToList();
        all.AddRange((await Store.ClaimAsync("last", Now, Instances, Token)).Select(c => c.Instance.Id));

        all.Count.ShouldBe(Instances);
        all.Distinct().Count().ShouldBe(Instances);
    }

    private async Task<NewInstance> StartedAsync(DateTimeOffset? receivedAt = null)
    {
        var start = Start();
        await Store.IngestAsync([new Ingestion(Message() with { ReceivedAt = receivedAt ?? Now }, [start], true)], Token);
        return start;
    }
}
