using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>Starts an instance for every customer that is new or different. What Sage Pro counts up by itself, such as the balance, is no change.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when a customer of Sage Pro is new or was changed. A balance that moves is no change.", DisplayName = "Customer changed")]
public sealed class CustomerChanged : ChangeTrigger<Customer>
{
    /// <summary>Whether our own changes are left out.</summary>
    [Input(DisplayName = "Leave out own changes", Description = "Whether a customer that says just what a workflow wrote is left out. Keep it on where changes also go to Sage Pro, or the workflows answer each other.", Order = 2)]
    public Input<bool> LeaveOutOwn { get; set; } = new(true);

    private protected override string Kind => ChangeKind.Customers;

    private protected override string? CorrelationOf(Customer row) => row.CustomerId;

    private protected override Input<bool>? LeavesOutOwn => LeaveOutOwn;
}
