using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>Everything of an instance as of one commit: what it needs to be there again and to go on.</summary>
public sealed record InstanceSnapshot
{
    /// <summary>The shape of this record in files.</summary>
    /// <value>Default 1, the only one so far.</value>
    public int Format { get; init; } = 1;

    /// <summary>Its columns. An instance that a worker held is shown as executing.</summary>
    public required InstanceRow Instance { get; init; }

    /// <summary>The name of its definition; filled in for files.</summary>
    public string? DefinitionName { get; init; }

    /// <summary>The fingerprint of its definition version, by which another server knows it; filled in for files.</summary>
    public string? DefinitionRevision { get; init; }

    /// <summary>The number of bursts committed.</summary>
    public required int BurstNumber { get; init; }

    /// <summary>The state to resume from; null if it has not begun.</summary>
    public ReadOnlyMemory<byte>? Checkpoint { get; init; }

    /// <summary>What it waits for.</summary>
    public IReadOnlyList<BookmarkRow> Bookmarks { get; init; } = [];

    /// <summary>What there is to do with it, without the messages that caused it.</summary>
    public IReadOnlyList<WorkItem> WorkItems { get; init; } = [];

    /// <summary>Its effects that may not be closed.</summary>
    public IReadOnlyList<EffectRow> Effects { get; init; } = [];

    /// <summary>Its dead letters, open and resolved.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>Its executions of activities.</summary>
    public IReadOnlyList<ActivityExecutionRow> Executions { get; init; } = [];

    /// <summary>Its journal's entries of their own.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>The large values that its checkpoint and its executions refer to.</summary>
    public IReadOnlyList<Payload> Payloads { get; init; } = [];
}
