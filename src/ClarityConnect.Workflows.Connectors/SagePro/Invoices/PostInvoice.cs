using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Invoices;

/// <summary>Posts a sales invoice or credit memo, once for each reference.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Posts a sales invoice or credit memo to Sage Pro and waits until it is in the books. The same reference is never posted twice.", DisplayName = "Post invoice")]
[FlowNode(PostedOutcome, DeliveredOutcome, TimedOutOutcome, CustomerNotFoundOutcome)]
public sealed class PostInvoice : ReceivableActivity
{
    /// <summary>The customer's number.</summary>
    [Input(DisplayName = "Customer", Description = "The customer's number in Sage Pro, at most 6 characters.", IsRequired = true, Order = 2)]
    public Input<string> Customer { get; set; } = new();

    /// <summary>The invoice date.</summary>
    [Input(DisplayName = "Invoice date", Description = "The day of the invoice.", IsRequired = true, Order = 3)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>The lines.</summary>
    [Input(Description = "What is invoiced, as a list of { description, sku, account, quantity, unitPrice, amount, tax }. The amount is the line's sum before tax and above zero; name the item, or the revenue account.", IsRequired = true, Order = 4)]
    public Input<IReadOnlyList<InvoiceLine>> Lines { get; set; } = new();

    /// <summary>The account of the tax.</summary>
    [Input(DisplayName = "Tax account", Description = "The account that the tax of all lines goes to; needed only where lines have tax.", Order = 5)]
    public Input<string> TaxAccount { get; set; } = new();

    /// <summary>Whether it gives money back.</summary>
    [Input(DisplayName = "Credit memo", Description = "Whether it is a credit memo, which gives money back. Amounts are above zero then too.", Order = 6)]
    public Input<bool> IsCredit { get; set; } = new();

    /// <summary>What it is for.</summary>
    [Input(Description = "What the invoice is for; at most 40 characters.", Order = 7)]
    public Input<string> Title { get; set; } = new();

    internal override StagedBatch BatchOf(ActivityExecutionContext context)
    {
        var isCredit = context.Get(IsCredit);
        var lines = context.Get(Lines) ?? [];
        var staged = lines.Select(line => Sided(isCredit, line.Amount) with
        {
            Account = line.Account,
            Dept = line.Department,
            Item = line.Sku,
            Qty = line.Quantity,
            Price = line.UnitPrice,
            Memo = line.Description,
        }).ToList();
        var tax = lines.Sum(line => line.Tax);
        if (tax > 0)
            staged.Add(Sided(isCredit, tax) with { Account = context.GetRequired(TaxAccount), Memo = "Tax" });
        return new StagedBatch
        {
            Kind = BatchKind.Invoice,
            DocDate = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Invoice date' is empty. Give it a day."),
            Custno = context.GetRequired(Customer),
            Memo = context.Get(Title),
            Lines = staged,
        };
    }

    private static StagedLine Sided(bool isCredit, decimal amount) => isCredit ? new StagedLine { Debit = amount } : new StagedLine { Credit = amount };
}
