using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>What starts the workflow of a case: a trigger's event, or a start with inputs.</summary>
public sealed record CaseStart
{
    /// <summary>The workflow's inputs by name; for a start without a trigger.</summary>
    public IReadOnlyDictionary<string, JsonElement> Input { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The id of the trigger activity that starts it; null for none.</summary>
    public string? Trigger { get; init; }

    /// <summary>What the trigger's event carried.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The instance's correlation id.</summary>
    public string? CorrelationId { get; init; }
}
