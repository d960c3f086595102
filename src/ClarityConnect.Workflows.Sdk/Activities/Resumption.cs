using System.Text.Json;

namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>A bookmark that was met.</summary>
/// <param name="BookmarkName">The bookmark's name.</param>
/// <param name="Tag">The bookmark's tag.</param>
/// <param name="Payload">What the event carried; null if the due time passed.</param>
public sealed record Resumption(string BookmarkName, string? Tag, JsonElement? Payload);
