using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace Acme.Samples.Orders;

// <polling>
/// <summary>Starts a workflow for each order.</summary>
[Activity("Acme.Samples", "Acme Samples", "Starts the workflow for each new order in the shop.", DisplayName = "Order placed")]
public sealed class OrderPlaced : PollingTrigger
{
    // Orders of one moment, and those that the shop shows late, come again; their ids are known by then.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>The account.</summary>
    [Input(Description = "The account at the shop.", ConnectionType = typeof(ShopConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order.</summary>
    [Output(Description = "The order, with number, time and items.")]
    public Output<Order> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<ShopClient>(Connection);
        // At the first poll there is no cursor: begin now, and not with all orders that there ever were.
        var since = context.GetCursor<DateTimeOffset?>() ?? context.Time.GetUtcNow();
        var orders = await client.ListOrdersAsync(since - Overlap, cancellationToken);
        return new PollResult(
            [.. orders.Select(order => new TriggerEvent(order.Number, order, order.Number))],
            orders.Count == 0 ? since : orders.Max(order => order.ChangedAt));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is { } order)
            context.Set(Result, ValueConversion.To<Order>(order));
        base.Execute(context);
    }
}
// </polling>
