using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>The rows, shared by the stores. Whoever touches them holds <see cref="Gate"/>.</summary>
internal sealed class InMemoryTables(TimeProvider time)
{
    public Lock Gate { get; } = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public Dictionary<string, StoredInstance> Instances { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredInstance> History { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, WorkItem> WorkItems { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredBookmark> Bookmarks { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredMessage> Inbox { get; } = new(StringComparer.Ordinal);

    public HashSet<(string Source, string EventId)> Events { get; } = [];

    public Dictionary<(string InstanceId, string Key), EffectRow> Effects { get; } = [];

    public Dictionary<string, SortedDictionary<int, ActivityExecutionRow>> Executions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SortedDictionary<long, JournalEntry>> Journal { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredPayload> Payloads { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DeadLetter> DeadLetters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DateTimeOffset> Nodes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DefinitionVersion> Versions { get; } = new(StringComparer.Ordinal);

    public HashSet<string> DeletedVersions { get; } = new(StringComparer.Ordinal);

    public List<TriggerRow> Triggers { get; } = [];

    public Dictionary<string, StoredSchedule> Schedules { get; } = new(StringComparer.Ordinal);

    public static bool IsFinal(InstanceStatus status) =>
        status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted;

    /// <summary>The caller's buffer may be pooled, so what is stored is a copy.</summary>
    public static ReadOnlyMemory<byte>? Copy(ReadOnlyMemory<byte>? bytes) => bytes is { } present ? present.ToArray() : (ReadOnlyMemory<byte>?)null;

    /// <summary>Stores messages and the instances that they start; duplicates are absorbed.</summary>
    public IngestOutcome Ingest(Ingestion ingestion)
    {
        var message = ingestion.Message;
        if (!Events.Add((message.Source, message.EventId))) return IngestOutcome.Duplicate;
        var state = ingestion.IsSettled ? MessageState.Consumed
            : ingestion.Starts.Count > 0 ? MessageState.Started
            : MessageState.New;
        Inbox.Add(message.Id, new StoredMessage(message with { Payload = Copy(message.Payload) }) { State = state });
        var outcome = IngestOutcome.Stored;
        foreach (var start in ingestion.Starts)
        {
            if (!Start(start, message)) outcome = IngestOutcome.StartRefused;
        }

        return outcome;
    }

    /// <summary>Creates an instance with its Start work item, unless another one has its key; then a child is created only to be cancelled.</summary>
    public bool Start(NewInstance start, InboxMessage message)
    {
        var isRefused = IsRefused(start);
        if (isRefused)
        {
            if (start.ParentInstanceId is null) return false;
            start = start with { ActivationKey = null, LeaseOwner = null };
        }

        Create(start, message);
        if (isRefused) CancelRefusedChild(start, message);
        return !isRefused;
    }

    private bool IsRefused(NewInstance start) =>
        start.ActivationKey is { } key
        && Instances.Values.Any(running => running.ActivationKey == key
            || (key.StartsWith("c:", StringComparison.Ordinal)
                && running.Row.CorrelationId == start.CorrelationId
                && running.Row.Id != start.ParentInstanceId));

    private void CancelRefusedChild(NewInstance start, InboxMessage message)
    {
        var id = start.WorkItemId + ":cancel";
        WorkItems.Add(id, new WorkItem
        {
            Id = id,
            InstanceId = start.Id,
            Kind = WorkItemKind.Cancel,
            DueAt = message.ReceivedAt,
            Data = """{"reason":"The activation strategy of the workflow does not allow another instance now."}"""u8.ToArray(),
        });
    }

    private void Create(NewInstance start, InboxMessage message)
    {
        Instances.Add(start.Id, new StoredInstance
        {
            Row = new InstanceRow
            {
                Id = start.Id,
                DefinitionId = start.DefinitionId,
                DefinitionVersionId = start.DefinitionVersionId,
                Version = start.Version,
                Status = InstanceStatus.Pending,
                CorrelationId = start.CorrelationId,
                Name = start.Name,
                ParentInstanceId = start.ParentInstanceId,
                CreatedAt = message.ReceivedAt,
                UpdatedAt = message.ReceivedAt,
            },
            LeaseOwner = start.LeaseOwner,
            ActivationKey = start.ActivationKey,
            Fence = start.LeaseOwner is null ? 0 : 1,
            Claims = start.LeaseOwner is null ? 0 : 1,
        });
        WorkItems.Add(start.WorkItemId, new WorkItem
        {
            Id = start.WorkItemId,
            InstanceId = start.Id,
            Kind = WorkItemKind.Start,
            DueAt = message.ReceivedAt,
            InboxMessageId = message.Id,
            Data = start.Data,
        });
    }
}
