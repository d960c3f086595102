namespace ClarityConnect.Workflows.Connectors.KashFlow.Refunds;

/// <summary>How a refund stands in KashFlow.</summary>
public enum RefundHandling
{
    /// <summary>A credit note over the refunded amount, with the money that went back as its payment. Turnover and VAT go down.</summary>
    CreditNote,

    /// <summary>A negative payment on the invoice, which is due again. For money that went back while the invoice still stands.</summary>
    NegativePayment,
}
