using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Persistence.Inbox;

namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>The columns of every table that the execution stores write, in the order that the statements take them.</summary>
internal static class ExecutionRows
{
    public static void Messages(RowColumns<Ingestion> columns) => columns
        .Text("id", i => i.Message.Id)
        .Text("source", i => i.Message.Source)
        .Text("event_id", i => i.Message.EventId)
        .Text("name", i => i.Message.Name)
        .Text("key", i => i.Message.Key)
        .Text("correlation_id", i => i.Message.CorrelationId)
        .Text("instance_id", i => i.Message.InstanceId)
        .Bytes("payload", i => i.Message.Payload)
        .Moment("received_at", i => i.Message.ReceivedAt)
        .Moment("expires_at", i => i.Message.ExpiresAt)
        .Number("state", i => (int)Correlating.StateOf(i));

    public static void Starts(RowColumns<(NewInstance Start, InboxMessage Message)> columns) => columns
        .Text("message_id", s => s.Message.Id)
        .Text("id", s => s.Start.Id)
        .Text("definition_id", s => s.Start.DefinitionId)
        .Text("definition_version_id", s => s.Start.DefinitionVersionId)
        .Number("version", s => s.Start.Version)
        .Text("correlation_id", s => s.Start.CorrelationId)
        .Text("name", s => s.Start.Name)
        .Text("parent_instance_id", s => s.Start.ParentInstanceId)
        .Text("lease_owner", s => s.Start.LeaseOwner)
        .Text("work_item_id", s => s.Start.WorkItemId)
        .Bytes("data", s => s.Start.Data)
        .Moment("received_at", s => s.Message.ReceivedAt)
        .Text("activation_key", s => s.Start.ActivationKey);

    public static void Locks(RowColumns<BurstCommit> columns) => columns
        .Text("id", b => b.Instance.Id)
        .Long("fence", b => b.Fence)
        .Number("burst_number", b => b.BurstNumber)
        .Flag("releases_lease", b => b.ReleasesLease);

    public static void Going(RowColumns<BurstCommit> columns) => columns
        .Text("id", b => b.Instance.Id)
        .Text("definition_version_id", b => b.Instance.DefinitionVersionId)
        .Number("version", b => b.Instance.Version)
        .Number("status", b => (int)b.Instance.Status)
        .Text("correlation_id", b => b.Instance.CorrelationId)
        .Text("name", b => b.Instance.Name)
        .Number("incident_count", b => b.Instance.IncidentCount)
        .Moment("updated_at", b => b.Instance.UpdatedAt)
        .Number("burst_number", b => b.BurstNumber)
        .Bytes("checkpoint", b => b.Checkpoint)
        .Flag("releases_lease", b => b.ReleasesLease);

    public static void Finished(RowColumns<BurstCommit> columns) => columns
        .Text("id", b => b.Instance.Id)
        .Text("definition_id", b => b.Instance.DefinitionId)
        .Text("definition_version_id", b => b.Instance.DefinitionVersionId)
        .Number("version", b => b.Instance.Version)
        .Number("status", b => (int)b.Instance.Status)
        .Text("correlation_id", b => b.Instance.CorrelationId)
        .Text("name", b => b.Instance.Name)
        .Text("parent_instance_id", b => b.Instance.ParentInstanceId)
        .Number("incident_count", b => b.Instance.IncidentCount)
        .Moment("created_at", b => b.Instance.CreatedAt)
        .Moment("updated_at", b => b.Instance.UpdatedAt)
        .Moment("finished_at", b => b.Instance.FinishedAt)
        .Long("fence", b => b.Fence)
        .Number("burst_number", b => b.BurstNumber)
        .Bytes("checkpoint", b => b.Checkpoint)
        .Moment("kept_until", b => b.KeptUntil);

    public static void Imported(RowColumns<BurstCommit> columns) => columns
        .Text("id", b => b.Instance.Id)
        .Text("definition_id", b => b.Instance.DefinitionId)
        .Text("definition_version_id", b => b.Instance.DefinitionVersionId)
        .Number("version", b => b.Instance.Version)
        .Text("parent_instance_id", b => b.Instance.ParentInstanceId)
        .Moment("created_at", b => b.Instance.CreatedAt)
        .Moment("updated_at", b => b.Instance.UpdatedAt)
        .Long("fence", b => b.Fence);

    public static void Cancellations(RowColumns<Cancellation> columns) => columns
        .Text("work_item_id", c => c.WorkItemId)
        .Text("instance_id", c => c.InstanceId)
        .Moment("due_at", c => c.DueAt)
        .Bytes("data", c => c.Data);

    public static void WorkItems(RowColumns<WorkItem> columns) => columns
        .Text("id", i => i.Id)
        .Text("instance_id", i => i.InstanceId)
        .Number("kind", i => (int)i.Kind)
        .Moment("due_at", i => i.DueAt)
        .Text("bookmark_id", i => i.BookmarkId)
        .Text("inbox_message_id", i => i.InboxMessageId)
        .Number("execution_number", i => i.ExecutionNumber)
        .Bytes("data", i => i.Data);

    public static void Bookmarks(RowColumns<BookmarkRow> columns) => columns
        .Text("id", b => b.Id)
        .Text("instance_id", b => b.InstanceId)
        .Number("execution_number", b => b.ExecutionNumber)
        .Text("activity_id", b => b.ActivityId)
        .Text("name", b => b.Name)
        .Text("key", b => b.Key)
        .Text("correlation_id", b => b.CorrelationId)
        .Moment("due_at", b => b.DueAt)
        .Moment("created_at", b => b.CreatedAt);

    public static void Effects(RowColumns<EffectRow> columns) => columns
        .Text("instance_id", e => e.InstanceId)
        .Text("key", e => e.Key)
        .Text("activity_id", e => e.ActivityId)
        .Number("execution_number", e => e.ExecutionNumber)
        .Text("request_hash", e => e.RequestHash)
        .Number("attempt", e => e.Attempt)
        .Text("status", e => e.Status)
        .Moment("started_at", e => e.StartedAt)
        .Moment("finished_at", e => e.FinishedAt);

    public static void Executions(RowColumns<ActivityExecutionRow> columns) => columns
        .Text("instance_id", e => e.InstanceId)
        .Number("number", e => e.Number)
        .Number("parent_number", e => e.ParentNumber)
        .Text("node_id", e => e.NodeId)
        .Text("activity_id", e => e.ActivityId)
        .Text("activity_type", e => e.ActivityType)
        .Number("activity_version", e => e.ActivityVersion)
        .Text("activity_name", e => e.ActivityName)
        .Text("status", e => e.Status)
        .Moment("started_at", e => e.StartedAt)
        .Moment("completed_at", e => e.CompletedAt)
        .Long("started_sequence", e => e.StartedSequence)
        .Long("completed_sequence", e => e.CompletedSequence)
        .Flag("has_bookmarks", e => e.HasBookmarks)
        .Bytes("details", e => e.Details);

    public static void Journal(RowColumns<JournalEntry> columns) => columns
        .Text("instance_id", e => e.InstanceId)
        .Long("sequence", e => e.Sequence)
        .Number("execution_number", e => e.ExecutionNumber)
        .Text("event_name", e => e.EventName)
        .Text("message", e => e.Message)
        .Moment("timestamp", e => e.Timestamp)
        .Bytes("details", e => e.Details);

    public static void DeadLetters(RowColumns<DeadLetter> columns) => columns
        .Text("id", l => l.Id)
        .Text("instance_id", l => l.InstanceId)
        .Text("definition_id", l => l.DefinitionId)
        .Text("definition_version_id", l => l.DefinitionVersionId)
        .Text("correlation_id", l => l.CorrelationId)
        .Text("activity_id", l => l.ActivityId)
        .Text("activity_name", l => l.ActivityName)
        .Number("execution_number", l => l.ExecutionNumber)
        .Number("kind", l => (int)l.Kind)
        .Text("message", l => l.Message)
        .Bytes("attempts", l => l.Attempts)
        .Moment("created_at", l => l.CreatedAt)
        .Moment("resolved_at", l => l.ResolvedAt)
        .Text("resolution", l => l.Resolution);
}
