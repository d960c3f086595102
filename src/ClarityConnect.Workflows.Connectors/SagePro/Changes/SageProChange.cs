using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>A row that is new or different.</summary>
/// <param name="Number">Grows with every change of its kind.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Row">The row as it is now.</param>
/// <param name="IsOwn">Whether the change is what was delivered from here, and nothing else.</param>
internal sealed record SageProChange(long Number, string Key, JsonElement Row, bool IsOwn = false);
