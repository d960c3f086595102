using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>What a burst collects for its transaction.</content>
internal sealed partial class Burst
{
    private readonly List<BookmarkState> newBookmarks = [];
    private readonly List<string> removedBookmarks = [];
    private readonly List<WorkItem> newWorkItems = [];
    private readonly List<ActivityExecutionRow> rows = [];
    private readonly List<JournalEntry> entries = [];
    private readonly List<EffectRow> effects = [];
    private readonly List<DeadLetter> deadLetters = [];
    private readonly List<(string Id, string Resolution)> resolvedDeadLetters = [];
    private readonly List<Ingestion> messages = [];
    private readonly List<Cancellation> cancellations = [];

    /// <summary>Large outputs, which the journal refers to.</summary>
    private readonly List<Payload> outputPayloads = [];

    private bool isCancelRequested;

    /// <summary>Whether the burst made or claimed something that the correlator must look at.</summary>
    public bool NeedsCorrelation { get; private set; }

    public void Publish(ActivityExecution execution, string name, string key, string? correlationId, bool isLocal, JsonElement payload)
    {
        var now = Services.Time.GetUtcNow();
        var isAddressed = isLocal || correlationId is not null;
        messages.Add(new Ingestion(
            new InboxMessage
            {
                Id = Services.Ids.Next(),
                Source = $"instance:{State.Id}",
                EventId = execution.Path.Length <= 180 ? execution.Path : BurstContext.KeyOf(State.Id, execution.Path),
                Name = name,
                Key = key,
                CorrelationId = correlationId,
                InstanceId = isLocal ? State.Id : null,
                Payload = JsonMarshal.GetRawUtf8Value(payload).ToArray(),
                ReceivedAt = now,
                ExpiresAt = now + (isAddressed ? InboxRetention.Addressed : InboxRetention.Broadcast),
            },
            [],
            IsSettled: false));
        NeedsCorrelation = true;
    }

    private void AddEntry(ActivityExecution? execution, string eventName, string message, FailureDetails? failure = null) => entries.Add(new JournalEntry
    {
        InstanceId = State.Id,
        Sequence = ++State.LastSequence,
        ExecutionNumber = execution?.Number,
        EventName = eventName,
        Message = CardDataMasker.Mask(message),
        Timestamp = Services.Time.GetUtcNow(),
        Details = failure is null ? (ReadOnlyMemory<byte>?)null : JsonSerializer.SerializeToUtf8Bytes(failure, WorkflowJson.Options),
    });

    private void AddRow(ActivityExecution execution, string status, IReadOnlyList<string> outcomes, FailureDetails? failure)
    {
        execution.IsDirty = false;
        if (execution.StartedSequence == 0)
            return;
        var activity = Workflow.Activities[execution.Node];
        var log = activity.Log.IsFixed ? activity.Log : execution.Log ?? activity.Log;
        var isEnded = status != "Running";
        if (execution.OutputState is { } outputs)
            outputPayloads.AddRange(outputs.Where(output => log.KeepsOutput(output.Key)).Select(output => output.Value.ToPayload()).OfType<Payload>());
        rows.Add(new ActivityExecutionRow
        {
            InstanceId = State.Id,
            Number = execution.Number,
            ParentNumber = execution.Parent == 0 ? null : execution.Parent,
            NodeId = activity.NodeId,
            ActivityId = activity.Id,
            ActivityType = activity.Type,
            ActivityVersion = activity.Version,
            ActivityName = activity.Name,
            Status = status,
            StartedAt = execution.StartedAt,
            CompletedAt = isEnded ? Services.Time.GetUtcNow() : null,
            StartedSequence = execution.StartedSequence,
            CompletedSequence = isEnded ? ++State.LastSequence : null,
            HasBookmarks = State.Bookmarks.Exists(bookmark => bookmark.ExecutionNumber == execution.Number),
            Details = ExecutionDetails.Write(execution, log, outcomes, failure),
        });
    }

    private static void RecordInputs(BurstContext context)
    {
        if (context.Inputs.Length == 0)
            return;
        var inputs = context.Execution.InputState = new Dictionary<string, JsonElement>(context.Inputs.Length);
        for (var i = 0; i < context.Inputs.Length; i++)
        {
            if (context.Inputs[i].IsEvaluated && context.Compiled.Log.MayKeepInput(context.Compiled.Inputs[i].Name))
                inputs[context.Compiled.Inputs[i].Name] = context.Compiled.Inputs[i].IsSensitive ? ExecutionDetails.Masked : context.Inputs[i].Json;
        }
    }

    private EffectRow Effect(BurstContext context, string status, DateTimeOffset? finishedAt) => new()
    {
        InstanceId = State.Id,
        Key = context.IdempotencyKey,
        ActivityId = context.ActivityId,
        ExecutionNumber = context.Execution.Number,
        RequestHash = RequestHash(context),
        Attempt = context.Execution.Attempt,
        Status = status,
        StartedAt = context.Execution.StartedAt,
        FinishedAt = finishedAt,
    };

    private static string RequestHash(BurstContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < context.Inputs.Length; i++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(context.Compiled.Inputs[i].Name));
            if (context.Inputs[i].IsEvaluated)
                hash.AppendData(JsonMarshal.GetRawUtf8Value(context.Inputs[i].Json));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task CommitAsync(bool releasesLease)
    {
        foreach (var execution in State.Executions.Values)
        {
            if (execution is { IsDirty: true, Status: not ExecutionStatus.Scheduled })
            {
                await DecideLogAsync(execution);
                AddRow(execution, "Running", [], null);
            }
        }

        var now = Services.Time.GetUtcNow();
        State.BurstNumber++;
        var done = releasesLease ? State.HandledWorkItems.ToList() : [];
        if (releasesLease)
            State.HandledWorkItems.Clear();
        var (checkpoint, payloads) = CheckpointWriter.Write(State, Workflow);
        NeedsCorrelation |= newBookmarks.Count > 0;
        var bookmarks = newBookmarks.ConvertAll(Stored);
        var commit = new BurstCommit
        {
            Instance = Row(now),
            Fence = claim.Fence,
            BurstNumber = State.BurstNumber,
            Checkpoint = checkpoint,
            ReleasesLease = releasesLease,
            DoneWorkItems = done,
            NewWorkItems = [.. newWorkItems],
            NewBookmarks = bookmarks,
            RemovedBookmarks = [.. removedBookmarks],
            Executions = [.. rows],
            Journal = [.. entries],
            Effects = [.. effects],
            Payloads = [.. payloads, .. outputPayloads],
            DeadLetters = [.. deadLetters],
            ResolvedDeadLetters = [.. resolvedDeadLetters],
            Messages = [.. messages],
            Cancellations = [.. cancellations],
            IsDeleted = isDeleted && IsOver,
            KeptUntil = IsOver ? Workflow.Retention?.Until(State.Status, now) : null,
        };
        var outcome = await Services.Committer.CommitAsync(commit, CancellationToken);
        if (outcome == CommitOutcome.LeaseLost)
            throw new LeaseLostException(State.Id);
        MarkStored();
        isCancelRequested |= outcome == CommitOutcome.CancelRequested;
    }

    private InstanceRow Row(DateTimeOffset now) => new()
    {
        Id = State.Id,
        DefinitionId = State.DefinitionId,
        DefinitionVersionId = State.DefinitionVersionId,
        Version = State.Version,
        Status = State.Status,
        CorrelationId = State.CorrelationId,
        Name = State.Name,
        ParentInstanceId = State.ParentInstanceId,
        IncidentCount = State.Incidents.Count,
        CreatedAt = State.CreatedAt,
        UpdatedAt = now,
        FinishedAt = IsOver ? now : null,
    };

    private BookmarkRow Stored(BookmarkState bookmark)
    {
        if (bookmark.DueAt is { } due)
        {
            newWorkItems.Add(new WorkItem
            {
                Id = Services.Ids.Next(),
                InstanceId = State.Id,
                Kind = WorkItemKind.Due,
                DueAt = due,
                BookmarkId = bookmark.Id,
            });
        }

        var execution = State.Executions[bookmark.ExecutionNumber];
        return new BookmarkRow
        {
            Id = bookmark.Id,
            InstanceId = State.Id,
            ExecutionNumber = bookmark.ExecutionNumber,
            ActivityId = Workflow.Activities[execution.Node].Id,
            Name = bookmark.Name,
            Key = bookmark.Key,
            CorrelationId = bookmark.CorrelationId,
            DueAt = bookmark.DueAt,
            CreatedAt = Services.Time.GetUtcNow(),
        };
    }

    private void MarkStored()
    {
        newBookmarks.Clear();
        removedBookmarks.Clear();
        newWorkItems.Clear();
        rows.Clear();
        entries.Clear();
        effects.Clear();
        deadLetters.Clear();
        resolvedDeadLetters.Clear();
        messages.Clear();
        outputPayloads.Clear();
        cancellations.Clear();
        foreach (var values in State.Executions.Values.Select(execution => execution.Variables.Values)
                     .Concat(State.Outputs.Values.Select(outputs => outputs.Values))
                     .Append(State.Input.Values).Append(State.Output.Values))
        {
            foreach (var value in values.Where(value => value.Hash is not null))
                value.IsStored = true;
        }

        // A request with files may be large; without this it would be sent to the database with every commit.
        if (State.TriggerPayload is { Hash: not null } payload)
            payload.IsStored = true;
    }
}
