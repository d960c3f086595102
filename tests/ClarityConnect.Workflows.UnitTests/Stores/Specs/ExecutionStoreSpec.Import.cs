using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Snapshots;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <content>Instances that are taken out whole and taken in again.</content>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task A_waiting_instance_is_taken_out_whole_and_taken_in_again_on_another_database()
    {
        var taken = await TakenAsync(InstanceStatus.Suspended);
        var id = taken.Instance.Id;
        var other = await CreateAsync(Time);

        (await other.Execution.ImportAsync(Imported(taken), Token)).ShouldBe(SnapshotOutcome.Written);

        Same((await other.Instances.SnapshotAsync(id, Token))!, taken);
        (await other.Execution.LoadPayloadsAsync(["hash1"], Token)).ShouldHaveSingleItem();
        (await other.Execution.ClaimAsync("node1", Now, 10, Token)).ShouldBeEmpty();
        var claimed = (await other.Execution.ClaimAsync("node1", Now.AddHours(1), 10, Token)).ShouldHaveSingleItem();
        (claimed.BurstNumber, claimed.Items.Single().Kind).ShouldBe((1, WorkItemKind.Due));
    }

    [Theory]
    [InlineData(InstanceStatus.Finished)]
    [InlineData(InstanceStatus.Faulted)]
    public async Task A_finished_instance_is_taken_in_again_after_it_was_deleted(InstanceStatus status)
    {
        var taken = await TakenAsync(status);
        await Store.DeleteAsync([taken.Instance.Id], Token);
        (await Stores.Instances.SnapshotAsync(taken.Instance.Id, Token)).ShouldBeNull();

        (await Store.ImportAsync(Imported(taken), Token)).ShouldBe(SnapshotOutcome.Written);

        Same((await Stores.Instances.SnapshotAsync(taken.Instance.Id, Token))!, taken);
    }

    [Theory]
    [InlineData(InstanceStatus.Suspended)]
    [InlineData(InstanceStatus.Finished)]
    public async Task An_instance_that_is_there_is_never_overwritten(InstanceStatus status)
    {
        var taken = await TakenAsync(status);

        (await Store.ImportAsync(Imported(taken) with { Checkpoint = Json("""{"state":2}""") }, Token)).ShouldBe(SnapshotOutcome.Exists);

        Same((await Stores.Instances.SnapshotAsync(taken.Instance.Id, Token))!, taken);
    }

    [Fact]
    public async Task An_instance_with_anothers_bookmark_is_refused_without_a_trace()
    {
        var bookmark = await WaitingAsync();
        var taken = (await Stores.Instances.SnapshotAsync(bookmark.InstanceId, Token))!;
        var twin = Imported(taken with { Instance = taken.Instance with { Id = NewId() } });

        (await Store.ImportAsync(twin, Token)).ShouldBe(SnapshotOutcome.Refused);

        (await FindAsync(twin.Instance.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task An_instance_that_a_worker_holds_is_taken_out_as_executing()
    {
        var claimed = await ClaimedAsync();

        (await Stores.Instances.SnapshotAsync(claimed.Instance.Id, Token))!.Instance.Status.ShouldBe(InstanceStatus.Executing);
    }

    private async Task<InstanceSnapshot> TakenAsync(InstanceStatus status)
    {
        var claimed = await ClaimedAsync();
        var id = claimed.Instance.Id;
        var bookmark = Bookmark(id) with { DueAt = Now.AddMinutes(10) };
        var isWaiting = status == InstanceStatus.Suspended;
        var effect = new EffectRow
        {
            InstanceId = id, Key = "pay", ActivityId = "pay1", ExecutionNumber = 2, RequestHash = "00", Attempt = 1, Status = "Applied", StartedAt = Now, FinishedAt = Now,
        };
        (await CommitAsync(Burst(claimed, status) with
        {
            NewBookmarks = isWaiting ? [bookmark] : [],
            NewWorkItems = isWaiting ? [Item(id, WorkItemKind.Due, bookmark.DueAt, bookmark.Id)] : [],
            Effects = isWaiting ? [effect] : [],
            Executions = [Execution(id, 1), Execution(id, 2, "Running")],
            Journal = [new JournalEntry { InstanceId = id, Sequence = 30, EventName = "Suspended", Message = "It waits.", Timestamp = Now }],
            Payloads = [new Payload("hash1", Json("\"large\""))],
            DeadLetters = [DeadLetter(id)],
        })).ShouldBeTrue();
        return (await Stores.Instances.SnapshotAsync(id, Token))!;
    }

    private static BurstCommit Imported(InstanceSnapshot taken) => new()
    {
        Instance = taken.Instance,
        Fence = 1,
        BurstNumber = taken.BurstNumber,
        Checkpoint = taken.Checkpoint!.Value,
        ReleasesLease = true,
        NewBookmarks = taken.Bookmarks,
        NewWorkItems = taken.WorkItems,
        Effects = taken.Effects,
        DeadLetters = taken.DeadLetters,
        Executions = taken.Executions,
        Journal = taken.Journal,
        Payloads = taken.Payloads,
    };

    private static void Same(InstanceSnapshot actual, InstanceSnapshot expected) =>
        JsonSerializer.Serialize(actual, SnapshotJson.Options).ShouldBe(JsonSerializer.Serialize(expected, SnapshotJson.Options));
}
