using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>An instance whose lease a worker holds, with what there is to do.</summary>
/// <param name="Instance">Its columns.</param>
/// <param name="Fence">The fencing number of the lease: every commit must present it.</param>
/// <param name="Claims">How often it was claimed since its last commit; more than a few means that it kills its workers.</param>
/// <param name="BurstNumber">The number of bursts committed.</param>
/// <param name="Checkpoint">The state to resume from; null if it has not begun.</param>
/// <param name="Items">What to do, by due time and id.</param>
public sealed record ClaimedInstance(
    InstanceRow Instance,
    long Fence,
    int Claims,
    int BurstNumber,
    ReadOnlyMemory<byte>? Checkpoint,
    IReadOnlyList<WorkItem> Items);
