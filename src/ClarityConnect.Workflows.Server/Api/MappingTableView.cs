using System.Text.Json;
using ClarityConnect.Workflows.Engine.Mappings;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A mapping table.</summary>
/// <param name="Name">The name that activities refer to.</param>
/// <param name="Document">The data; null in lists.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record MappingTableView(string Name, JsonElement? Document, int Revision, DateTimeOffset UpdatedAt)
{
    public static MappingTableView Of(MappingTable table, bool withDocument) => new(
        table.Name, withDocument ? JsonSerializer.Deserialize<JsonElement>(table.Document) : null, table.Revision, table.UpdatedAt);
}
