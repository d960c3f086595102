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

/// <summary>What every execution store promises: cancelling and deleting.</summary>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task Running_instances_are_asked_to_cancel_themselves_and_finished_ones_are_not()
    {
        var running = await WaitingAsync();
        var finished = await ClaimedAsync();
        await CommitAsync(Burst(finished, InstanceStatus.Finished));
        Cancellation[] asked = [CancellationOf(running.InstanceId), CancellationOf(finished.Instance.Id), CancellationOf("nobody")];

        (await Store.CancelAsync(asked, Token)).ShouldBe([running.InstanceId]);
        (await Store.CancelAsync(asked, Token)).ShouldBe([running.InstanceId]);

        var item = (await ClaimAsync(running.InstanceId))!.Items.ShouldHaveSingleItem();
        item.Kind.ShouldBe(WorkItemKind.Cancel);
        item.Data!.Value.ToArray().ShouldBe(Json("""{"reason":"why"}"""));
    }

    [Fact]
    public async Task A_burst_cancels_other_instances()
    {
        var child = await WaitingAsync();
        var parent = await ClaimedAsync();

        await CommitAsync(Burst(parent, InstanceStatus.Cancelled) with { Cancellations = [CancellationOf(child.InstanceId), CancellationOf("gone")] });

        (await ClaimAsync(child.InstanceId))!.Items.ShouldHaveSingleItem().Kind.ShouldBe(WorkItemKind.Cancel);
    }

    [Fact]
    public async Task A_finished_instance_is_deleted_with_everything_of_its_own()
    {
        var (id, other) = (await FullAsync(), await FullAsync());

        (await Store.DeleteAsync([id, "nobody"], Token)).ShouldBe([id]);

        (await FindAsync(id)).ShouldBeNull();
        (await Stores.Instances.ListExecutionsAsync(id, null, Token)).ShouldBeEmpty();
        (await Stores.Instances.ReadJournalAsync(id, new JournalFilter(), 0, 10, Token)).TotalCount.ShouldBe(0);
        (await Stores.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id }, Token)).ShouldBeEmpty();
        (await FindAsync(other)).ShouldNotBeNull();
        (await Stores.Instances.ListExecutionsAsync(other, null, Token)).ShouldNotBeEmpty();
        (await Stores.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = other }, Token)).ShouldNotBeEmpty();
        (await Store.IngestAsync([new Ingestion(Message(instanceId: id, eventId: $"for {id}"), [], false)], Token)).ShouldBe([IngestOutcome.Stored]);
        (await Store.IngestAsync([new Ingestion(Message(instanceId: other, eventId: $"for {other}"), [], false)], Token)).ShouldBe([IngestOutcome.Duplicate]);
    }

    [Fact]
    public async Task A_deleted_instance_lets_go_of_its_large_values()
    {
        var id = await FullAsync();
        await Store.DeleteAsync([id], Token);

        Time.Now += TimeSpan.FromDays(3);
        await Store.PruneAsync(Time.Now, 100, Token);

        (await Store.LoadPayloadsAsync([$"hash of {id}"], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_instance_is_not_deleted()
    {
        var running = await WaitingAsync();

        (await Store.DeleteAsync([running.InstanceId], Token)).ShouldBeEmpty();

        (await FindAsync(running.InstanceId)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failed_child_is_not_deleted_before_its_parent_has_heard_of_it()
    {
        var start = Start() with { ParentInstanceId = "parent" };
        await Store.IngestAsync([new Ingestion(Message(), [start], true)], Token);
        var claimed = (await ClaimAsync(start.Id)).ShouldNotBeNull();
        await CommitAsync(Burst(claimed, InstanceStatus.Faulted));

        (await Store.DeleteAsync([start.Id], Token)).ShouldBeEmpty();

        (await FindAsync(start.Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_burst_that_ends_its_instance_may_delete_it()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;

        await CommitAsync(Burst(claimed, InstanceStatus.Cancelled) with { IsDeleted = true, Executions = [Execution(id, 1)] });

        (await FindAsync(id)).ShouldBeNull();
        (await Stores.Instances.ListExecutionsAsync(id, null, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_definition_keeps_longer_or_shorter_goes_by_that()
    {
        var (shorter, longer, usual) = (await ClaimedAsync(), await ClaimedAsync(), await ClaimedAsync());
        await CommitAsync(Burst(shorter, InstanceStatus.Finished) with { KeptUntil = Now.AddDays(1) });
        await CommitAsync(Burst(longer, InstanceStatus.Finished) with { KeptUntil = Now.AddDays(90) });
        await CommitAsync(Burst(usual, InstanceStatus.Finished));

        Time.Now += TimeSpan.FromDays(2);
        await Store.PruneAsync(Now.AddDays(-28), 100, Token);
        (await FindAsync(shorter.Instance.Id)).ShouldBeNull();
        (await FindAsync(usual.Instance.Id)).ShouldNotBeNull();

        Time.Now += TimeSpan.FromDays(40);
        await Store.PruneAsync(Now.AddDays(12), 100, Token);
        (await FindAsync(usual.Instance.Id)).ShouldBeNull();
        (await FindAsync(longer.Instance.Id)).ShouldNotBeNull();
    }

    private static Cancellation CancellationOf(string instanceId) => new(instanceId, Now, Json("""{"reason":"why"}""")) { WorkItemId = $"{instanceId}:cancel" };

    /// <summary>A faulted instance that has a row in every table.</summary>
    private async Task<string> FullAsync()
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        await Store.IngestAsync([new Ingestion(Message(instanceId: id, eventId: $"for {id}"), [], false)], Token);
        await CommitAsync(Burst(claimed, InstanceStatus.Faulted) with
        {
            Executions = [Execution(id, 1)],
            Journal = [new JournalEntry { InstanceId = id, Sequence = 1, EventName = "Incident", Timestamp = Now }],
            Payloads = [new Payload($"hash of {id}", Json("1"))],
            DeadLetters =
            [
                new DeadLetter
                {
                    Id = NewId(),
                    InstanceId = id,
                    DefinitionId = "invoice",
                    DefinitionVersionId = "invoice-1",
                    ActivityId = "a",
                    ActivityName = "A",
                    ExecutionNumber = 1,
                    Kind = FailureKind.Rejected,
                    Message = "no",
                    Attempts = Json("[]"),
                    CreatedAt = Now,
                },
            ],
        });
        return id;
    }
}
