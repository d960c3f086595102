namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>A paid sales order of one line that is put into the Retail account. Goods, customers and shops come with a business day.</summary>
/// <param name="Reference">The caller's reference of the order.</param>
/// <param name="Amount">The price of its one piece, and what was paid.</param>
public sealed record PaidOrder(string Reference, decimal Amount)
{
    /// <summary>The reference of the payment.</summary>
    /// <value>null: the order's reference.</value>
    public string? PaymentReference { get; init; }

    /// <summary>The processor's id of the payment; null for none.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The goods' public id.</summary>
    /// <value>SKU-001.</value>
    public string Sku { get; init; } = "SKU-001";

    /// <summary>The customer.</summary>
    /// <value>100601, the first one of a business day.</value>
    public long CustomerId { get; init; } = 100601;

    /// <summary>The shop that fulfils it.</summary>
    /// <value>100001, the first one of a business day.</value>
    public long LocationId { get; init; } = 100001;

    /// <summary>The payment type of the account.</summary>
    /// <value>2.</value>
    public long PaymentTypeId { get; init; } = 2;

    /// <summary>When it was paid; now by default.</summary>
    public DateTimeOffset? PaidAt { get; init; }
}
