using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Lists the tickets that tills completed in a stretch of time.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the tickets that a shop's tills completed in a stretch of time, with their lines and payments.", DisplayName = "List tickets")]
public sealed class ListTickets : CodeActivity<IReadOnlyList<Sale>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The shop; empty for all.</summary>
    [Input(DisplayName = "Location", Description = "The id of the shop; empty for all shops.")]
    public Input<string> LocationId { get; set; } = new();

    /// <summary>The tills; empty for all.</summary>
    [Input(DisplayName = "Stations", Description = "The ids of the tills, as a list; empty for all tills.")]
    public Input<IReadOnlyList<string>> StationIds { get; set; } = new();

    /// <summary>The first moment.</summary>
    [Input(DisplayName = "Completed from", Description = "Tickets completed at this moment or later.", IsRequired = true)]
    public Input<DateTimeOffset?> From { get; set; } = new();

    /// <summary>The first moment that no longer counts.</summary>
    [Input(DisplayName = "Completed before", Description = "Tickets completed before this moment. A ticket at exactly this moment belongs to the next stretch.", IsRequired = true)]
    public Input<DateTimeOffset?> To { get; set; } = new();

    /// <summary>Whether voided tickets are listed too.</summary>
    [Input(Description = "Whether tickets that were voided are listed too. They are not posted to a ledger.")]
    public Input<bool> IncludeVoided { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var search = TicketSearch.Between(context.Get(From), context.Get(To)) with
        {
            LocationId = context.Get(LocationId) is { Length: > 0 } location ? location : null,
            StationIds = context.Get(StationIds) ?? [],
            IncludeVoided = context.Get(IncludeVoided),
        };
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.ListTicketsAsync(search, context.CancellationToken));
    }
}
