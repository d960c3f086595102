using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>What a script gave.</summary>
/// <param name="Value">Its value; null for none.</param>
/// <param name="Outcomes">The outcomes it set; null for none.</param>
internal sealed record ScriptOutcome(JsonElement? Value, string[]? Outcomes);
