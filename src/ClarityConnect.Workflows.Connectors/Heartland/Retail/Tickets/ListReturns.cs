using ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Lists the refunds that tills gave in a stretch of time.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the returns and refunds that a shop's tills completed in a stretch of time. Amounts are below zero.", DisplayName = "List refunds")]
public sealed class ListReturns : CodeActivity<IReadOnlyList<Sale>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The shop; empty for all.</summary>
    [Input(DisplayName = "Location", Description = "The shop; empty for all shops.", Choices = typeof(LocationChoices))]
    public Input<string> LocationId { get; set; } = new();

    /// <summary>The first moment.</summary>
    [Input(DisplayName = "Completed from", Description = "Refunds completed at this moment or later.", IsRequired = true)]
    public Input<DateTimeOffset?> From { get; set; } = new();

    /// <summary>The first moment that no longer counts.</summary>
    [Input(DisplayName = "Completed before", Description = "Refunds completed before this moment.", IsRequired = true)]
    public Input<DateTimeOffset?> To { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Get(From) is not { } from || context.Get(To) is not { } to || to <= from)
            throw new ActivityException(FailureKind.InvalidData, "Give 'Completed from' and, after it, 'Completed before'.");
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var tickets = await client.ListTicketsAsync(new TicketSearch(from, to) { LocationId = context.Get(LocationId) is { Length: > 0 } location ? location : null }, context.CancellationToken);
        context.Set(Result, [.. tickets.Where(Changes.SaleEvents.IsRefund)]);
    }
}
