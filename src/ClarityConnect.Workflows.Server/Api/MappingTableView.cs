using System.Text.Json;
using ClarityConnect.Workflows.Engine.Mappings;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A mapping table.</summary>
/// <param name="Name">The name that activities refer to.</param>
/// <param name="Document">The data; null in lists.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdatedAt">When this revision was made.</param>
/// <param name="ChangedBy">Who made it; null where that is not known.</param>
internal sealed record MappingTableView(string Name, JsonElement? Document, int Revision, DateTimeOffset UpdatedAt, string? ChangedBy)
{
    public static MappingTableView Of(MappingTable table, bool withDocument) => new(
        table.Name, withDocument ? JsonSerializer.Deserialize<JsonElement>(table.Document) : null, table.Revision, table.UpdatedAt,
        table.ChangedBy);
}
