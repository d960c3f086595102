namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>The lines of a ticket while it is being rung up.</summary>
internal sealed class Basket(Store store)
{
    private readonly List<TicketLine> _lines = [];

    public IReadOnlyList<TicketLine> Lines => _lines;

    public decimal OriginalSubtotal => _lines.Sum(l => l.OriginalUnitPrice * l.Quantity);

    public decimal Subtotal => _lines.Where(l => l.Type != TicketLine.TaxLine).Sum(l => l.Amount);

    public decimal Tax => _lines.Where(l => l.Type == TicketLine.TaxLine).Sum(l => l.Amount);

    public decimal Total => Subtotal + Tax;

    private decimal Goods => _lines.Where(l => l.Type is TicketLine.ItemLine or TicketLine.DiscountLine).Sum(l => l.Amount);

    public void Add(CatalogItem item, int quantity, decimal? adjusted = null) => _lines.Add(new TicketLine
    {
        Id = _lines.Count + 1,
        Type = TicketLine.ItemLine,
        Description = item.Description,
        ItemId = item.Id,
        Quantity = quantity,
        OriginalUnitPrice = item.Price,
        AdjustedUnitPrice = adjusted,
        UnitCost = item.Cost,
    });

    /// <summary>Goods come back at the price at which they were sold.</summary>
    public void Return(TicketLine sold) => _lines.Add(sold with { Id = _lines.Count + 1, Quantity = -1 });

    public void SellGiftCard(decimal amount) => _lines.Add(new TicketLine
    {
        Id = _lines.Count + 1,
        Type = TicketLine.GiftCardLine,
        Description = "Gift card",
        Quantity = 1,
        OriginalUnitPrice = amount,
        Value = amount,
    });

    public void Discount(int percent) => _lines.Add(new TicketLine
    {
        Id = _lines.Count + 1,
        Type = TicketLine.DiscountLine,
        Description = $"Ticket discount {percent}%",
        Value = -Cents(Goods * percent / 100),
    });

    /// <summary>Adds the tax line; nothing may be added after it.</summary>
    public void AddTax() => _lines.Add(new TicketLine
    {
        Id = _lines.Count + 1,
        Type = TicketLine.TaxLine,
        Description = "Sales Tax",
        Value = Cents(Goods * store.TaxRate),
    });

    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
