namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>An invoice of one line that is put into the simulated company.</summary>
/// <param name="Number">The number.</param>
/// <param name="CustomerCode">The customer; made up where the company has none with the code.</param>
/// <param name="Net">The amount without VAT.</param>
public sealed record KashFlowInvoice(long Number, string CustomerCode, decimal Net)
{
    /// <summary>VAT in percent.</summary>
    /// <value>20.</value>
    public decimal VatPercent { get; init; } = 20;

    /// <summary>The currency.</summary>
    /// <value>GBP.</value>
    public string Currency { get; init; } = "GBP";

    /// <summary>The nominal code of the line.</summary>
    /// <value>4000.</value>
    public int NominalCode { get; init; } = 4000;

    /// <summary>The invoice date; it is due 30 days later.</summary>
    /// <value>null: the day on which it is put in.</value>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The reference of a payment by card that pays it in full on the invoice date; null where it is unpaid.</summary>
    public string? PaidBy { get; init; }

    /// <summary>The customer's reference; null for none.</summary>
    public string? Reference { get; init; }
}
