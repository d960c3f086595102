using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Connections;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A connection, its secrets masked.</summary>
/// <param name="Name">The name that definitions refer to.</param>
/// <param name="Type">The connection type's key.</param>
/// <param name="Fields">The fields by camel-case name; secrets are shown as a mask.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="Status">Whether its calls go through on the node that answers.</param>
/// <param name="Since">Since when they do not; null where they do.</param>
/// <param name="Until">Until when no call is made; null where calls go through.</param>
internal sealed record ConnectionView(
    string Name, string Type, JsonObject? Fields, int Revision, DateTimeOffset UpdatedAt, ConnectionStatus Status, DateTimeOffset? Since, DateTimeOffset? Until);
