using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Transactions;

/// <summary>Lists the transactions of GP API in a stretch of time.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the transactions of the unified gateway (GP API) in a stretch of time.", DisplayName = "List gateway transactions")]
public sealed class ListGatewayTransactions : CodeActivity<IReadOnlyList<Payment>>
{
    /// <summary>The merchant at GP API.</summary>
    [Input(Description = "The merchant at the unified gateway (GP API).", ConnectionType = typeof(HeartlandGpConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The first moment.</summary>
    [Input(DisplayName = "Made from", Description = "Transactions made at this moment or later.", IsRequired = true)]
    public Input<DateTimeOffset?> From { get; set; } = new();

    /// <summary>The first moment that no longer counts.</summary>
    [Input(DisplayName = "Made before", Description = "Transactions made before this moment.", IsRequired = true)]
    public Input<DateTimeOffset?> To { get; set; } = new();

    /// <summary>The status; empty for all.</summary>
    [Input(Description = "Only transactions with this status; empty for all.", Options = ["FOR_REVIEW", "INITIATED", "PENDING", "PREAUTHORIZED", "CAPTURED", "REVERSED", "DECLINED", "FUNDED", "FAILED", "REJECTED"])]
    public Input<string> Status { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Get(From) is not { } from || context.Get(To) is not { } to || to <= from)
            throw new ActivityException(FailureKind.InvalidData, "Give 'Made from' and, after it, 'Made before'.");
        var client = await context.GetClientAsync<HeartlandGpClient>(Connection);
        context.Set(Result, await client.ListTransactionsAsync(from, to, context.Get(Status) is { Length: > 0 } status ? status : null, context.CancellationToken));
    }
}
