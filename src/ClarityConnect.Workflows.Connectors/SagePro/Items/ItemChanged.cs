using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Items;

/// <summary>Starts an instance for every item that is new or different.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when an item of Sage Pro is new or was changed.", DisplayName = "Item changed")]
public sealed class ItemChanged : ChangeTrigger<Product>
{
    private protected override string Kind => ChangeKind.Items;

    private protected override string? CorrelationOf(Product row) => row.Sku;
}
