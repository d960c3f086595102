using System.Text.Json;

namespace ClarityConnect.Workflows.Simulators.State;

/// <summary>One line of the state file.</summary>
internal sealed record StateRecord(string Kind, JsonElement Record);
