using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>Starts an instance for every customer that is new or different.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when a customer of Sage Pro is new or was changed.", DisplayName = "Customer changed")]
public sealed class CustomerChanged : ChangeTrigger<Customer>
{
    private protected override string Kind => ChangeKind.Customers;

    private protected override string? CorrelationOf(Customer row) => row.CustomerId;
}
