using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Payments;

/// <summary>Delivers money that came in or went back.</summary>
public abstract class PaymentActivity : ReceivableActivity
{
    /// <summary>The customer's number.</summary>
    [Input(DisplayName = "Customer", Description = "The customer's number in Sage Pro, at most 6 characters.", IsRequired = true, Order = 2)]
    public Input<string> Customer { get; set; } = new();

    /// <summary>The day.</summary>
    [Input(DisplayName = "Payment date", Description = "The day on which the money moved.", IsRequired = true, Order = 3)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>The amount.</summary>
    [Input(Description = "The amount, above zero.", IsRequired = true, Order = 4)]
    public Input<decimal> Amount { get; set; } = new();

    /// <summary>The invoices.</summary>
    [Input(Description = "The invoices that it belongs to, as a list of { invoice, amount }. What is left over goes to the customer's account without an invoice; empty for all of it.", Order = 5)]
    public Input<IReadOnlyList<InvoiceShare>> Invoices { get; set; } = new();

    /// <summary>The bank account.</summary>
    [Input(DisplayName = "Bank account", Description = "The general-ledger account of the bank or of money in transit; empty for Sage Pro's own default.", Order = 6)]
    public Input<string> BankAccount { get; set; } = new();

    /// <summary>How it was paid.</summary>
    [Input(DisplayName = "Payment method", Description = "How it was paid, such as 'Visa 1234' or 'Cash'; at most 40 characters. Never a whole card number.", Order = 7)]
    public Input<string> Method { get; set; } = new();

    /// <summary>Whether money went back.</summary>
    private protected abstract bool IsRefund { get; }

    internal override StagedBatch BatchOf(ActivityExecutionContext context)
    {
        var amount = context.Get(Amount);
        if (amount <= 0)
            throw new ActivityException(FailureKind.InvalidData, $"The amount is {amount}. Give one above zero; money that goes back is a refund, not a payment below zero.");
        var shares = (context.Get(Invoices) ?? []).ToList();
        var left = amount - shares.Sum(share => share.Amount);
        if (left < 0)
            throw new ActivityException(FailureKind.InvalidData, $"The invoices take {amount - left}, which is more than the payment of {amount}.");
        if (left > 0)
            shares.Add(new InvoiceShare { Amount = left });
        return new StagedBatch
        {
            Kind = BatchKind.Receipt,
            DocDate = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Payment date' is empty. Give it a day."),
            Custno = context.GetRequired(Customer),
            Memo = context.Get(Method),
            Lines = [.. shares.Select(share => new StagedLine
            {
                Account = context.Get(BankAccount),
                Ref = share.Invoice,
                Custno = context.Get(Customer),
                Memo = context.Get(Method),
                Debit = IsRefund ? share.Amount : null,
                Credit = IsRefund ? null : share.Amount,
            })],
        };
    }
}
