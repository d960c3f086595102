using ClarityConnect.Workflows.Connectors.KashFlow.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>Creates an invoice or a credit note, at most once for each customer and reference.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Creates an invoice or a credit note. The same reference of a customer is never invoiced twice.", DisplayName = "Create invoice")]
[FlowNode("Created", "Already there")]
public sealed class CreateInvoice : CodeActivity<Invoice>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The invoice.</summary>
    [Input(Description = "The invoice as { customerId, reference, date, dueDate, currency, total, lines: [{ description, account, quantity, unitPrice, amount, tax, taxCode }] }. customerId is the customer's code in KashFlow, account a nominal code, taxCode the VAT in percent.", IsRequired = true)]
    public Input<Invoice> Invoice { get; set; } = new();

    /// <summary>The nominal code of lines without one.</summary>
    [Input(DisplayName = "Default nominal code", Description = "The nominal code of lines that name none, such as 4000.", Choices = typeof(NominalChoices))]
    public Input<string> DefaultNominalCode { get; set; } = new();

    /// <summary>The invoice's number.</summary>
    [Output(Description = "The number that KashFlow gave.")]
    public Output<string> Number { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        var (created, isNew) = await posting.CreateAsync(context.CancellationToken);
        Report(context, created, isNew);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        Sdk.Canonical.Invoice? found;
        try
        {
            found = await posting.FindAsync(context.CancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // Somebody's invoice has the reference, but not with this total: a person has to look.
            return Reconciliation.Unknown;
        }

        if (found is null)
            return Reconciliation.NotApplied;
        Report(context, found, isNew: true);
        return Reconciliation.Applied;
    }

    private async ValueTask<InvoicePosting> PostingAsync(ActivityExecutionContext context) =>
        new(await context.GetClientAsync<KashFlowClient>(Connection), context.GetRequired(Invoice), context.Get(DefaultNominalCode));

    private void Report(ActivityExecutionContext context, Invoice invoice, bool isNew)
    {
        context.Set(Result, invoice);
        context.Set(Number, invoice.Number);
        context.Complete(isNew ? "Created" : "Already there");
    }
}
