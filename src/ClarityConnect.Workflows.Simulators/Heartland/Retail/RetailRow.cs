using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>A row that a caller created, changed or removed, for the state file.</summary>
internal sealed record RetailRow(string Table, JsonObject Row, bool Removed = false);
