using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>A shop or warehouse of a Heartland Retail account.</summary>
public sealed record RetailLocation
{
    /// <summary>The id that tickets carry.</summary>
    public required string LocationId { get; init; }

    /// <summary>The account's own number for it.</summary>
    public string? Number { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The time zone as Retail writes it; null where it does not say.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; }

    internal static RetailLocation From(JsonElement location) => new()
    {
        LocationId = RetailJson.Text(location, "id") ?? "",
        Number = RetailJson.Text(location, "public_id"),
        Name = RetailJson.Text(location, "name") ?? "",
        TimeZone = RetailJson.Text(location, "time_zone") ?? RetailJson.Text(location, "timezone"),
        IsActive = RetailJson.Flag(location, "active?") ?? true,
    };
}
