using ClarityConnect.Workflows.Connectors.SagePro.Calling;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Delivers something that a customer owes or has paid. Workflows go on from a customer or an invoice that is not there.</summary>
public abstract class ReceivableActivity : PostingActivity
{
    /// <summary>The outcome where Sage Pro does not know the customer.</summary>
    protected const string CustomerNotFoundOutcome = "Customer not found";

    /// <summary>The outcome where Sage Pro does not know the invoice.</summary>
    protected const string InvoiceNotFoundOutcome = "Invoice not found";

    internal override string? OutcomeOf(string? code) => code switch
    {
        SageProFailure.CustomerNotFound => CustomerNotFoundOutcome,
        SageProFailure.InvoiceNotFound => InvoiceNotFoundOutcome,
        _ => null,
    };
}
