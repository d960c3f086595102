using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>An evaluated input: as JSON for the journal, and converted for the activity.</summary>
internal readonly record struct InputValue(JsonElement Json, object? Converted, bool IsEvaluated)
{
    /// <summary>The secret that it is; null for other values. The JSON is its mask.</summary>
    public Secret? Secret { get; init; }
}
