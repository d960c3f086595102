using System.Text.Json;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A decision about a review item.</summary>
/// <param name="Choice">One of the item's choices.</param>
/// <param name="Comment">What the workflow and its readers should know.</param>
/// <param name="Data">The corrected data; without it they stay as they are.</param>
internal sealed record ReviewRequest(string? Choice, string? Comment, JsonElement? Data);
