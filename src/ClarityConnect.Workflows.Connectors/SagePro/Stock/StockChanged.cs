using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Stock;

/// <summary>Starts an instance for every stock level that is new or different.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when a location of Sage Pro holds more or less of an item than before.", DisplayName = "Stock level changed")]
public sealed class StockChanged : ChangeTrigger<StockLevel>
{
    private protected override string Kind => ChangeKind.Stock;

    private protected override string? CorrelationOf(StockLevel row) => row.Sku;
}
