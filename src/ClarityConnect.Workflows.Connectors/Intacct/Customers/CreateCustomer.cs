using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>Makes a customer, at most once for each customer ID. Left by "Duplicate" where another customer has the same e-mail address.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Makes a customer. One that is there already under the same ID is given back; one with the same e-mail address leaves by 'Duplicate'.", DisplayName = "Create customer")]
[FlowNode("Done", "Duplicate")]
public sealed class CreateCustomer : IntacctWriteActivity<LedgerCustomer>
{
    /// <summary>The customer.</summary>
    [Input(Description = "The customer, as { company or firstName and lastName, email, phone, mobile, billingAddress: { line1, city, region, postalCode, countryCode }, taxNumber, currency, customFields }.", IsRequired = true)]
    public Input<Customer> Customer { get; set; } = new();

    /// <summary>The id to make it under.</summary>
    [Input(DisplayName = "Customer ID", Description = "The ID to make the customer under, the same whenever the same customer is sent, such as 'HL-' and the number at the shop. Empty for the code of the customer.")]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>Whether customers with the same e-mail address count as duplicates.</summary>
    [Input(DisplayName = "Look for duplicates", Description = "Whether a customer with the same e-mail address keeps a new one from being made.")]
    public Input<bool> LookForDuplicates { get; set; } = new(true);

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether the customer was there before, so that nothing was made now.")]
    public Output<bool> AlreadyThere { get; set; } = new();

    private protected override AtMostOnce<LedgerCustomer> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var given = context.GetRequired(Customer);
        var id = new[] { context.Get(CustomerId), given.CustomerId, given.Code }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim()
            ?? throw new ActivityException(FailureKind.InvalidData, "The customer has no ID. Give one that is the same whenever the same customer is sent, so that it is never made twice.");
        var customer = given with { CustomerId = id };
        var write = new IntacctWrite($"customer '{id}'", WriteKey.Of("customer", id), new XElement("create", CustomerFields.ToXml(customer, isNew: true)))
        {
            Rest = RestWrite.Create("accounts-receivable/customer", CustomerFields.ToJson(customer, isNew: true)),
        };
        var looks = context.Get(LookForDuplicates) && !string.IsNullOrWhiteSpace(customer.Email);
        return new WriteOnce<LedgerCustomer>(client, write, FindAsync, async (_, cancellationToken) =>
            await CustomerReader.FindAsync(client, id, cancellationToken) ?? new LedgerCustomer(customer, "", null, AlreadyThere: false));

        async Task<LedgerCustomer?> FindAsync(CancellationToken cancellationToken)
        {
            var same = await CustomerReader.FindAsync(client, id, cancellationToken);
            if (same is null && looks)
            {
                var alike = await CustomerReader.ListAsync(client, [IntacctCondition.Equal("DISPLAYCONTACT.EMAIL1", customer.Email!.Trim())], [], 1, cancellationToken);
                same = alike.Count > 0 ? alike[0] with { IsDuplicate = true } : null;
            }

            return same is null ? null : same with { AlreadyThere = true };
        }
    }

    private protected override string OutcomeOf(LedgerCustomer made) => made.IsDuplicate ? "Duplicate" : "Done";

    private protected override void Report(ActivityExecutionContext context, LedgerCustomer made)
    {
        context.Set(Result, made);
        context.Set(AlreadyThere, made.AlreadyThere);
    }
}
