namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>The amounts of one settled batch, or of several added up, all in one currency.</summary>
public sealed record SettlementAmounts
{
    /// <summary>Sales before discounts, refunds and tax.</summary>
    public decimal Gross { get; init; }

    /// <summary>Discounts given.</summary>
    public decimal Discounts { get; init; }

    /// <summary>Refunds paid.</summary>
    public decimal Refunds { get; init; }

    /// <summary>Sales tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>Tips.</summary>
    public decimal Tips { get; init; }

    /// <summary>Taken in cash.</summary>
    public decimal Cash { get; init; }

    /// <summary>Taken by Visa.</summary>
    public decimal Visa { get; init; }

    /// <summary>Taken by Mastercard.</summary>
    public decimal Mastercard { get; init; }

    /// <summary>Taken by American Express.</summary>
    public decimal Amex { get; init; }

    /// <summary>Taken by gift card.</summary>
    public decimal GiftCard { get; init; }

    /// <summary>The processor's fees.</summary>
    public decimal Fees { get; init; }

    /// <summary>What arrives at the bank.</summary>
    public decimal Net { get; init; }

    /// <summary>Debits as read back from the ledger.</summary>
    public decimal Debits { get; init; }

    /// <summary>Credits as read back from the ledger.</summary>
    public decimal Credits { get; init; }

    /// <summary>Adds amounts up.</summary>
    /// <param name="amounts">The amounts, of one currency.</param>
    public static SettlementAmounts Sum(IEnumerable<SettlementAmounts> amounts) => amounts.Aggregate(new SettlementAmounts(), (sum, next) => new SettlementAmounts
    {
        Gross = sum.Gross + next.Gross,
        Discounts = sum.Discounts + next.Discounts,
        Refunds = sum.Refunds + next.Refunds,
        Tax = sum.Tax + next.Tax,
        Tips = sum.Tips + next.Tips,
        Cash = sum.Cash + next.Cash,
        Visa = sum.Visa + next.Visa,
        Mastercard = sum.Mastercard + next.Mastercard,
        Amex = sum.Amex + next.Amex,
        GiftCard = sum.GiftCard + next.GiftCard,
        Fees = sum.Fees + next.Fees,
        Net = sum.Net + next.Net,
        Debits = sum.Debits + next.Debits,
        Credits = sum.Credits + next.Credits,
    });
}
