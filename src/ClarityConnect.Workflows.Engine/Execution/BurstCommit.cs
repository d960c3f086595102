using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Everything that a burst, or the part of it before an effect, changes: written in one transaction if the lease still holds, or not at all.</summary>
public sealed record BurstCommit
{
    /// <summary>The instance's new columns. A final status moves it to the history with its checkpoint.</summary>
    public required InstanceRow Instance { get; init; }

    /// <summary>The fencing number under which the burst ran.</summary>
    public required long Fence { get; init; }

    /// <summary>The burst's number; unique for the instance.</summary>
    public required int BurstNumber { get; init; }

    /// <summary>The new checkpoint.</summary>
    public required ReadOnlyMemory<byte> Checkpoint { get; init; }

    /// <summary>Whether the worker gives the lease back. False before an effect, where the burst goes on.</summary>
    public required bool ReleasesLease { get; init; }

    /// <summary>The work items that are done, by id.</summary>
    public IReadOnlyList<string> DoneWorkItems { get; init; } = [];

    /// <summary>New work items.</summary>
    public IReadOnlyList<WorkItem> NewWorkItems { get; init; } = [];

    /// <summary>New bookmarks.</summary>
    public IReadOnlyList<BookmarkRow> NewBookmarks { get; init; } = [];

    /// <summary>Bookmarks that are met or given up, by id; their Due work items go with them.</summary>
    public IReadOnlyList<string> RemovedBookmarks { get; init; } = [];

    /// <summary>Executions that began or changed.</summary>
    public IReadOnlyList<ActivityExecutionRow> Executions { get; init; } = [];

    /// <summary>New journal entries.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>Effects begun or closed.</summary>
    public IReadOnlyList<EffectRow> Effects { get; init; } = [];

    /// <summary>Large values that the checkpoint refers to and that may not be stored yet.</summary>
    public IReadOnlyList<Payload> Payloads { get; init; } = [];

    /// <summary>New dead letters.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>Dead letters that are resolved, with how.</summary>
    public IReadOnlyList<(string Id, string Resolution)> ResolvedDeadLetters { get; init; } = [];

    /// <summary>Instances that are cancelled with this one.</summary>
    public IReadOnlyList<Cancellation> Cancellations { get; init; } = [];

    /// <summary>Until when a finished instance is kept; null for the server's own rule.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>Whether the instance, which finishes with this burst, is deleted at once with everything of it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Messages that the burst publishes, such as events for other instances.</summary>
    public IReadOnlyList<Ingestion> Messages { get; init; } = [];
}
