using System.Globalization;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>Finds an invoice by its number, or by the reference of a payment that carries the number.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Finds an invoice by its number, or by a payment's reference that carries the number.", DisplayName = "Find invoice")]
[FlowNode("Found", "Not found", "No invoice number")]
public sealed class FindInvoice : CodeActivity<Invoice>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The invoice's number.</summary>
    [Input(DisplayName = "Invoice number", Description = "The number of the invoice, where it is known. Leave it empty to take it from the payment's reference.")]
    public Input<string> InvoiceNumber { get; set; } = new();

    /// <summary>The reference of a payment.</summary>
    [Input(DisplayName = "Payment reference", Description = "The reference that the shop gave the payment, such as Opayo's vendorTxCode INV-1042-1. The invoice number is taken from it.")]
    public Input<string> PaymentReference { get; set; } = new();

    /// <summary>How references carry the number.</summary>
    [Input(DisplayName = "Pattern", Description = "How the reference carries the number, such as INV-{number}-{attempt}. {number} is the invoice number, any other name in braces stands for letters and digits. Several patterns are separated by |, and one has to fit the whole reference.")]
    public Input<string> Pattern { get; set; } = new(InvoiceNumberPattern.Default);

    /// <summary>The invoice's number, also where there is no such invoice.</summary>
    [Output(Description = "The number that was looked for, also where there is no such invoice.")]
    public Output<string> Number { get; set; } = new();

    /// <summary>KashFlow's word for where it stands.</summary>
    [Output(Description = "KashFlow's word for where the invoice stands, such as Paid or Unpaid.")]
    public Output<string> Status { get; set; } = new();

    /// <summary>What was paid so far.</summary>
    [Output(Description = "What was paid so far, in the invoice's currency.")]
    public Output<decimal> AmountPaid { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var number = context.Get(InvoiceNumber) is { } given && !string.IsNullOrWhiteSpace(given)
            ? DocumentNumber.Parse(given)
            : new InvoiceNumberPattern(context.Get(Pattern)).Match(context.Get(PaymentReference));
        if (number is null)
        {
            context.Complete("No invoice number");
            return;
        }

        context.Set(Number, number.Value.ToString(CultureInfo.InvariantCulture));
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        if (await InvoiceLookup.FindAsync(client, number.Value, context.CancellationToken) is not { } invoice)
        {
            context.Complete("Not found");
            return;
        }

        context.Set(Result, InvoiceMapping.Read(invoice, client.Settings.HomeCurrency));
        context.Set(Status, KashFlowJson.Text(invoice, "Status"));
        context.Set(AmountPaid, KashFlowJson.Decimal(invoice, "TotalPaidAmount") ?? 0);
        context.Complete("Found");
    }
}
