using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Lists the transactions of a stretch of time.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Lists the payments and refunds that were started in a stretch of time, whoever made them. Refunds have negative amounts.", DisplayName = "List transactions")]
public sealed class ListTransactions : CodeActivity<IReadOnlyList<Payment>>
{
    /// <summary>The reporting account.</summary>
    [Input(Description = "The Opayo reporting account.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The first moment.</summary>
    [Input(DisplayName = "Started from", Description = "Transactions started at this moment or later.", IsRequired = true)]
    public Input<DateTimeOffset?> From { get; set; } = new();

    /// <summary>The first moment that no longer counts.</summary>
    [Input(DisplayName = "Started before", Description = "Transactions started before this moment.", IsRequired = true)]
    public Input<DateTimeOffset?> To { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (from, to) = ReportPeriod.Of(context.Get(From), context.Get(To), "Started from", "Started before");
        var client = await context.GetClientAsync<OpayoReportingClient>(Connection);
        var found = await client.ListTransactionsAsync(from, to, context.CancellationToken);
        context.Set(Result, [.. found.Select(transaction => transaction.ToPayment())]);
    }
}
