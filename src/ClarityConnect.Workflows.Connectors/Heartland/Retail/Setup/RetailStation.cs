using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>A till of a shop.</summary>
public sealed record RetailStation
{
    /// <summary>The id that tickets carry.</summary>
    public required string StationId { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The shop that it stands in.</summary>
    public required string LocationId { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; }

    internal static RetailStation From(JsonElement station, string locationId) => new()
    {
        StationId = RetailJson.Text(station, "id") ?? "",
        Name = RetailJson.Text(station, "name") ?? "",
        LocationId = RetailJson.Text(station, "location_id") ?? locationId,
        IsActive = RetailJson.Flag(station, "active?") ?? true,
    };
}
