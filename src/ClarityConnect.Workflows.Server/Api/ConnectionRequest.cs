using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A connection to store.</summary>
/// <param name="Type">The connection type's key.</param>
/// <param name="Fields">The fields by camel-case name; a secret that is left out or sent masked stays as it was.</param>
internal sealed record ConnectionRequest(string? Type, JsonObject? Fields);
