using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>Starts an instance for every sales order whose header is new or different.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when a sales order of Sage Pro is new or was changed.", DisplayName = "Order changed")]
public sealed class OrderChanged : ChangeTrigger<SageProOrder>
{
    private protected override string Kind => ChangeKind.Orders;

    private protected override string? CorrelationOf(SageProOrder row) => row.Number;
}
