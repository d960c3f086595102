using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How a burst starts child instances, and how a child tells its parent.</content>
internal sealed partial class Burst
{
    public string StartChild(CompiledWorkflow definition, Dictionary<string, JsonElement> input, string? correlationId, ParentNotice notice)
    {
        var now = Services.Time.GetUtcNow();
        var child = new NewInstance
        {
            Id = Services.Ids.Next(),
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = definition.VersionId,
            Version = definition.Version,
            CorrelationId = correlationId,
            ParentInstanceId = State.Id,
            ActivationKey = ActivationStrategies.KeyOf(definition.Activation, definition.DefinitionId, correlationId),
            WorkItemId = Services.Ids.Next(),
        };
        messages.Add(new Ingestion(
            new InboxMessage
            {
                Id = Services.Ids.Next(),
                Source = $"instance:{State.Id}",
                EventId = child.Id,
                Name = "start",
                Key = definition.DefinitionId,
                CorrelationId = correlationId,
                Payload = JsonSerializer.SerializeToUtf8Bytes(new { input, notice = notice.ToString() }, WorkflowJson.Options),
                ReceivedAt = now,
                ExpiresAt = now,
            },
            [child],
            IsSettled: true));
        StartsChildren = true;
        return child.Id;
    }

    /// <summary>Whether the burst started or cancelled other instances, which somebody should work on.</summary>
    public bool StartsChildren { get; private set; }

    /// <summary>Tells the parent with the next commit that this instance rests, if it wants to know.</summary>
    private async ValueTask NotifyParentAsync()
    {
        // An instance that only came back to be upgraded, or to refuse a decision, has told its parent before.
        if (wasOver && State.Status == InstanceStatus.Faulted)
            return;
        if (State.Notice == ParentNotice.None || State.ParentInstanceId is not { } parentId || (State.Notice == ParentNotice.End && !IsOver))
            return;
        var output = new Dictionary<string, JsonElement>();
        foreach (var (name, value) in State.Output)
            output[name] = await Services.Payloads.ReadAsync(value, CancellationToken);
        if (State.Notice == ParentNotice.Rest)
            State.Notice = ParentNotice.None;
        var now = Services.Time.GetUtcNow();
        messages.Add(new Ingestion(
            new InboxMessage
            {
                Id = Services.Ids.Next(),
                Source = $"instance:{State.Id}",
                EventId = $"rest:{State.BurstNumber + 1}",
                Name = ChildWorkflow.BookmarkName,
                Key = State.Id,
                InstanceId = parentId,
                Payload = JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        workflowInstanceId = State.Id,
                        status = IsOver ? "Finished" : "Running",
                        subStatus = State.Status.ToString(),
                        output,
                        correlationId = State.CorrelationId,
                    },
                    WorkflowJson.Options),
                ReceivedAt = now,
                ExpiresAt = now + InboxRetention.Addressed,
            },
            [],
            IsSettled: false));
        NeedsCorrelation = true;
    }
}
