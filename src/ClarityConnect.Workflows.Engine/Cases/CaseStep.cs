using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>Something that happens while the workflow waits or after it was given up: something changes at the vendors, time passes, an event comes, somebody decides about a review item or retries.</summary>
public sealed record CaseStep
{
    /// <summary>What changes at the vendors' simulators, written as at the case's begin; null for nothing.</summary>
    public JsonElement? Simulators { get; init; }

    /// <summary>How much time passes.</summary>
    public TimeSpan? Advance { get; init; }

    /// <summary>The name of an event that is published; null for none.</summary>
    public string? Publish { get; init; }

    /// <summary>What the event carries.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>What somebody decides about the newest open review item; null for nothing.</summary>
    public CaseReview? Review { get; init; }

    /// <summary>Tries again what failed, as somebody does with a dead letter; null for nothing.</summary>
    public CaseRetry? Retry { get; init; }

    /// <summary>Whether what started the run starts another one, as an event does that comes twice. What is expected is looked at there.</summary>
    public bool Again { get; init; }

    /// <summary>Another event that starts a run of the same workflow, such as the answer of the other side; null for none. What is expected is looked at there.</summary>
    public CaseStart? Start { get; init; }
}
