using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Recovery;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>What hosts and APIs do with instances: start, publish events, cancel, redrive.</summary>
/// <param name="definitions">Where definitions are.</param>
/// <param name="workflows">Says which activation strategy a definition has.</param>
/// <param name="reader">Reads dead letters.</param>
/// <param name="store">The queue.</param>
/// <param name="inbox">Stores events.</param>
/// <param name="dispatcher">Runs instances.</param>
/// <param name="correlator">Matches events.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class WorkflowRuntime(
    IDefinitionStore definitions,
    CompiledWorkflowCache workflows,
    IInstanceReader reader,
    IExecutionStore store,
    InboxWriter inbox,
    Dispatcher dispatcher,
    Correlator correlator,
    IdGenerator ids,
    TimeProvider time)
{
    /// <summary>Starts an instance.</summary>
    /// <param name="start">What to start, and with what.</param>
    /// <param name="cancellationToken">Cancels the look-up of the definition.</param>
    /// <returns>The instance's id; it is stored when this returns. Null if the request was a duplicate.</returns>
    /// <exception cref="DefinitionInvalidException">There is no such definition, it has no such version, or that cannot be compiled.</exception>
    /// <exception cref="ActivationRefusedException">The definition's activation strategy does not allow another instance now.</exception>
    public async Task<string?> StartAsync(StartRequest start, CancellationToken cancellationToken)
    {
        var version = start.Version
            ?? await definitions.FindAsync(new DefinitionFilter { DefinitionIds = [start.DefinitionId], IsPublished = true }, cancellationToken)
            ?? throw new DefinitionInvalidException($"There is no published workflow '{start.DefinitionId}'. Publish it first.");
        var activation = (await workflows.GetAsync(version.Id, cancellationToken)).Activation;
        var id = start.InstanceId ?? ids.Next();
        var payload = JsonSerializer.SerializeToUtf8Bytes(new { input = start.Input }, WorkflowJson.Options);
        var now = time.GetUtcNow();
        var instance = new NewInstance
        {
            Id = id,
            DefinitionId = version.DefinitionId,
            DefinitionVersionId = version.Id,
            Version = version.Version,
            TriggerActivityId = null,
            CorrelationId = start.CorrelationId,
            Name = start.Name,
            ParentInstanceId = start.ParentInstanceId,
            ActivationKey = ActivationStrategies.KeyOf(activation, version.DefinitionId, start.CorrelationId),
            WorkItemId = ids.Next(),
        };
        var message = new InboxMessage
        {
            Id = ids.Next(),
            Source = start.RequestId is null ? "api" : $"api:{version.DefinitionId}",
            EventId = start.RequestId ?? id,
            Name = "start",
            Key = version.DefinitionId,
            CorrelationId = start.CorrelationId,
            Payload = payload,
            ReceivedAt = now,
            ExpiresAt = now,
        };
        return await BeginAsync(message, instance) switch
        {
            IngestOutcome.Stored => id,
            IngestOutcome.Duplicate => null,
            _ => throw new ActivationRefusedException(version.DefinitionId, activation),
        };
    }

    /// <summary>Stores an event that is known to start one instance, and runs it here if there is room.</summary>
    /// <param name="message">The event.</param>
    /// <param name="instance">The instance.</param>
    /// <returns>What came of the event.</returns>
    internal async Task<IngestOutcome> BeginAsync(InboxMessage message, NewInstance instance)
    {
        var lease = dispatcher.LeaseForLocalStart;
        instance = instance with { LeaseOwner = lease };
        var outcome = await inbox.AddAsync(new Ingestion(message, [instance], IsSettled: true));
        if (outcome != IngestOutcome.Stored)
            return outcome;
        if (lease is null)
            dispatcher.Wake();
        else
            dispatcher.RunLocally(Claim(message, instance));
        return outcome;
    }

    /// <summary>
    /// Starts an instance that repeats an earlier one with its recorded data, on the version that is published now, or on its own if none is. What the
    /// recorded one read and wrote outside before the given execution is not done again but answered from the record.
    /// </summary>
    /// <param name="instanceId">The instance to repeat; it must have ended, unless nothing is to be answered from its record.</param>
    /// <param name="fromExecution">The number of the recorded execution from which on activities run anew; null for all.</param>
    /// <param name="stubsWrites">Whether writes from there on are not made either.</param>
    /// <param name="requestId">The caller's id of the request: the same request starts only one instance; null for none.</param>
    /// <param name="cancellationToken">Cancels the look-ups.</param>
    /// <returns>The new instance's id; null if the request was a duplicate.</returns>
    /// <exception cref="ActivityException">The instance cannot be repeated; the message says why.</exception>
    public async Task<string?> RerunAsync(string instanceId, int? fromExecution, bool stubsWrites, string? requestId, CancellationToken cancellationToken)
    {
        var record = await RunRecord.FindAsync(instanceId, reader, cancellationToken);
        if (record.Instance.FinishedAt is null && (fromExecution is not null || stubsWrites))
            throw new ActivityException(FailureKind.InvalidData, $"The run '{instanceId}' has not ended. Wait until it has, or cancel it first.");
        var from = fromExecution is { } number ? await record.SequenceOfAsync(number, cancellationToken) : (long?)null;
        var version = await definitions.FindAsync(new DefinitionFilter { DefinitionIds = [record.Instance.DefinitionId], IsPublished = true }, cancellationToken)
            ?? await definitions.FindAsync(record.Instance.DefinitionVersionId, cancellationToken)
            ?? throw new ActivityException(FailureKind.Misconfigured, $"The workflow '{record.Instance.DefinitionId}' was deleted, so its runs cannot be repeated.");
        var activation = (await workflows.GetAsync(version.Id, cancellationToken)).Activation;
        var now = time.GetUtcNow();
        var instance = new NewInstance
        {
            Id = ids.Next(),
            DefinitionId = version.DefinitionId,
            DefinitionVersionId = version.Id,
            Version = version.Version,
            TriggerActivityId = record.TriggerActivityId,
            CorrelationId = record.Instance.CorrelationId,
            Name = record.Instance.Name,
            ActivationKey = ActivationStrategies.KeyOf(activation, version.DefinitionId, record.Instance.CorrelationId),
            WorkItemId = ids.Next(),
            Rerun = from is null && !stubsWrites ? null : new Rerun(instanceId, from, stubsWrites),
        };
        var message = record.Message with
        {
            Id = ids.Next(),
            Source = "rerun",
            EventId = requestId ?? instance.Id,
            ReceivedAt = now,
            ExpiresAt = now,
        };
        return await BeginAsync(message, instance) switch
        {
            IngestOutcome.Stored => instance.Id,
            IngestOutcome.Duplicate => null,
            _ => throw new ActivityException(FailureKind.Rejected, ActivationRefusedException.Describe(version.DefinitionId, activation)),
        };
    }

    /// <summary>Publishes a named event to triggers and bookmarks.</summary>
    /// <param name="name">The kind of event, such as "Elsa.Event".</param>
    /// <param name="key">The key within the kind, such as the event's name.</param>
    /// <param name="eventId">The sender's id of the event, which absorbs duplicates; null if the sender has none.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="payload">What it carries.</param>
    /// <param name="correlationId">Only bookmarks with this correlation id or none; null for all.</param>
    /// <param name="instanceId">Only bookmarks of this instance; null for all.</param>
    /// <returns>Whether the event was new. It is stored when this returns.</returns>
    public async Task<bool> PublishAsync(
        string name,
        string key,
        string? eventId,
        string source,
        JsonElement payload,
        string? correlationId = null,
        string? instanceId = null)
    {
        var now = time.GetUtcNow();
        var id = ids.Next();
        var isAddressed = correlationId is not null || instanceId is not null;
        var outcome = await inbox.AddAsync(new Ingestion(
            new InboxMessage
            {
                Id = id,
                Source = source,
                EventId = eventId ?? id,
                Name = name,
                Key = key,
                CorrelationId = correlationId,
                InstanceId = instanceId,
                Payload = JsonSerializer.SerializeToUtf8Bytes(payload, WorkflowJson.Options),
                ReceivedAt = now,
                ExpiresAt = now + (isAddressed ? InboxRetention.Addressed : InboxRetention.Broadcast),
            },
            [],
            IsSettled: false));
        correlator.Wake();
        return outcome != IngestOutcome.Duplicate;
    }

    /// <summary>Resumes one bookmark, and no other that waits for the same event.</summary>
    /// <param name="bookmark">The bookmark.</param>
    /// <param name="payload">What the activity is to be told.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether its instance is still there. A bookmark that is resumed twice goes on once, with what came first.</returns>
    public Task<bool> ResumeAsync(BookmarkRow bookmark, JsonElement payload, CancellationToken cancellationToken) => EnqueueAsync(
        new WorkItem
        {
            Id = $"{bookmark.Id}:resume",
            InstanceId = bookmark.InstanceId,
            Kind = WorkItemKind.Resume,
            DueAt = time.GetUtcNow(),
            BookmarkId = bookmark.Id,
            ExecutionNumber = bookmark.ExecutionNumber,
            Data = CardDataMasker.Mask(JsonSerializer.SerializeToUtf8Bytes(payload, WorkflowJson.Options)),
        },
        cancellationToken);

    /// <summary>Cancels an instance that has not finished.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there is such an instance. It is cancelled soon after this returns.</returns>
    public Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken) =>
        EnqueueAsync(instanceId, WorkItemKind.Cancel, null, cancellationToken);

    /// <summary>Carries out a person's decision about a dead letter.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there is such an open dead letter. The work goes on soon after this returns.</returns>
    public async Task<bool> RedriveAsync(RedriveDecision decision, CancellationToken cancellationToken)
    {
        var deadLetter = await reader.FindDeadLetterAsync(decision.DeadLetterId, cancellationToken);
        if (deadLetter is null || deadLetter.ResolvedAt is not null)
            return false;
        return await EnqueueAsync(deadLetter.InstanceId, WorkItemKind.Redrive, JsonSerializer.SerializeToUtf8Bytes(decision, WorkflowJson.Options), cancellationToken);
    }

    private Task<bool> EnqueueAsync(string instanceId, WorkItemKind kind, ReadOnlyMemory<byte>? data, CancellationToken cancellationToken) =>
        EnqueueAsync(new WorkItem { Id = ids.Next(), InstanceId = instanceId, Kind = kind, DueAt = time.GetUtcNow(), Data = data }, cancellationToken);

    private async Task<bool> EnqueueAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var exists = await store.EnqueueAsync(item, cancellationToken);
        if (exists)
            dispatcher.Wake();
        return exists;
    }

    private static ClaimedInstance Claim(InboxMessage message, NewInstance instance)
    {
        var row = new InstanceRow
        {
            Id = instance.Id,
            DefinitionId = instance.DefinitionId,
            DefinitionVersionId = instance.DefinitionVersionId,
            Version = instance.Version,
            Status = InstanceStatus.Pending,
            CorrelationId = instance.CorrelationId,
            Name = instance.Name,
            ParentInstanceId = instance.ParentInstanceId,
            CreatedAt = message.ReceivedAt,
            UpdatedAt = message.ReceivedAt,
        };
        var item = new WorkItem
        {
            Id = instance.WorkItemId,
            InstanceId = instance.Id,
            Kind = WorkItemKind.Start,
            DueAt = message.ReceivedAt,
            InboxMessageId = message.Id,
            Data = instance.Data,
            Payload = message.Payload,
        };
        return new ClaimedInstance(row, Fence: 1, Claims: 1, BurstNumber: 0, Checkpoint: null, [item]);
    }
}
