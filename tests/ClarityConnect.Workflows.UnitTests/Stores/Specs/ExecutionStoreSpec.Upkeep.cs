using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Schedules;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every execution store promises: schedules, nodes and pruning.</summary>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task A_due_schedule_is_claimed_by_one_node()
    {
        await Stores.Definitions.SaveAsync(Version(), [], [Schedule("a"), Schedule("b", nextDueAt: Now.AddMinutes(1))], Token);

        var claimed = (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).ShouldHaveSingleItem();

        claimed.ShouldBe(Schedule("a") with { Fence = 1 });
        (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schedule_keeps_every_field()
    {
        var row = Schedule() with { Cron = null, Interval = TimeSpan.FromDays(40), At = Now, Cursor = Json("""{"page":2}"""), Failures = 3, LastError = "down" };
        await Stores.Definitions.SaveAsync(Version(), [], [row], Token);

        var claimed = (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).ShouldHaveSingleItem();

        claimed.Cursor!.Value.ToArray().ShouldBe(row.Cursor!.Value.ToArray());
        (claimed with { Cursor = null }).ShouldBe(row with { Cursor = null, Fence = 1 });
    }

    [Fact]
    public async Task A_claim_that_lapsed_is_taken_over_and_its_completion_writes_nothing()
    {
        await Stores.Definitions.SaveAsync(Version(), [], [Schedule()], Token);
        var late = (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).Single();
        var owner = (await Store.ClaimSchedulesAsync(Now.AddMinutes(5), Now.AddMinutes(10), 10, Token)).ShouldHaveSingleItem();
        Ingestion firing = new(Message(), [Start()], true);

        (await Store.CompleteScheduleAsync(new ScheduleCompletion(late, Now.AddHours(1), null, 0, null, [firing]), Token)).ShouldBeNull();
        (await FindAsync(firing.Starts[0].Id)).ShouldBeNull();

        (await Store.CompleteScheduleAsync(new ScheduleCompletion(owner, Now.AddHours(1), null, 0, null, [firing]), Token)).ShouldBe([IngestOutcome.Stored]);
        (await FindAsync(firing.Starts[0].Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_completion_moves_the_schedule_on_and_absorbs_a_double_firing()
    {
        await Stores.Definitions.SaveAsync(Version(), [], [Schedule() with { Cursor = Json("1") }], Token);
        var first = (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).Single();
        Ingestion firing = new(Message(eventId: "firing"), [], true);

        await Store.CompleteScheduleAsync(new ScheduleCompletion(first, Now.AddHours(1), null, 2, "down", [firing]), Token);

        (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).ShouldBeEmpty();
        var second = (await Store.ClaimSchedulesAsync(Now.AddHours(1), Now.AddHours(2), 10, Token)).ShouldHaveSingleItem();
        (second.Failures, second.LastError, second.NextDueAt).ShouldBe((2, "down", Now.AddHours(1)));
        second.Cursor!.Value.ToArray().ShouldBe(Json("1"));
        Ingestion again = new(Message(eventId: "firing"), [Start()], true);
        (await Store.CompleteScheduleAsync(new ScheduleCompletion(second, null, Json("2"), 0, null, [again]), Token)).ShouldBe([IngestOutcome.Duplicate]);
        (await Store.NextDueAsync(Token)).ShouldBeNull();
        (await Store.CompleteScheduleAsync(new ScheduleCompletion(second, null, null, 0, null, []), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_schedule_that_was_replaced_while_it_was_claimed_writes_nothing()
    {
        await Stores.Definitions.SaveAsync(Version(), [], [Schedule()], Token);
        var claimed = (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).Single();

        await Stores.Definitions.SaveAsync(Version(), [], [Schedule()], Token);

        (await Store.CompleteScheduleAsync(new ScheduleCompletion(claimed, null, null, 0, null, []), Token)).ShouldBeNull();
        (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_node_renews_what_is_registered_only()
    {
        (await Store.HeartbeatAsync("node1", Now.AddSeconds(30), false, Token)).ShouldBe(0);
        (await Store.HeartbeatAsync("node1", Now.AddSeconds(30), true, Token)).ShouldBe(1);
        (await Store.HeartbeatAsync("node1", Now.AddSeconds(60), false, Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_heartbeat_tells_how_many_nodes_live()
    {
        await Store.HeartbeatAsync("node1", Now.AddSeconds(30), true, Token);
        (await Store.HeartbeatAsync("node2", Now.AddSeconds(30), true, Token)).ShouldBe(2);
        (await Store.HeartbeatAsync("node2", Now.AddSeconds(30), true, Token)).ShouldBe(2);
        (await Store.HeartbeatAsync("node1", Now.AddSeconds(40), false, Token)).ShouldBe(2);
        (await Store.HeartbeatAsync("node3", Now.AddSeconds(40), false, Token)).ShouldBe(0);
        (await Store.HeartbeatAsync("node3", Now, true, Token)).ShouldBe(3);
        // The third one's lease has ended, though nobody has removed it yet.
        (await Store.HeartbeatAsync("node2", Now.AddSeconds(40), false, Token)).ShouldBe(2);
    }

    [Fact]
    public async Task The_leases_of_an_expired_node_are_freed_and_its_work_is_refused()
    {
        await Store.HeartbeatAsync("node1", Now.AddSeconds(30), true, Token);
        await Store.HeartbeatAsync("node2", Now.AddSeconds(90), true, Token);
        var (dead, alive) = (await ClaimedAsync("node1"), await ClaimedAsync("node2"));

        (await Store.RescueAsync(Now.AddSeconds(29), Token)).ShouldBe(0);
        (await Store.RescueAsync(Now.AddSeconds(60), Token)).ShouldBe(1);

        (await Store.HeartbeatAsync("node1", Now.AddSeconds(90), false, Token)).ShouldBe(0);
        (await CommitAsync(Burst(dead))).ShouldBeFalse();
        (await ClaimAsync(dead.Instance.Id, "node2"))!.Claims.ShouldBe(2);
        (await CommitAsync(Burst(alive))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_is_alone_frees_everything()
    {
        await Store.HeartbeatAsync("node1", Now.AddSeconds(30), true, Token);
        await ClaimedAsync("node1");

        (await Store.RescueAsync(DateTimeOffset.MaxValue, Token)).ShouldBe(1);
        (await Store.HeartbeatAsync("node1", Now.AddSeconds(30), false, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_lease_that_was_taken_after_its_node_was_removed_is_freed_too()
    {
        await ClaimedAsync("removed");

        (await Store.RescueAsync(Now, Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Consumed_and_expired_messages_are_pruned_and_waiting_ones_are_not()
    {
        var waiting = Message("paid", "later") with { ExpiresAt = Now.AddDays(9) };
        await Store.IngestAsync([new(Message(eventId: "consumed"), [], true), new(Message("paid", "never"), [], false), new(waiting, [], false)], Token);
        await Store.CorrelateAsync(ResumeAll, 10, Token);

        (await Store.PruneAsync(Now, 10, Token)).ShouldBe(0);
        (await Store.PruneAsync(Now.AddDays(2), 10, Token)).ShouldBe(2);

        (await Store.IngestAsync([new(Message(eventId: "consumed"), [], true)], Token)).ShouldBe([IngestOutcome.Stored]);
        await WaitingAsync(key: "later");
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((1, true));
    }

    [Fact]
    public async Task Old_history_is_pruned_with_what_people_could_read_about_it()
    {
        var (old, young) = (await ClaimedAsync(), await ClaimedAsync());
        var id = old.Instance.Id;
        var entry = new JournalEntry { InstanceId = id, Sequence = 1, EventName = "Resumed", Timestamp = Now };
        await CommitAsync(Burst(old, InstanceStatus.Finished) with { Executions = [Execution(id, 1)], Journal = [entry] });
        var burst = Burst(young, InstanceStatus.Finished);
        await CommitAsync(burst with { Instance = burst.Instance with { FinishedAt = Now.AddDays(5) } });
        await Store.PruneAsync(Now.AddHours(1), 1, Token);

        (await FindAsync(id)).ShouldBeNull();
        (await Stores.Instances.ListExecutionsAsync(id, null, Token)).ShouldBeEmpty();
        (await Stores.Instances.ReadJournalAsync(id, new JournalFilter(), 0, 10, Token)).TotalCount.ShouldBe(0);
        (await FindAsync(young.Instance.Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_open_dead_letter_keeps_its_instance_and_a_resolved_one_is_pruned()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        var letter = DeadLetter(id);
        await CommitAsync(Burst(claimed, InstanceStatus.Faulted) with { DeadLetters = [letter] });
        await Store.PruneAsync(Now.AddDays(30), 10, Token);
        (await FindAsync(id)).ShouldNotBeNull();

        await Store.EnqueueAsync(Item(id), Token);
        var again = (await ClaimAsync(id)).ShouldNotBeNull();
        await CommitAsync(Burst(again, InstanceStatus.Finished) with { ResolvedDeadLetters = [(letter.Id, "Retried")] });
        await Store.PruneAsync(Now.AddDays(30), 10, Token);

        (await Stores.Instances.FindDeadLetterAsync(letter.Id, Token)).ShouldBeNull();
        (await FindAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Large_values_live_as_long_as_an_instance_that_brought_them()
    {
        var claimed = await ClaimedAsync();
        await CommitAsync(Burst(claimed) with { Payloads = [new Payload("large", Json("1"))], NewWorkItems = [Item(claimed.Instance.Id)] });
        Time.Now = Now.AddDays(60);
        await Store.PruneAsync(Now.AddDays(50), 10, Token);
        (await Store.LoadPayloadsAsync(["large"], Token)).ShouldHaveSingleItem();

        var again = (await ClaimAsync(claimed.Instance.Id)).ShouldNotBeNull();
        await CommitAsync(Burst(again, InstanceStatus.Finished));
        await Store.PruneAsync(Now.AddDays(50), 10, Token);
        await Store.PruneAsync(Now.AddDays(50), 10, Token);

        (await Store.LoadPayloadsAsync(["large"], Token)).ShouldBeEmpty();
    }
}
