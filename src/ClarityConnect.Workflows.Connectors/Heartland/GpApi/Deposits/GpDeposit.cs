namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;

/// <summary>Money that GP API paid to the merchant's bank: sales less refunds, fees and disputes. Amounts are in major units; what takes off is below zero.</summary>
public sealed record GpDeposit
{
    /// <summary>The deposit, such as "DEP_2342423500".</summary>
    public required string DepositId { get; init; }

    /// <summary>The day of the deposit.</summary>
    public DateOnly Date { get; init; }

    /// <summary>FUNDED, IRREG, RESERVED, DELAYED or RELEASED.</summary>
    public string Status { get; init; } = "";

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>What the bank is paid.</summary>
    public decimal Amount { get; init; }

    /// <summary>Sales.</summary>
    public decimal Sales { get; init; }

    /// <summary>How many sales there are.</summary>
    public int SaleCount { get; init; }

    /// <summary>Refunds, below zero.</summary>
    public decimal Refunds { get; init; }

    /// <summary>How many refunds there are.</summary>
    public int RefundCount { get; init; }

    /// <summary>Discounts and tax of the processor, as it signs them.</summary>
    public decimal DiscountsAndTax { get; init; }

    /// <summary>Chargebacks, below zero.</summary>
    public decimal Chargebacks { get; init; }

    /// <summary>How many chargebacks there are.</summary>
    public int ChargebackCount { get; init; }

    /// <summary>Chargebacks that were taken back, above zero.</summary>
    public decimal ChargebackReversals { get; init; }

    /// <summary>Fees, below zero.</summary>
    public decimal Fees { get; init; }

    /// <summary>The last digits of the bank account.</summary>
    public string? BankAccount { get; init; }

    /// <summary>The merchant's number.</summary>
    public string? MerchantNumber { get; init; }

    /// <summary>The parts together less <see cref="Amount"/>; not 0 means that the deposit does not add up and a person has to look at it before it is posted.</summary>
    public decimal Difference { get; init; }

    /// <summary>Whether the parts come to the amount.</summary>
    public bool AddsUp => Difference == 0;
}
