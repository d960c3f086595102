using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>An instance as lists show it.</summary>
internal record InstanceSummary(InstanceRow Row)
{
    public string Id => Row.Id;

    public string DefinitionId => Row.DefinitionId;

    public string DefinitionVersionId => Row.DefinitionVersionId;

    public int Version => Row.Version;

    public string Status => MainStatus(Row.Status);

    public InstanceStatus SubStatus => Row.Status;

    public string? CorrelationId => Row.CorrelationId;

    public string? Name => Row.Name;

    public int IncidentCount => Row.IncidentCount;

    public DateTimeOffset CreatedAt => Row.CreatedAt;

    public DateTimeOffset UpdatedAt => Row.UpdatedAt;

    public DateTimeOffset? FinishedAt => Row.FinishedAt;

    [System.Text.Json.Serialization.JsonIgnore]
    public InstanceRow Row { get; init; } = Row;

    /// <summary>Elsa's main status.</summary>
    public static string MainStatus(InstanceStatus status) => IsFinal(status) ? "Finished" : "Running";

    public static bool IsFinal(InstanceStatus status) => status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted;
}
