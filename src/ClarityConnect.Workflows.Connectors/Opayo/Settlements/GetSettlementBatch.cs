using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>Reads a settlement batch with its transactions.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Reads a settlement batch with all its payments and refunds in one currency, and their sums.", DisplayName = "Get settlement batch")]
public sealed class GetSettlementBatch : CodeActivity<SettlementBatch>
{
    /// <summary>The reporting account.</summary>
    [Input(Description = "The Opayo reporting account.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The batch.</summary>
    [Input(DisplayName = "Batch", Description = "The id of the batch.", IsRequired = true)]
    public Input<string> BatchId { get; set; } = new();

    /// <summary>The acquirer.</summary>
    [Input(Description = "The acquirer that the batch was sent to, such as Elavon or American Express, as the list of batches names it.", Choices = typeof(AcquirerChoices), IsRequired = true)]
    public Input<string> Acquirer { get; set; } = new();

    /// <summary>The currency.</summary>
    [Input(Description = "The currency in three letters, such as GBP; empty where the batch has only one.")]
    public Input<string> Currency { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoReportingClient>(Connection);
        var currency = string.IsNullOrWhiteSpace(context.Get(Currency)) ? null : MinorUnits.Code(context.Get(Currency));
        context.Set(Result, await client.GetBatchAsync(context.GetRequired(BatchId), context.GetRequired(Acquirer), currency, context.CancellationToken));
    }
}
