using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A record as it was stored, for the state file.</summary>
/// <param name="Table">The kind of record.</param>
/// <param name="Key">Its number or code.</param>
/// <param name="Row">The record; null where it was deleted.</param>
internal sealed record KashFlowRow(string Table, string Key, JsonObject? Row);
