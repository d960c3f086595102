namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>
/// The truth about a generated day. It is worked out from quantities, prices, discounts and payments; none of the totals that
/// the tickets and batches carry on the wire is used, so the two can be checked against each other.
/// </summary>
/// <param name="BusinessDay">The stores' local day.</param>
/// <param name="Currency">ISO 4217 code of all amounts.</param>
/// <param name="Stores">By store.</param>
/// <param name="Batches">By card batch.</param>
public sealed record DayExpectation(
    DateOnly BusinessDay,
    string Currency,
    IReadOnlyList<StoreExpectation> Stores,
    IReadOnlyList<BatchExpectation> Batches)
{
    /// <summary>Works out what a day must come to.</summary>
    public static DayExpectation Of(GeneratedDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var tickets = day.Tickets.ToLookup(t => t.Store.LocationId);
        var tips = day.CardTransactions.ToLookup(t => t.DeviceId);
        return new DayExpectation(
            day.Options.BusinessDay,
            day.Options.Currency,
            [.. day.Stores.Select(s => OfStore(s, [.. tickets[s.LocationId]], s.Registers.SelectMany(r => tips[r.DeviceId])))],
            [.. day.CardBatches.Select(b => OfBatch(b, day))]);
    }

    private static StoreExpectation OfStore(Store store, List<Ticket> all, IEnumerable<CardTransaction> cards)
    {
        var complete = all.Where(t => !t.Voided).ToList();
        var lines = complete.SelectMany(t => t.Lines).ToList();
        var goods = lines.Where(l => l.Type == TicketLine.ItemLine).ToList();
        var sold = goods.Where(l => l.Quantity > 0).ToList();
        return new StoreExpectation
        {
            LocationId = store.LocationId,
            LocationCode = store.Code,
            Name = store.Name,
            TimeZone = store.Zone.IanaName,
            Tickets = complete.Count,
            VoidedTickets = all.Count - complete.Count,
            GrossRevenue = sold.Sum(l => l.Quantity * l.OriginalUnitPrice),
            Discounts = sold.Sum(l => l.Quantity * (l.OriginalUnitPrice - (l.AdjustedUnitPrice ?? l.OriginalUnitPrice)))
                - lines.Where(l => l.Type == TicketLine.DiscountLine).Sum(l => l.Value),
            Refunds = -goods.Where(l => l.Quantity < 0).Sum(l => l.Quantity * (l.AdjustedUnitPrice ?? l.OriginalUnitPrice)),
            Tax = lines.Where(l => l.Type == TicketLine.TaxLine).Sum(l => l.Value),
            GiftCardsSold = lines.Where(l => l.Type == TicketLine.GiftCardLine).Sum(l => l.OriginalUnitPrice),
            GiftCardsRedeemed = Tendered(complete, Catalogue.GiftCard),
            Tips = cards.Where(c => !c.Voided).Sum(c => c.Tip),
            Tenders = Catalogue.Tenders.ToDictionary(t => t.Name, t => Tendered(complete, t)),
        };
    }

    /// <summary>What came in by a tender. Change is given in cash, so a ticket's overpayment comes off its cash.</summary>
    private static decimal Tendered(List<Ticket> tickets, TenderType tender)
    {
        var sum = tickets.SelectMany(t => t.Payments).Where(p => p.Tender == tender).Sum(p => p.Amount);
        if (tender == Catalogue.Cash)
            sum -= tickets.Sum(t => t.Payments.Sum(p => p.Amount) - t.Lines.Sum(l => l.Amount));
        return sum;
    }

    private static BatchExpectation OfBatch(CardBatch batch, GeneratedDay day)
    {
        var payments = day.Tickets.Where(t => !t.Voided && t.Register.DeviceId == batch.DeviceId)
            .SelectMany(t => t.Payments).Where(p => p.Tender.CardType is not null);
        var tips = day.CardTransactions.Where(c => !c.Voided && c.DeviceId == batch.DeviceId && c.Tip != 0)
            .GroupBy(c => c.CardType).ToDictionary(g => g.Key, g => g.Sum(c => c.Tip));
        var cardTypes = payments.GroupBy(p => p.Tender.CardType!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var tip = tips.GetValueOrDefault(g.Key);
            var sales = g.Where(p => p.Amount > 0).Sum(p => p.Amount) + tip;
            var returns = -g.Where(p => p.Amount < 0).Sum(p => p.Amount);
            return new CardTypeExpectation(
                g.Key, g.Count(p => p.Amount > 0), sales, g.Count(p => p.Amount < 0), returns, tip, sales - returns);
        }).ToList();
        return new BatchExpectation(
            batch.BatchId, batch.DeviceId, batch.Store.LocationId, batch.Store.Code,
            cardTypes.Sum(c => c.Tips), cardTypes.Sum(c => c.Total), cardTypes);
    }
}
