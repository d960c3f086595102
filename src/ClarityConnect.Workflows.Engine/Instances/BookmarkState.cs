namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>A bookmark of an instance, as its checkpoint knows it.</summary>
internal sealed record BookmarkState(
    string Id,
    int ExecutionNumber,
    string Name,
    string Key,
    string? CorrelationId,
    DateTimeOffset? DueAt,
    string? Tag);
