using System.Globalization;

namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>Makes up a business day: tickets at the tills and the card transactions that belong to them.</summary>
public sealed class DayGenerator
{
    private const int OpensAt = 9 * 3600;
    private const int ClosesAt = (21 * 3600) + (45 * 60);
    private static readonly TimeOnly BatchCloses = new(23, 30);

    private static readonly TicketKind[] Specials =
    [
        TicketKind.Sale, TicketKind.LineDiscount, TicketKind.TicketDiscount, TicketKind.GiftCardSold, TicketKind.GiftCardRedeemed,
        TicketKind.SplitTender, TicketKind.CashWithChange, TicketKind.CardWithTip, TicketKind.CashReturn, TicketKind.CardReturn,
        TicketKind.Exchange, TicketKind.Voided,
    ];

    private readonly DayOptions _options;
    private readonly DayRandom _random;
    private readonly IReadOnlyList<Store> _stores;
    private readonly int _dayIndex;
    private readonly List<Ticket> _tickets = [];
    private readonly CardTerminals _cards;
    private readonly HashSet<long> _returned = [];
    private int _payments;

    private DayGenerator(DayOptions options)
    {
        _options = options;
        _dayIndex = options.BusinessDay.DayNumber - new DateOnly(2020, 1, 1).DayNumber;
        _random = new DayRandom(unchecked(((ulong)(uint)options.Seed << 32) ^ (ulong)_dayIndex));
        _stores = Catalogue.Stores(options.Stores, options.Registers ?? (options.Tickets / options.Stores > 200 ? 2 : 1));
        _cards = new CardTerminals(_random, _stores, _dayIndex);
    }

    /// <summary>Makes up a day.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static GeneratedDay Generate(DayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new DayGenerator(options).Run();
    }

    private GeneratedDay Run()
    {
        var seconds = Enumerable.Range(0, _options.Tickets).Select(_ => _random.Next(OpensAt, ClosesAt)).Order().ToList();
        var kinds = Plan(_options.Tickets);
        for (var i = 0; i < _options.Tickets; i++)
            Ring(kinds[i], i < _stores.Count ? _stores[i] : _random.Pick(_stores), TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(seconds[i])));
        var batches = _cards.Batches(s => _options.CloseBatches ? s.Zone.At(_options.BusinessDay, BatchCloses).ToUniversalTime() : null);
        return new GeneratedDay(_options, _stores, _tickets, _cards.Transactions, batches);
    }

    private List<TicketKind> Plan(int count)
    {
        var kinds = new List<TicketKind>(count);
        if (count >= Specials.Length)
            kinds.AddRange(Specials);
        while (kinds.Count < count)
        {
            kinds.Add(_random.Next(100) switch
            {
                < 48 => TicketKind.Sale,
                < 60 => TicketKind.LineDiscount,
                < 66 => TicketKind.TicketDiscount,
                < 69 => TicketKind.GiftCardSold,
                < 72 => TicketKind.GiftCardRedeemed,
                < 76 => TicketKind.SplitTender,
                < 84 => TicketKind.CashWithChange,
                < 94 => TicketKind.CardWithTip,
                < 97 => TicketKind.CashReturn,
                _ => TicketKind.CardReturn,
            });
        }
        _random.Shuffle(kinds);
        return kinds;
    }

    private void Ring(TicketKind kind, Store store, TimeOnly clock)
    {
        var register = _random.Pick(store.Registers);
        var completed = store.Zone.At(_options.BusinessDay, clock);
        var number = _tickets.Count + 1;
        var id = (_dayIndex * 100_000L) + number;
        var publicId = string.Create(CultureInfo.InvariantCulture, $"S{store.Number}R{register.Name[^1]}-{id}");
        var basket = new Basket(store);
        var parent = kind is TicketKind.CashReturn or TicketKind.CardReturn ? ReceiptFor(kind, store) : null;
        Fill(basket, kind, parent);
        basket.AddTax();
        var sale = new CardSale(publicId, register.DeviceId, completed, parent?.PublicId);
        _tickets.Add(new Ticket
        {
            Id = id,
            PublicId = publicId,
            IsReturn = kind is TicketKind.CashReturn or TicketKind.CardReturn,
            Voided = kind == TicketKind.Voided,
            Store = store,
            Register = register,
            Customer = _random.Chance(60) ? Catalogue.Customers[0] : _random.Pick(Catalogue.Customers),
            ParentId = parent?.Id,
            CreatedAt = completed.AddSeconds(-_random.Next(30, 400)),
            CompletedAt = completed,
            UpdatedAt = kind == TicketKind.Voided ? completed.AddMinutes(10) : completed,
            Lines = basket.Lines,
            Payments = Pay(kind, basket.Total, sale, parent),
            OriginalSubtotal = basket.OriginalSubtotal,
            Subtotal = basket.Subtotal,
            TaxTotal = basket.Tax,
        });
    }

    private void Fill(Basket basket, TicketKind kind, Ticket? parent)
    {
        switch (kind)
        {
            case TicketKind.CashReturn or TicketKind.CardReturn:
                if (parent is not null)
                    basket.Return(parent.Lines[0]);
                else
                    basket.Add(_random.Pick(Catalogue.Items), -1);
                return;
            case TicketKind.Exchange:
                // The dear one comes back and the cheap one goes out, so the shop pays the difference.
                basket.Add(Catalogue.Items[13], -1);
                basket.Add(Catalogue.Items[_random.Next(4)], 1);
                return;
            case TicketKind.GiftCardSold:
                basket.SellGiftCard(_random.Pick([25m, 50m, 75m, 100m]));
                if (_random.Chance(50))
                    return;
                break;
        }
        for (var lines = _random.Next(1, 5); lines > 0; lines--)
        {
            var item = _random.Pick(Catalogue.Items);
            var discounted = kind == TicketKind.LineDiscount && (lines == 1 || _random.Chance(40));
            basket.Add(item, _random.Next(1, 4), discounted ? Basket.Cents(item.Price * (100 - (5 * _random.Next(1, 9))) / 100) : null);
        }
        if (kind == TicketKind.TicketDiscount)
            basket.Discount(5 * _random.Next(1, 5));
    }

    private List<TicketPayment> Pay(TicketKind kind, decimal total, CardSale sale, Ticket? parent)
    {
        switch (kind)
        {
            case TicketKind.CardReturn:
                var card = parent?.Payments[0].Tender ?? _cards.AnyCard();
                _cards.Return(sale, card, -total);
                return [Payment(card, total)];
            case TicketKind.CashReturn or TicketKind.Exchange:
                return [Payment(Catalogue.Cash, total)];
            case TicketKind.Voided:
                var voided = _cards.AnyCard();
                _cards.SaleThenVoid(sale, voided, total);
                return [Payment(voided, total)];
            case TicketKind.GiftCardRedeemed:
                var redeemed = Math.Min(_random.Pick([10m, 20m, 25m]), Basket.Cents(total / 2));
                return [Payment(Catalogue.GiftCard, redeemed), PayByCard(sale, total - redeemed, tip: 0)];
            case TicketKind.SplitTender:
                var cash = Basket.Cents(total * _random.Next(20, 80) / 100);
                return [Payment(Catalogue.Cash, cash), PayByCard(sale, total - cash, tip: 0)];
            case TicketKind.CashWithChange:
                var note = _random.Pick([5m, 10m, 20m]);
                return [Payment(Catalogue.Cash, (Math.Floor(total / note) + 1) * note)];
            case TicketKind.CardWithTip:
                return [PayByCard(sale, total, Basket.Cents(total * _random.Next(10, 23) / 100))];
            default:
                return [_random.Chance(30) ? Payment(Catalogue.Cash, total) : PayByCard(sale, total, tip: 0)];
        }
    }

    private TicketPayment PayByCard(CardSale sale, decimal amount, decimal tip)
    {
        var card = _cards.AnyCard();
        _cards.Sale(sale, card, amount + tip, tip);
        return Payment(card, amount);
    }

    private TicketPayment Payment(TenderType tender, decimal amount) =>
        new((_dayIndex * 100_000L) + ++_payments, tender, amount, tender.Name);

    /// <summary>An earlier sale in the same shop, paid in one sum the same way and not yet returned; null: no receipt.</summary>
    private Ticket? ReceiptFor(TicketKind kind, Store store)
    {
        var found = _tickets.FirstOrDefault(t => t.Store == store && !t.Voided && !t.IsReturn && t.Payments.Count == 1
            && t.Lines[0].Type == TicketLine.ItemLine && t.Lines.All(l => l.Type is TicketLine.ItemLine or TicketLine.TaxLine)
            && t.Total > 0 && (t.Payments[0].Tender == Catalogue.Cash) == (kind == TicketKind.CashReturn) && !_returned.Contains(t.Id));
        if (found is not null)
            _returned.Add(found.Id);
        return found;
    }
}
