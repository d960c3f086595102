using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Shop.Customers;

/// <summary>Starts an instance for each customer that a shop or CRM sends.</summary>
[Activity("ClarityConnect.Shop", "Shop and CRM", "Starts when a shop or CRM sends a new or changed customer by signed webhook. The same event is taken once.", DisplayName = "Customer received")]
public sealed class CustomerReceived : ShopTrigger<Customer>
{
    /// <summary>Creates the trigger for new and changed customers.</summary>
    public CustomerReceived()
        : base("customer.created", "customer.updated")
    {
    }

    private protected override void Check(Customer data)
    {
        if (string.IsNullOrWhiteSpace(data.CustomerId))
            throw new JsonException("'data.customerId' is empty.");
    }

    private protected override string KeyOf(Customer data) => data.CustomerId;
}
