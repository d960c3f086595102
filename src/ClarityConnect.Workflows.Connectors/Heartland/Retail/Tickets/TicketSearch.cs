using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Which tickets to read: completed from one moment until just before another.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment that no longer counts.</param>
public sealed record TicketSearch(DateTimeOffset From, DateTimeOffset To)
{
    // A till that rings up thousands of tickets a day is read in fewer calls; the most that production clients ask for.
    private const int PageSize = 500;

    // Retail filters dates to about a minute, so it is asked for more and the rest is filtered here.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(2);

    /// <summary>The shop; null for all.</summary>
    public string? LocationId { get; init; }

    /// <summary>The tills; empty for all.</summary>
    public IReadOnlyList<string> StationIds { get; init; } = [];

    /// <summary>Whether tickets that were voided are given too. Default false.</summary>
    public bool IncludeVoided { get; init; }

    /// <summary>The search for the inputs "Completed from" and "Completed before".</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: one of them is empty, or the end is not after the begin.</exception>
    internal static TicketSearch Between(DateTimeOffset? from, DateTimeOffset? to)
    {
        var search = new TicketSearch(Required(from, "Completed from"), Required(to, "Completed before"));
        return search.To > search.From
            ? search
            : throw new ActivityException(FailureKind.InvalidData, $"The tickets wanted end at {search.To:u}, which is not after their begin at {search.From:u}.");
    }

    internal RetailList ToList()
    {
        var filter = new JsonObject
        {
            ["completed_at"] = new JsonObject { ["$gte"] = Write(From - Blur), ["$lte"] = Write(To + Blur) },
        };
        if (LocationId is not null)
            filter["source_location_id"] = Id(LocationId);
        if (StationIds.Count > 0)
            filter["station_id"] = new JsonObject { ["$in"] = new JsonArray([.. StationIds.Select(Id)]) };
        return new RetailList("sales/tickets") { Filter = filter, Include = ["lines", "payments"], Sort = ["completed_at", "id"], PageSize = PageSize };
    }

    internal bool Matches(Sale sale) =>
        sale.CompletedAt >= From && sale.CompletedAt < To
        && (LocationId is null || sale.LocationId == LocationId)
        && (StationIds.Count == 0 || (sale.StationId is not null && StationIds.Contains(sale.StationId)))
        && (sale.IsVoided ? IncludeVoided : sale.IsComplete);

    private static DateTimeOffset Required(DateTimeOffset? moment, string name) =>
        moment ?? throw new ActivityException(FailureKind.InvalidData, $"The input '{name}' is empty. Give it a date and time.");

    private static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonNode Id(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id;
}
