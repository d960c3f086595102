using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Reads one ticket.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one ticket with its lines and payments.", DisplayName = "Get ticket")]
public sealed class GetTicket : CodeActivity<Sale>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The ticket.</summary>
    [Input(DisplayName = "Ticket", Description = "The id of the ticket.", IsRequired = true)]
    public Input<string> TicketId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.GetTicketAsync(context.GetRequired(TicketId), context.CancellationToken));
    }
}
