using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>An output of an activity type.</summary>
/// <param name="Name">Its name, as scripts ask for it.</param>
/// <param name="DisplayName">Its label.</param>
/// <param name="Description">What it holds; null where nothing is said.</param>
/// <param name="Schema">What the value looks like, as a JSON Schema.</param>
internal sealed record ActivityOutputView(string Name, string DisplayName, string? Description, JsonNode Schema);
