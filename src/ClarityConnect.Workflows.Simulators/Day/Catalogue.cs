namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>What stays the same from day to day: shops, goods, tenders, customers.</summary>
public static class Catalogue
{
    private static readonly (string Name, UsTimeZone Zone, decimal Tax)[] Shops =
    [
        ("Hudson Street", UsTimeZone.Eastern, 0.08875m), ("Wabash Avenue", UsTimeZone.Central, 0.1025m),
        ("Sunset Boulevard", UsTimeZone.Pacific, 0.095m), ("Boylston Street", UsTimeZone.Eastern, 0.0625m),
        ("Congress Avenue", UsTimeZone.Central, 0.0825m), ("Valencia Street", UsTimeZone.Pacific, 0.08625m),
        ("Peachtree Street", UsTimeZone.Eastern, 0.089m), ("Hennepin Avenue", UsTimeZone.Central, 0.09025m),
        ("Pike Street", UsTimeZone.Pacific, 0.1035m),
    ];

    /// <summary>Cash.</summary>
    public static TenderType Cash { get; } = new(1, "Cash", "CashPayment", null);

    /// <summary>Visa cards.</summary>
    public static TenderType Visa { get; } = new(2, "VISA", "CreditCardPayment", "Visa");

    /// <summary>Mastercard cards.</summary>
    public static TenderType Mastercard { get; } = new(3, "Mastercard", "CreditCardPayment", "MC");

    /// <summary>American Express cards.</summary>
    public static TenderType Amex { get; } = new(4, "Amex", "CreditCardPayment", "Amex");

    /// <summary>Gift cards; redeeming one pays with a liability.</summary>
    public static TenderType GiftCard { get; } = new(5, "Gift card", "GiftCardPayment", null);

    /// <summary>Every payment type.</summary>
    public static IReadOnlyList<TenderType> Tenders { get; } = [Cash, Visa, Mastercard, Amex, GiftCard];

    /// <summary>Every item.</summary>
    public static IReadOnlyList<CatalogItem> Items { get; } =
    [
        Item(1, "Canvas tote", 18.00m, 6.10m), Item(2, "Enamel mug", 14.50m, 4.75m), Item(3, "Wool scarf", 48.00m, 19.20m),
        Item(4, "Notebook, ruled", 9.95m, 3.05m), Item(5, "Fountain pen", 64.00m, 27.40m), Item(6, "Desk lamp", 119.00m, 58.00m),
        Item(7, "Ceramic planter", 32.25m, 12.90m), Item(8, "Beeswax candle", 12.49m, 3.99m), Item(9, "Linen apron", 41.75m, 16.35m),
        Item(10, "Throw blanket", 89.99m, 41.10m), Item(11, "Tea tin", 7.25m, 2.20m), Item(12, "Postcard set", 4.99m, 0.85m),
        Item(13, "Leather wallet", 75.00m, 31.15m), Item(14, "Kitchen knife", 135.50m, 66.70m), Item(15, "Soap bar", 6.33m, 1.77m),
    ];

    /// <summary>Every customer; the first is the placeholder for walk-in sales.</summary>
    public static IReadOnlyList<ShopCustomer> Customers { get; } =
    [
        new(100600, "CASH", "Cash", "Sale", null), Person(1, "Ada", "Hill"), Person(2, "Noah", "Park"), Person(3, "Ines", "Duarte"),
        Person(4, "Theo", "Okafor"), Person(5, "Mary", "O'Neill"), Person(6, "José", "Álvarez"), Person(7, "Priya", "Raman"),
        Person(8, "Liam", "Fischer"),
    ];

    /// <summary>The first shops of the chain.</summary>
    /// <param name="count">How many, 1 to 9.</param>
    /// <param name="registers">Tills in each, 1 or 2.</param>
    public static IReadOnlyList<Store> Stores(int count, int registers) =>
    [
        .. Shops.Take(count).Select((shop, i) => new Store(
            i + 1, 100001 + i, $"{(i + 1) * 100}", shop.Name, shop.Zone, shop.Tax, 95881 + i,
            [.. Enumerable.Range(1, registers).Select(r => new Register(100100 + (i * 10) + r, $"Register {r}", 2409000 + (i * 10) + r))])),
    ];

    private static CatalogItem Item(int number, string description, decimal price, decimal cost) =>
        new(108000 + number, $"SKU-{number:000}", description, price, cost);

    private static ShopCustomer Person(int number, string first, string last) =>
        new(100600 + number, $"C-{number:0000}", first, last, $"customer{number}@example.com");
}
