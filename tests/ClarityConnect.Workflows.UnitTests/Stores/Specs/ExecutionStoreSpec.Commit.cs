using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every execution store promises: bursts.</summary>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task A_burst_writes_the_columns_and_the_checkpoint()
    {
        var claimed = await ClaimedAsync();
        var burst = Burst(claimed);
        burst = burst with
        {
            Instance = burst.Instance with { CorrelationId = "c2", Name = "Renamed", IncidentCount = 2, DefinitionVersionId = "invoice-2", Version = 2 },
        };

        (await CommitAsync(burst)).ShouldBeTrue();

        var found = (await Stores.Instances.FindAsync(claimed.Instance.Id, Token)).ShouldNotBeNull();
        found.Instance.ShouldBe(burst.Instance);
        found.Checkpoint!.Value.ToArray().ShouldBe(burst.Checkpoint.ToArray());
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_writes_nothing()
    {
        var zombie = await ClaimedAsync();
        await Store.ReleaseAsync([(zombie.Instance.Id, zombie.Fence)], Token);
        var owner = (await ClaimAsync(zombie.Instance.Id, "node2")).ShouldNotBeNull();
        var late = Burst(zombie, InstanceStatus.Faulted) with
        {
            NewBookmarks = [Bookmark(zombie.Instance.Id)],
            Executions = [Execution(zombie.Instance.Id, 1)],
            Payloads = [new Payload("z", Json("1"))],
            Messages = [new Ingestion(Message(eventId: "late"), [Start()], true)],
        };

        (await CommitAsync(late)).ShouldBeFalse();

        (await FindAsync(zombie.Instance.Id))!.Status.ShouldBe(InstanceStatus.Executing);
        (await Stores.Instances.ListBookmarksAsync(zombie.Instance.Id, Token)).ShouldBeEmpty();
        (await Stores.Instances.ListExecutionsAsync(zombie.Instance.Id, null, Token)).ShouldBeEmpty();
        (await Store.LoadPayloadsAsync(["z"], Token)).ShouldBeEmpty();
        (await FindAsync(late.Messages[0].Starts[0].Id)).ShouldBeNull();
        (await CommitAsync(Burst(owner))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_that_was_given_back_is_lost_even_if_nobody_took_it()
    {
        var claimed = await ClaimedAsync();
        await Store.ReleaseAsync([(claimed.Instance.Id, claimed.Fence)], Token);

        (await CommitAsync(Burst(claimed))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_burst_is_written_once()
    {
        var claimed = await ClaimedAsync();
        var burst = Burst(claimed) with { ReleasesLease = false };

        (await CommitAsync(burst)).ShouldBeTrue();
        (await CommitAsync(burst)).ShouldBeFalse();
        (await CommitAsync(burst with { BurstNumber = burst.BurstNumber + 1 })).ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_batch_only_the_bursts_whose_lease_was_lost_are_left_out()
    {
        var (lost, held) = (await ClaimedAsync(), await ClaimedAsync());
        await Store.ReleaseAsync([(lost.Instance.Id, lost.Fence)], Token);

        (await Store.CommitAsync([Burst(lost), Burst(held)], Token)).ShouldBe([CommitOutcome.LeaseLost, CommitOutcome.Written]);
    }

    [Fact]
    public async Task Before_an_effect_the_lease_is_kept()
    {
        var claimed = await ClaimedAsync();
        var effect = new EffectRow
        {
            InstanceId = claimed.Instance.Id,
            Key = "key1",
            ActivityId = "pay",
            ExecutionNumber = 3,
            RequestHash = "aa",
            Attempt = 1,
            Status = "Started",
            StartedAt = Now,
        };
        var before = Burst(claimed) with { ReleasesLease = false, DoneWorkItems = [], Effects = [effect] };

        (await CommitAsync(before)).ShouldBeTrue();

        (await ClaimAsync(claimed.Instance.Id, "node2")).ShouldBeNull();
        var after = Burst(claimed) with { BurstNumber = 2, Effects = [effect with { Status = "Applied", FinishedAt = Now }] };
        (await CommitAsync(after)).ShouldBeTrue();
    }

    [Fact]
    public async Task Done_work_is_gone_and_work_that_came_meanwhile_stays()
    {
        var claimed = await ClaimedAsync();
        var cancel = Item(claimed.Instance.Id, WorkItemKind.Cancel);
        (await Store.EnqueueAsync(cancel, Token)).ShouldBeTrue();

        await CommitAsync(Burst(claimed));

        (await ClaimAsync(claimed.Instance.Id))!.Items.ShouldHaveSingleItem().Id.ShouldBe(cancel.Id);
    }

    [Fact]
    public async Task A_burst_that_goes_on_hears_that_its_instance_is_to_be_cancelled()
    {
        var (wanted, unwanted) = (await ClaimedAsync(), await ClaimedAsync());
        await Store.EnqueueAsync(Item(unwanted.Instance.Id, WorkItemKind.Cancel), Token);

        var outcomes = await Store.CommitAsync(
            [Burst(wanted) with { ReleasesLease = false }, Burst(unwanted) with { ReleasesLease = false }], Token);

        outcomes.ShouldBe([CommitOutcome.Written, CommitOutcome.CancelRequested]);
    }

    [Fact]
    public async Task A_removed_bookmark_takes_its_timer_with_it()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        var (given, kept) = (Bookmark(id) with { DueAt = Now }, Bookmark(id) with { DueAt = Now });
        var (timer, other) = (Item(id, WorkItemKind.Due, bookmarkId: given.Id), Item(id, WorkItemKind.Due, bookmarkId: kept.Id));
        await CommitAsync(Burst(claimed) with { ReleasesLease = false, NewBookmarks = [given, kept], NewWorkItems = [timer, other] });

        await CommitAsync(Burst(claimed) with { BurstNumber = 2, RemovedBookmarks = [given.Id] });

        (await Stores.Instances.ListBookmarksAsync(id, Token)).ShouldBe([kept]);
        (await ClaimAsync(id))!.Items.ShouldHaveSingleItem().Id.ShouldBe(other.Id);
    }

    [Theory]
    [InlineData(InstanceStatus.Finished)]
    [InlineData(InstanceStatus.Cancelled)]
    [InlineData(InstanceStatus.Faulted)]
    public async Task A_final_status_moves_the_instance_to_the_history(InstanceStatus status)
    {
        var bookmark = await WaitingAsync();
        var id = bookmark.InstanceId;
        await Store.EnqueueAsync(Item(id), Token);
        await Store.EnqueueAsync(Item(id, dueAt: Now.AddHours(1)), Token);
        var claimed = (await ClaimAsync(id)).ShouldNotBeNull();
        var burst = Burst(claimed, status) with { Executions = [Execution(id, 1)], NewWorkItems = [Item(id)] };

        (await CommitAsync(burst)).ShouldBeTrue();

        var found = (await Stores.Instances.FindAsync(id, Token)).ShouldNotBeNull();
        found.Instance.ShouldBe(burst.Instance);
        found.Checkpoint!.Value.ToArray().ShouldBe(burst.Checkpoint.ToArray());
        (await Stores.Instances.ListBookmarksAsync(id, Token)).ShouldBeEmpty();
        (await Stores.Instances.ListExecutionsAsync(id, null, Token)).Count.ShouldBe(1);
        (await Store.ClaimAsync("node1", DateTimeOffset.MaxValue, 10, Token)).ShouldBeEmpty();
        (await CommitAsync(burst with { BurstNumber = burst.BurstNumber + 1 })).ShouldBeFalse();
    }

    [Fact]
    public async Task Executions_are_stored_and_written_again()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        var running = Execution(id, 2, "Running") with { HasBookmarks = true, Details = null };
        await CommitAsync(Burst(claimed) with { ReleasesLease = false, Executions = [Execution(id, 1), running] });

        await CommitAsync(Burst(claimed) with { BurstNumber = 2, Executions = [Execution(id, 2)] });

        var found = (await Stores.Instances.FindExecutionAsync(id, 2, Token)).ShouldNotBeNull();
        found.Details!.Value.ToArray().ShouldBe(Json("""{"outputs":{"x":1}}"""));
        (found with { Details = null }).ShouldBe(Execution(id, 2) with { Details = null });
    }

    [Fact]
    public async Task Payloads_are_stored_once_and_read_by_hash()
    {
        var (one, two) = (await ClaimedAsync(), await ClaimedAsync());
        var payload = new Payload("hash1", Json("\"large\""));

        await Store.CommitAsync([Burst(one) with { Payloads = [payload] }, Burst(two) with { Payloads = [payload, new Payload("hash2", Json("2"))] }], Token);

        var loaded = await Store.LoadPayloadsAsync(["hash1", "hash2", "unknown"], Token);
        loaded.OrderBy(p => p.Hash).Select(p => p.Hash).ShouldBe(["hash1", "hash2"]);
        loaded.Single(p => p.Hash == "hash1").Content.ToArray().ShouldBe(payload.Content.ToArray());
    }

    [Fact]
    public async Task Dead_letters_are_stored_and_resolved_once()
    {
        var claimed = await ClaimedAsync();
        var letter = DeadLetter(claimed.Instance.Id);
        await CommitAsync(Burst(claimed) with { ReleasesLease = false, DeadLetters = [letter] });

        await CommitAsync(Burst(claimed) with { BurstNumber = 2, ReleasesLease = false, ResolvedDeadLetters = [(letter.Id, "Retried")] });
        await CommitAsync(Burst(claimed) with { BurstNumber = 3, ResolvedDeadLetters = [(letter.Id, "Skipped")] });

        var found = (await Stores.Instances.FindDeadLetterAsync(letter.Id, Token)).ShouldNotBeNull();
        found.Attempts.ToArray().ShouldBe(letter.Attempts.ToArray());
        (found with { Attempts = default }).ShouldBe(letter with { Attempts = default, ResolvedAt = Now.AddSeconds(5), Resolution = "Retried" });
    }

    [Fact]
    public async Task Messages_of_a_burst_start_instances_unless_they_are_known()
    {
        var claimed = await ClaimedAsync();
        await Store.IngestAsync([new Ingestion(Message(eventId: "known"), [], true)], Token);
        Ingestion fresh = new(Message(eventId: "fresh"), [Start()], true);
        Ingestion known = new(Message(eventId: "known"), [Start()], true);

        await CommitAsync(Burst(claimed, InstanceStatus.Finished) with { Messages = [known, fresh] });

        (await FindAsync(fresh.Starts[0].Id)).ShouldNotBeNull();
        (await FindAsync(known.Starts[0].Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Text_that_a_database_may_refuse_does_not_fail_the_burst()
    {
        var claimed = await ClaimedAsync();
        var entry = new JournalEntry { InstanceId = claimed.Instance.Id, Sequence = 1, EventName = "Faulted", Message = "a\0b\ud800c", Timestamp = Now };

        (await CommitAsync(Burst(claimed) with { Journal = [entry] })).ShouldBeTrue();

        var (lines, _) = await Stores.Instances.ReadJournalAsync(claimed.Instance.Id, new JournalFilter(), 0, 10, Token);
        lines.ShouldHaveSingleItem().Message.ShouldNotBeNull().ShouldStartWith("a");
    }

    [Fact]
    public async Task Work_is_not_queued_for_instances_that_are_unknown_or_finished()
    {
        var claimed = await ClaimedAsync();
        await CommitAsync(Burst(claimed, InstanceStatus.Finished));

        (await Store.EnqueueAsync(Item("nobody"), Token)).ShouldBeFalse();
        (await Store.EnqueueAsync(Item(claimed.Instance.Id), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Work_for_a_faulted_instance_brings_it_back_from_the_history()
    {
        var claimed = await ClaimedAsync();
        var fault = Burst(claimed, InstanceStatus.Faulted);
        await CommitAsync(fault);
        var redrive = Item(claimed.Instance.Id, WorkItemKind.Redrive) with { Data = Json("""{"verb":"retry"}""") };

        (await Store.EnqueueAsync(redrive, Token)).ShouldBeTrue();

        (await FindAsync(claimed.Instance.Id)).ShouldBe(fault.Instance with { Status = InstanceStatus.Suspended, FinishedAt = null });
        var again = (await ClaimAsync(claimed.Instance.Id)).ShouldNotBeNull();
        again.Fence.ShouldBeGreaterThan(claimed.Fence);
        again.BurstNumber.ShouldBe(1);
        again.Checkpoint!.Value.ToArray().ShouldBe(fault.Checkpoint.ToArray());
        again.Items.ShouldHaveSingleItem().Data!.Value.ToArray().ShouldBe(redrive.Data!.Value.ToArray());
        (await CommitAsync(Burst(again, InstanceStatus.Finished))).ShouldBeTrue();
        (await FindAsync(claimed.Instance.Id))!.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public async Task Two_people_who_redrive_at_once_bring_the_instance_back_once()
    {
        var claimed = await ClaimedAsync();
        await CommitAsync(Burst(claimed, InstanceStatus.Faulted));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.EnqueueAsync(Item(claimed.Instance.Id), Token), Token)));

        answers.ShouldAllBe(answer => answer);
        (await ClaimAsync(claimed.Instance.Id))!.Items.Count.ShouldBe(8);
    }

    protected static DeadLetter DeadLetter(string instanceId) => new()
    {
        Id = NewId(),
        InstanceId = instanceId,
        DefinitionId = "invoice",
        DefinitionVersionId = "invoice-1",
        CorrelationId = "order-7",
        ActivityId = "pay",
        ActivityName = "Pay",
        ExecutionNumber = 3,
        Kind = FailureKind.Rejected,
        Message = "The card was refused.",
        Attempts = Json("[]"),
        CreatedAt = Now,
    };
}
