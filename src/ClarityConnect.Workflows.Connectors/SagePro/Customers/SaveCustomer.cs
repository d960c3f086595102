using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>Makes or changes a customer, once for each reference.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Makes or changes a customer in Sage Pro and waits until it is done. Without a number a new customer is made, and a number given.", DisplayName = "Save customer")]
[FlowNode(PostedOutcome, DeliveredOutcome, TimedOutOutcome, CustomerNotFoundOutcome)]
public sealed class SaveCustomer : ReceivableActivity
{
    /// <summary>The customer.</summary>
    [Input(Description = "The customer, as { code, company, firstName, lastName, email, phone, billingAddress: { line1, line2, city, region, postalCode, countryCode } }. With a code that customer is changed; without, a new one is made.", IsRequired = true, Order = 2)]
    public Input<Customer> Customer { get; set; } = new();

    /// <summary>Whether what is empty stays.</summary>
    [Input(DisplayName = "Keep what is empty", Description = "Whether fields that are empty here stay as Sage Pro has them. Turn it on where the customer comes from a system that knows less of it.", Order = 3)]
    public Input<bool> KeepsEmpty { get; set; } = new();

    internal override StagedBatch BatchOf(ActivityExecutionContext context) => new()
    {
        Kind = BatchKind.Customer,
        DocDate = DateOnly.FromDateTime(DateTimeOffset.UnixEpoch.UtcDateTime),
        Customer = CustomerMapping.Write(context.GetRequired(Customer), context.Get(KeepsEmpty)),
    };
}
