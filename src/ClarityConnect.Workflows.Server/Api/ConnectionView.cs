using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A connection, its secrets masked.</summary>
/// <param name="Name">The name that definitions refer to.</param>
/// <param name="Type">The connection type's key.</param>
/// <param name="Fields">The fields by camel-case name; secrets are shown as a mask.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record ConnectionView(string Name, string Type, JsonObject? Fields, int Revision, DateTimeOffset UpdatedAt);
