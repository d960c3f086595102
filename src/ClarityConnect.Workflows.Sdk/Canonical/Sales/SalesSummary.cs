namespace ClarityConnect.Workflows.Sdk.Canonical.Sales;

/// <summary>What many sales come to, and what is wrong with them. It stays small however many sales there were.</summary>
public sealed record SalesSummary
{
    /// <summary>The currency of all amounts, ISO 4217; null where there was no sale.</summary>
    public string? Currency { get; init; }

    /// <summary>How many sales were added up, returns and exchanges included.</summary>
    public int Tickets { get; init; }

    /// <summary>Goods sold, at their list price before any discount.</summary>
    public decimal Gross { get; init; }

    /// <summary>Discounts on goods sold and on whole sales, as a positive amount.</summary>
    public decimal Discounts { get; init; }

    /// <summary>Goods that came back, also in an exchange, at the price that was paid for them, as a positive amount.</summary>
    public decimal Refunds { get; init; }

    /// <summary>Shipping.</summary>
    public decimal Shipping { get; init; }

    /// <summary>Tax less the tax that was given back.</summary>
    public decimal Tax { get; init; }

    /// <summary>Gift cards sold.</summary>
    public decimal GiftCardsSold { get; init; }

    /// <summary>What all sales together came to, tax included: <see cref="Payments"/> less <see cref="Change"/>.</summary>
    public decimal Total { get; init; }

    /// <summary>Change that was given back in cash, as a positive amount. It is still in <see cref="Payments"/>.</summary>
    public decimal Change { get; init; }

    /// <summary>What came in, for each way to pay. Cancelled payments do not count.</summary>
    public IReadOnlyList<PaymentTotal> Payments { get; init; } = [];

    /// <summary>
    /// The first <see cref="SalesTally.MostProblems"/> things that are wrong with single sales, each in words with the number of the sale: lines or
    /// payments that do not make the total, or a line of which nobody knows what it is. Empty where all are in order.
    /// </summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>How many such things there are in all.</summary>
    public int ProblemCount { get; init; }
}
