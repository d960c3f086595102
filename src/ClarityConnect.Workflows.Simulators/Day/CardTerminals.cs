using System.Globalization;

namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>The card terminals of a day and what the gateway recorded for them.</summary>
internal sealed class CardTerminals(DayRandom random, IReadOnlyList<Store> stores, int dayIndex)
{
    private readonly List<CardTransaction> _transactions = [];
    private readonly Dictionary<long, (Store Store, long BatchId)> _devices = stores
        .SelectMany(s => s.Registers.Select(r => (r.DeviceId, Store: s)))
        .Select((d, i) => (d.DeviceId, d.Store, BatchId: 500_000L + (dayIndex * 100L) + i))
        .ToDictionary(d => d.DeviceId, d => (d.Store, d.BatchId));

    public IReadOnlyList<CardTransaction> Transactions => _transactions;

    public TenderType AnyCard() => random.Next(100) switch
    {
        < 50 => Catalogue.Visa,
        < 85 => Catalogue.Mastercard,
        _ => Catalogue.Amex,
    };

    public void Sale(CardSale sale, TenderType card, decimal amount, decimal tip) =>
        Add(sale, "CreditSale", card, amount, tip, voided: false, original: null);

    public void SaleThenVoid(CardSale sale, TenderType card, decimal amount)
    {
        Add(sale, "CreditSale", card, amount, 0, voided: true, original: null);
        Add(sale with { At = sale.At.AddMinutes(10) }, "CreditVoid", card, amount, 0, voided: true, original: _transactions[^1].GatewayTxnId);
    }

    public void Return(CardSale sale, TenderType card, decimal amount)
    {
        var original = sale.OriginalInvoiceNumber is null
            ? null
            : _transactions.Find(t => t.InvoiceNumber == sale.OriginalInvoiceNumber && t.ServiceName == "CreditSale");
        Add(sale, "CreditReturn", card, amount, 0, voided: false, original?.GatewayTxnId);
    }

    /// <summary>The batches of the terminals that had a transaction.</summary>
    /// <param name="closes">When a store's terminals close; null when they stay open.</param>
    public IReadOnlyList<CardBatch> Batches(Func<Store, DateTimeOffset?> closes) =>
    [
        .. _transactions.GroupBy(t => t.DeviceId).OrderBy(g => g.Key).Select((g, i) =>
        {
            var (store, batchId) = _devices[g.Key];
            return new CardBatch(
                batchId, dayIndex % 10_000, store, g.Key, g.Min(t => t.At).ToUniversalTime(), closes(store),
                g.MinBy(t => t.At)!.GatewayTxnId, TransactionId(90_000 + i));
        }),
    ];

    private void Add(CardSale sale, string service, TenderType card, decimal amount, decimal tip, bool voided, long? original)
    {
        var number = _transactions.Count + 1;
        _transactions.Add(new CardTransaction
        {
            GatewayTxnId = TransactionId(number),
            OriginalGatewayTxnId = original,
            ServiceName = service,
            Voided = voided,
            Amount = amount,
            Tip = tip,
            CardType = card.CardType!,
            MaskedCardNumber = (card.CardType switch { "Visa" => "401200", "MC" => "547350", _ => "372700" })
                + "******" + random.Next(10_000).ToString("0000", CultureInfo.InvariantCulture),
            InvoiceNumber = sale.InvoiceNumber,
            ClientTxnId = string.Create(CultureInfo.InvariantCulture, $"{dayIndex}{number:000000}"),
            AuthCode = random.Next(1_000_000).ToString("000000", CultureInfo.InvariantCulture),
            DeviceId = sale.DeviceId,
            BatchId = _devices[sale.DeviceId].BatchId,
            At = sale.At,
        });
    }

    private long TransactionId(int number) => 1_000_000_000L + (dayIndex * 100_000L) + number;
}
