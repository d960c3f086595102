namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>
/// What a store's day must come to. Only complete tickets count, voided ones do not. Sales and returns are told apart line by
/// line, so the goods that come back in an exchange are refunds.
/// </summary>
public sealed record StoreExpectation
{
    /// <summary>Retail location.</summary>
    public required long LocationId { get; init; }

    /// <summary>Retail public id of the location and Intacct location.</summary>
    public required string LocationCode { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>IANA time zone of the accounting day.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Complete tickets, returns and exchanges included.</summary>
    public required int Tickets { get; init; }

    /// <summary>Voided tickets, which count nowhere else.</summary>
    public required int VoidedTickets { get; init; }

    /// <summary>Goods sold at their original price, without tax and gift cards.</summary>
    public required decimal GrossRevenue { get; init; }

    /// <summary>Discounts on goods sold, positive.</summary>
    public required decimal Discounts { get; init; }

    /// <summary>Goods that came back, at the price at which they were sold, without tax, positive.</summary>
    public required decimal Refunds { get; init; }

    /// <summary>Sales tax less the tax given back.</summary>
    public required decimal Tax { get; init; }

    /// <summary>Gift cards sold: a new liability.</summary>
    public required decimal GiftCardsSold { get; init; }

    /// <summary>Gift cards redeemed: the liability used up; also a tender.</summary>
    public required decimal GiftCardsRedeemed { get; init; }

    /// <summary>Tips, which only the card gateway knows of.</summary>
    public required decimal Tips { get; init; }

    /// <summary>Payments by name of the payment type, cash less change, refunds taken off. Types without a payment are 0.</summary>
    public required IReadOnlyDictionary<string, decimal> Tenders { get; init; }

    /// <summary>Gross revenue less discounts and refunds.</summary>
    public decimal NetRevenue => GrossRevenue - Discounts - Refunds;

    /// <summary>Net revenue, tax and gift cards sold: the sum of the tickets' totals and of the tenders.</summary>
    public decimal Total => NetRevenue + Tax + GiftCardsSold;
}
