using System.Text.Json;

namespace ClarityConnect.Workflows.Studio.Events;

/// <summary>An event to publish.</summary>
internal sealed record EventRequest
{
    /// <summary>Only instances with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this instance.</summary>
    public string? WorkflowInstanceId { get; init; }

    /// <summary>What the event carries.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>Another name of <see cref="Input"/>.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The sender's id of the event: the same one is taken once.</summary>
    public string? EventId { get; init; }
}
