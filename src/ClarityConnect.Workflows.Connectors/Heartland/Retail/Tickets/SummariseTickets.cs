using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Sales;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>
/// Adds up the tickets that tills completed in a stretch of time. They are added up page by page as they are read and not kept, so that there may
/// be as many as a till can ring up.
/// </summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Adds up the tickets that a shop's tills completed in a stretch of time, and checks that each ticket's lines and payments make its total. Use it instead of \"List tickets\" where there may be thousands of them.", DisplayName = "Summarise tickets")]
public sealed class SummariseTickets : CodeActivity<SalesSummary>
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

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var search = TicketSearch.Between(context.Get(From), context.Get(To)) with
        {
            LocationId = context.Get(LocationId) is { Length: > 0 } location ? location : null,
            StationIds = context.Get(StationIds) ?? [],
        };
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var tally = new SalesTally();
        await foreach (var sale in client.ReadTicketsAsync(search, context.CancellationToken))
            tally.Add(sale);
        context.Set(Result, tally.ToSummary());
    }
}
