namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A sale, return or exchange at a till.</summary>
public sealed record Ticket
{
    /// <summary>Retail id.</summary>
    public required long Id { get; init; }

    /// <summary>Number on the receipt; Portico carries it as InvoiceNbr.</summary>
    public required string PublicId { get; init; }

    /// <summary>true: type "Return"; otherwise "Ticket", also for exchanges.</summary>
    public required bool IsReturn { get; init; }

    /// <summary>true: status "void"; nothing of it belongs into the books.</summary>
    public required bool Voided { get; init; }

    /// <summary>The shop.</summary>
    public required Store Store { get; init; }

    /// <summary>The till.</summary>
    public required Register Register { get; init; }

    /// <summary>The customer, or the placeholder.</summary>
    public required ShopCustomer Customer { get; init; }

    /// <summary>The ticket that is being returned, when the customer had the receipt.</summary>
    public long? ParentId { get; init; }

    /// <summary>When the basket was opened, store local time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was paid, store local time. This is the accounting day.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>When it last changed, store local time.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Lines in the order of the receipt; the tax line is last.</summary>
    public required IReadOnlyList<TicketLine> Lines { get; init; }

    /// <summary>Payments.</summary>
    public required IReadOnlyList<TicketPayment> Payments { get; init; }

    /// <summary>Goods and gift cards before discounts, without tax; returned goods count negative.</summary>
    public required decimal OriginalSubtotal { get; init; }

    /// <summary>Goods and gift cards after discounts, without tax.</summary>
    public required decimal Subtotal { get; init; }

    /// <summary>Sales tax.</summary>
    public required decimal TaxTotal { get; init; }

    /// <summary>Discounts on lines and on the ticket.</summary>
    public decimal TotalDiscounts => OriginalSubtotal - Subtotal;

    /// <summary>What the customer owes; negative when the shop pays back.</summary>
    public decimal Total => Subtotal + TaxTotal;

    /// <summary>What was handed over, before change.</summary>
    public decimal TotalPaid => Payments.Sum(p => p.Amount);

    /// <summary>Total less paid: negative is change given.</summary>
    public decimal Balance => Total - TotalPaid;
}
