using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>A row that a caller created or changed, for the state file.</summary>
internal sealed record RetailRow(string Table, JsonObject Row);
