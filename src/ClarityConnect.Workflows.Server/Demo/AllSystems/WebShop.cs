using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Heartland;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Simulators.Shop;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>
/// A shop in the United Kingdom with a till and a web shop, paid through Opayo, with its ledger in US dollars in Intacct. People make mistakes: a payment by telephone is in
/// no order, an order has another amount than was paid, one was never paid; in the ledger a receipt is forgotten, one is wrong and one is there twice.
/// </summary>
internal sealed class WebShop(SimulatorHost simulators, DemoOptions options, DateOnly day, DayClock clock) : Company("webshop", "Camden Web Shop", simulators, day, clock)
{
    private const string Reconciliation = "opayo-settlement-reconciliation";
    private const string Declined = "SO-1003-1";
    private const decimal Rate = 1.25m;
    private Uri orders = null!;

    public override IReadOnlyList<string> Templates => ["order-to-cash", Reconciliation, "heartland-daily-sales-to-intacct-journal"];

    public override IReadOnlyList<Scene> Scenes =>
    [
        new(At(20, 5), "a customer orders, and the shop sends the order twice", token => OrderAsync(1001, 2, "SUCCESSFUL", ShopDelivery.Twice, 200, token)),
        new(At(20, 10), "a second customer orders; Opayo takes the money and its answer is lost", OrderWithLostAnswerAsync),
        new(At(20, 15), "the bank declines the card of a third", token => OrderAsync(1003, 1, "DECLINED", ShopDelivery.Once, 200, token)),
        new(At(20, 20), "a fourth orders while Heartland is down", OrderWhileDownAsync),
        new(At(20, 25), "somebody sends an order with a wrong signature", token => OrderAsync(1666, 9, "SUCCESSFUL", ShopDelivery.WrongSignature, 401, token)),
        new(At(20, 40), "staff take a payment by telephone in MyOpayo, and forget the order", token => PayAsync("TEL-77", 42.00m)),
        new(At(20, 50), "staff enter an order with a wrong amount, and one that was never paid", EnterOrdersAsync),
        new(NextDay(5), "the accountant enters the receipts, with three mistakes", EnterReceiptsAsync),
    ];

    public override async Task EditTablesAsync(DayPeople people, CancellationToken cancellationToken)
    {
        await people.EditTableAsync(
            "intacct-daily-sales",
            rows => (rows["currency"], rows["baseCurrency"]) = ("GBP", "USD"),
            cancellationToken);
        await people.EditTableAsync(
            "exchange-rates",
            rows => rows["rates"]!.AsArray().Add(new JsonObject { ["base"] = "GBP", ["quote"] = "USD", ["date"] = Text(Day), ["rate"] = Rate }),
            cancellationToken);
    }

    public override Task MeetAsync(Uri server, DayPeople people, CancellationToken cancellationToken)
    {
        orders = new Uri(server, "webhooks/shop/orders");
        return Task.CompletedTask;
    }

    public override async Task JudgeAsync(Judgement judgement, IServiceProvider services, CancellationToken cancellationToken)
    {
        var holdings = Simulators.Heartland.Holdings;
        judgement.Expect(Name, "orders at Heartland, two of them entered by staff", 6, holdings.Rows("sales/orders").Count);
        judgement.ExpectNone(Name, "records made twice at Heartland", holdings.CreatedTwice);
        judgement.ExpectNone(Name, "payments taken twice by Opayo", Simulators.Opayo.Doubles);
        judgement.Expect(Name, "takings of Opayo", Price(2) + Price(3) + Price(4) + 42.00m + 66.00m, Simulators.Opayo.Takings("GBP"));
        judgement.ExpectAll(
            Name,
            "what the shop was told last",
            ["1001 Payment received", "1002 Payment received", "1003 Payment declined", "1004 Payment received"],
            [.. Enumerable.Range(1001, 4).Select(order => $"{order} {Simulators.Shop.StatusOf($"{order}")}")]);
        judgement.ExpectAll(Name, "messages to customers", ["Your order SO-1003: please choose another way to pay"], [.. Simulators.Mail.Mails.Select(mail => mail.Subject)]);
        var sales = Simulators.Heartland.FindDay(Day)!;
        var expected = DayExpectation.Of(sales);
        judgement.Expect(Name, "daily sales journals in Intacct, one a shop", expected.Stores.Count(store => store.Tickets > 0), Simulators.Intacct.Batches.Count);
        judgement.ExpectNone(Name, "journals posted twice in Intacct", Simulators.Intacct.PostedTwice);
        judgement.Expect(
            Name,
            "tax payable in the ledger, in dollars",
            -decimal.Round(expected.Stores.Sum(store => store.Tax) * Rate, 2, MidpointRounding.AwayFromZero),
            Simulators.Intacct.Balance("2200"));
        judgement.Expect(Name, "the ledger's debits less credits", 0m, Simulators.Intacct.Batches.SelectMany(batch => batch.Entries).Sum(entry => entry.Signed));
        var reports = services.GetRequiredService<IReconciliationStore>();
        judgement.ExpectAll(
            Name,
            "mismatches between Opayo and Heartland",
            ["MissingOnRight TEL-77 42.00|", "AmountDiffers SO-1090-1 66.00|60.00", "MissingOnLeft SO-1091-1 |18.00"],
            await MismatchesAsync(reports, "Opayo and Heartland", cancellationToken));
        judgement.ExpectAll(
            Name,
            "mismatches between Opayo and Sage Intacct",
            ["MissingOnRight SO-1002-1 47.50|", "AmountDiffers SO-1004-1 62.00|53.00", "Duplicate SO-1001-1 |33.00"],
            await MismatchesAsync(reports, "Opayo and Sage Intacct", cancellationToken));
    }

    protected override string Currency => "GBP";

    protected override async Task SetUpAsync(CancellationToken cancellationToken) => await Simulators.Heartland.AddDayAsync(
        new DayOptions { BusinessDay = Day, Stores = 1, Tickets = Math.Min(options.Tickets, 24), Seed = options.Seed + 2, Currency = Currency });

    private static decimal Price(int mugs) => (mugs * 14.50m) + 4.00m;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<string>> MismatchesAsync(IReconciliationStore reports, string pair, CancellationToken cancellationToken) =>
        await reports.FindAsync(pair, Day, cancellationToken) is { } report
            ? [.. report.Lines.Where(line => line.IsMismatch).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Kind} {ReferenceOf(line)} {line.Left?.Amount:0.00}|{line.Right?.Amount:0.00}"))]
            : ["there is no report"];

    /// <summary>Intacct has the transaction's id only; Opayo knows its reference.</summary>
    private string? ReferenceOf(ReconciliationLine line) => line.Entry.Reference ?? Simulators.Opayo.Transactions.FirstOrDefault(known => known.TransactionId == line.Entry.Id)?.VendorTxCode;

    private async Task OrderAsync(int number, int mugs, string cardholder, ShopDelivery delivery, int status, CancellationToken cancellationToken)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var card = await Simulators.Opayo.AddCardAsync(new OpayoCard
        {
            MerchantSessionKey = $"M0000000-0000-4000-8000-00000000{id}", CardIdentifier = $"C0000000-0000-4000-8000-00000000{id}", Cardholder = cardholder,
        });
        var answer = await Simulators.Shop.PlaceOrderAsync(orders, new ShopOrder(id, Order(id, mugs, card)), delivery, cancellationToken);
        if (answer != status)
            throw new InvalidOperationException($"The server answered order {id} with {answer} instead of {status}.");
    }

    private JsonObject Order(string id, int mugs, OpayoCard card)
    {
        JsonObject Address() => new() { ["line1"] = "88 Camden High Street", ["city"] = "London", ["postalCode"] = "nw17jn", ["countryCode"] = "GB" };
        return new JsonObject
        {
            ["orderId"] = id,
            ["number"] = $"SO-{id}",
            ["placedAt"] = Clock.GetUtcNow(),
            ["customerId"] = $"shop-{id}",
            ["customer"] = new JsonObject
            {
                ["customerId"] = $"shop-{id}", ["firstName"] = "Ada", ["lastName"] = $"Lovelace {id}", ["email"] = $" Ada.{id}@Example.com", ["billingAddress"] = Address(),
            },
            ["billingAddress"] = Address(),
            ["currency"] = "GBP",
            ["subtotal"] = mugs * 14.50m,
            ["shipping"] = 4.00m,
            ["total"] = Price(mugs),
            ["lines"] = new JsonArray(new JsonObject { ["sku"] = "SKU-002", ["description"] = "Enamel mug", ["quantity"] = mugs, ["unitPrice"] = 14.50m, ["amount"] = mugs * 14.50m }),
            ["customFields"] = new JsonObject
            {
                ["merchantSessionKey"] = card.MerchantSessionKey, ["cardIdentifier"] = card.CardIdentifier, ["browserIp"] = "203.0.113.9", ["challengeReturnUrl"] = "https://shop.example/3ds",
            },
        };
    }

    private Task OrderWithLostAnswerAsync(CancellationToken cancellationToken)
    {
        Simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "opayo", Operation = "create payment", AfterCommit = true, Times = 1 });
        return OrderAsync(1002, 3, "SUCCESSFUL", ShopDelivery.Once, 200, cancellationToken);
    }

    private Task OrderWhileDownAsync(CancellationToken cancellationToken)
    {
        Simulators.Faults.Set(new Fault(FaultKind.ServerError) { System = "retail", Status = 503, Times = 8 });
        return OrderAsync(1004, 4, "SUCCESSFUL", ShopDelivery.Once, 200, cancellationToken);
    }

    private async Task PayAsync(string reference, decimal amount) => await Simulators.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = reference, Amount = amount });

    private async Task EnterOrdersAsync(CancellationToken cancellationToken)
    {
        var paid = await Simulators.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1090-1", Amount = 66.00m });
        await Simulators.Heartland.AddOrderAsync(new PaidOrder("SO-1090", 60.00m) { PaymentReference = "SO-1090-1", TransactionId = paid.TransactionId });
        await Simulators.Heartland.AddOrderAsync(new PaidOrder("SO-1091", 18.00m) { PaymentReference = "SO-1091-1", TransactionId = "D0000000-0000-4000-8000-000000001091" });
    }

    private Task EnterReceiptsAsync(CancellationToken cancellationToken)
    {
        foreach (var paid in Simulators.Opayo.Transactions.Where(transaction => transaction.State == OpayoState.Authorised && transaction.VendorTxCode is not ("SO-1002-1" or Declined)))
        {
            var amount = paid.VendorTxCode == "SO-1004-1" ? paid.MajorAmount - 9.00m : paid.MajorAmount;
            for (var times = 0; times < (paid.VendorTxCode == "SO-1001-1" ? 2 : 1); times++)
                Simulators.Intacct.EnterReceipt("WALKIN", paid.TransactionId, Day, amount, paid.Currency);
        }

        return Task.CompletedTask;
    }
}
