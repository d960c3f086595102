using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>Something that happens while the workflow waits: time passes, or an event comes, or both in this order.</summary>
public sealed record CaseStep
{
    /// <summary>How much time passes.</summary>
    public TimeSpan? Advance { get; init; }

    /// <summary>The name of an event that is published; null for none.</summary>
    public string? Publish { get; init; }

    /// <summary>What the event carries.</summary>
    public JsonElement? Payload { get; init; }
}
