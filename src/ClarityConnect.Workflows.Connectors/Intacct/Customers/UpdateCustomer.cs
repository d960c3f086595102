using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>Changes a customer. Fields that are empty stay as they are. Left by "Not found" where there is no such customer.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Changes a customer. Only the fields that have a value are changed.", DisplayName = "Update customer")]
[FlowNode("Done", "Not found")]
public sealed class UpdateCustomer : CodeActivity<LedgerCustomer>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer's id.</summary>
    [Input(DisplayName = "Customer ID", Description = "The ID of the customer to change.", Choices = typeof(CustomerChoices), IsRequired = true)]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>What changes.</summary>
    [Input(Description = "What changes, as { company, firstName, lastName, email, phone, mobile, billingAddress, taxNumber, isActive, customFields }. Fields without a value stay as they are.", IsRequired = true)]
    public Input<Customer> Customer { get; set; } = new();

    /// <inheritdoc/>
    /// <remarks>The same values written twice are the same values.</remarks>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        var customer = context.GetRequired(Customer) with { CustomerId = context.GetRequired(CustomerId).Trim() };
        if (await CustomerReader.FindAsync(client, customer.CustomerId, context.CancellationToken) is not { } before)
        {
            context.Complete("Not found");
            return;
        }

        var write = new IntacctWrite(
            $"change of customer '{customer.CustomerId}'", WriteKey.Of("customer", customer.CustomerId), new XElement("update", CustomerFields.ToXml(customer, isNew: false)))
        {
            Rest = RestWrite.Change("accounts-receivable/customer", before.RecordNo, CustomerFields.ToJson(customer, isNew: false)),
            IsRepeatable = true,
        };
        await client.WriteAsync(write, context.CancellationToken);
        context.Set(Result, await CustomerReader.FindAsync(client, customer.CustomerId, context.CancellationToken) ?? before);
        context.Complete("Done");
    }
}
