using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>Lists sales orders that changed since a moment.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the sales orders that were placed or changed since a moment, with lines and payments.", DisplayName = "List orders")]
public sealed class ListOrders : CodeActivity<IReadOnlyList<Order>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The moment.</summary>
    [Input(DisplayName = "Changed since", Description = "Orders that were placed or changed at this moment or later.", IsRequired = true)]
    public Input<DateTimeOffset?> Since { get; set; } = new();

    /// <summary>The status; empty for all.</summary>
    [Input(Description = "Only orders with this status, such as open, paid, fulfilled or cancelled; empty for all.")]
    public Input<string> Status { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var since = context.Get(Since) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Changed since' is empty. Give it a date and time.");
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var status = context.Get(Status);
        // Retail filters dates to about a minute.
        var orders = await client.Orders.ListChangedAsync(since.AddMinutes(-2), context.CancellationToken);
        context.Set(Result, [.. orders.Select(found => found.Order)
            .Where(order => (order.UpdatedAt is null || order.UpdatedAt >= since) && (string.IsNullOrEmpty(status) || string.Equals(order.Status, status, StringComparison.OrdinalIgnoreCase)))]);
    }
}
