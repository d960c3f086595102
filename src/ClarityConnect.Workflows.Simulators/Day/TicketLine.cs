namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A line of a ticket. Which fields are set depends on <see cref="Type"/>.</summary>
public sealed record TicketLine
{
    /// <summary>Goods with a quantity and prices.</summary>
    public const string ItemLine = "ItemLine";

    /// <summary>The sales tax of the ticket in <see cref="Value"/>.</summary>
    public const string TaxLine = "TaxLine";

    /// <summary>
    /// A gift card that was sold: a liability, never taxed, never revenue. The vendor's name for such a line is not
    /// published; here it carries its amount both as quantity times price and in <see cref="Value"/>.
    /// </summary>
    public const string GiftCardLine = "GiftCardLine";

    /// <summary>A discount on the whole ticket, negative in <see cref="Value"/>. The vendor's name for it is not published.</summary>
    public const string DiscountLine = "DiscountLine";

    /// <summary>Number within the ticket, from 1.</summary>
    public required int Id { get; init; }

    /// <summary>One of the constants of this type.</summary>
    public required string Type { get; init; }

    /// <summary>Text on the receipt.</summary>
    public required string Description { get; init; }

    /// <summary>The item of an item line.</summary>
    public long? ItemId { get; init; }

    /// <summary>Quantity, negative when goods come back; 0 on lines without goods.</summary>
    public int Quantity { get; init; }

    /// <summary>Price of one before discounts, without tax.</summary>
    public decimal OriginalUnitPrice { get; init; }

    /// <summary>Price of one after a line discount; null when there was none.</summary>
    public decimal? AdjustedUnitPrice { get; init; }

    /// <summary>Cost of one.</summary>
    public decimal UnitCost { get; init; }

    /// <summary>Amount of a line without quantity.</summary>
    public decimal Value { get; init; }

    /// <summary>What the line adds to the ticket's total.</summary>
    public decimal Amount => Type is ItemLine or GiftCardLine ? (AdjustedUnitPrice ?? OriginalUnitPrice) * Quantity : Value;
}
