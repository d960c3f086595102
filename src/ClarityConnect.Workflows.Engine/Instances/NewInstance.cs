using System.Text.Json;
using ClarityConnect.Workflows.Engine.Recovery;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>An instance to be created together with the inbox message that starts it.</summary>
public sealed record NewInstance
{
    /// <summary>The instance's id.</summary>
    public required string Id { get; init; }

    /// <summary>The definition to run.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version to run.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>That version's number.</summary>
    public required int Version { get; init; }

    /// <summary>The trigger that starts it; null where the start is not a trigger.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>By which events will find it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The name shown in lists.</summary>
    public string? Name { get; init; }

    /// <summary>The instance that starts it; null for none.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>
    /// What only one running instance may have: while another one has it, this one is not created, or, if it has a parent, created only to be
    /// cancelled, so that the parent hears of it. Null for no limit.
    /// </summary>
    public string? ActivationKey { get; init; }

    /// <summary>The id of the work item that begins it.</summary>
    public required string WorkItemId { get; init; }

    /// <summary>Which instance it repeats; null for none.</summary>
    public Rerun? Rerun { get; init; }

    /// <summary>The data of the work item that begins it; null for none.</summary>
    public ReadOnlyMemory<byte>? Data =>
        TriggerActivityId is null && Rerun is null
            ? (ReadOnlyMemory<byte>?)null
            : JsonSerializer.SerializeToUtf8Bytes(new StartData(TriggerActivityId, Rerun), WorkflowJson.Options);

    /// <summary>The node that runs it at once and so holds its lease from the beginning (fence 1); null if any node may claim it.</summary>
    public string? LeaseOwner { get; init; }
}
