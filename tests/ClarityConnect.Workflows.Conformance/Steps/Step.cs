using System.Text.Json;

namespace ClarityConnect.Workflows.Conformance.Steps;

/// <summary>Something that a case does.</summary>
internal abstract record Step
{
    /// <summary>Starts the definition by the API.</summary>
    internal sealed record Run(string? CorrelationId, JsonElement? Input) : Step;

    /// <summary>Publishes the events that the named activities wait for, to this instance only.</summary>
    internal sealed record Resume(IReadOnlyList<string> Activities) : Step;

    /// <summary>Publishes every event that is waited for, and again, until nothing waits for one.</summary>
    internal sealed record ResumeAll : Step;

    /// <summary>Publishes an event to whoever waits for it.</summary>
    internal sealed record Publish(string EventName, string? CorrelationId, JsonElement? Payload) : Step;

    /// <summary>Cancels the instance.</summary>
    internal sealed record Cancel : Step;

    /// <summary>Calls an HTTP endpoint that a workflow listens on.</summary>
    internal sealed record Call(string Method, string Path, string? Body) : Step;
}
