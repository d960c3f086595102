using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Heartland;
using ClarityConnect.Workflows.Simulators.KashFlow;
using ClarityConnect.Workflows.Simulators.Opayo;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>
/// A small business in the United Kingdom that writes its invoices in KashFlow and is paid through Opayo. One payment comes before its invoice, one without a reference,
/// one in euros, one is declined and one is given back in part; KashFlow loses an answer and times out.
/// </summary>
internal sealed class TradeBusiness(SimulatorHost simulators, DateOnly day, DayClock clock) : Company("trade", "Leeds Trade Supplies", simulators, day, clock)
{
    private const string Payments = "opayo-payments-to-kashflow";
    private DayPeople? people;

    public override IReadOnlyList<string> Templates => [Payments, "opayo-refunds-to-kashflow-and-heartland", "payment-events-fan-out", "payment-declined-to-customer"];

    public override IReadOnlyList<Scene> Scenes =>
    [
        new(At(20, 5), "invoices are paid; KashFlow loses an answer and times out", PayAsync),
        new(At(20, 45), "a payment names no invoice, one is declined", PayStrangelyAsync),
        new(At(21, 15), "the invoice that was paid before it existed is written; the bookkeeper names the other one", CatchUpAsync),
        new(At(21, 45), "a part of a payment is given back in MyOpayo", RefundAsync),
    ];

    public override async Task EditTablesAsync(DayPeople people, CancellationToken cancellationToken)
    {
        this.people = people;
        await people.EditTableAsync(
            "exchange-rates",
            rows => rows["rates"]!.AsArray().Add(new JsonObject { ["base"] = "EUR", ["quote"] = "GBP", ["date"] = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["rate"] = 0.85m }),
            cancellationToken);
    }

    public override Task JudgeAsync(Judgement judgement, IServiceProvider services, CancellationToken cancellationToken)
    {
        var books = Simulators.KashFlow;
        judgement.ExpectAll(
            Name,
            "payments in KashFlow",
            ["2001 120.00", "2002 300.00", "2003 60.00", "2004 96.00", "2006 85.00"],
            [.. books.Payments.Where(payment => payment.Amount > 0 && payment.InvoiceNumber < 2100).Select(payment => string.Create(CultureInfo.InvariantCulture, $"{payment.InvoiceNumber} {payment.Amount:0.00}"))]);
        judgement.Expect(Name, "credit notes in KashFlow", 1, books.Invoices.Count(invoice => invoice.Gross < 0));
        judgement.ExpectNone(Name, "payments recorded twice in KashFlow", books.RecordedTwice);
        judgement.Expect(Name, "takings of Opayo in pounds", 120.00m + 300.00m + 60.00m + 96.00m - 30.00m, Simulators.Opayo.Takings("GBP"));
        var orders = Simulators.Heartland.Holdings.Rows("sales/orders");
        judgement.Expect(Name, "left of what was paid on the order at Heartland", 90.00m, orders.Sum(order => order.GetProperty("total_paid").GetDecimal()));
        judgement.ExpectNone(Name, "records made twice at Heartland", Simulators.Heartland.Holdings.CreatedTwice);
        judgement.Expect(Name, "messages to customer service about declined payments", 1, Simulators.Mail.Mails.Count);
        return Task.CompletedTask;
    }

    protected override string Currency => "GBP";

    protected override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        await Simulators.Heartland.AddDayAsync(new DayOptions { BusinessDay = Day, Stores = 1, Tickets = 0, Currency = Currency });
        Simulators.KashFlow.TextBoxes = ["Gateway reference", "Fraud score"];
        foreach (var (number, net) in ((long, decimal)[])[(2001, 100m), (2002, 250m), (2004, 80m), (2006, 85m / 1.2m)])
            await Simulators.KashFlow.AddInvoiceAsync(new KashFlowInvoice(number, $"TRADE{number}", decimal.Round(net, 2)) { IssuedOn = Day.AddDays(-10) });
    }

    private async Task PayAsync(CancellationToken cancellationToken)
    {
        Simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "kashflow", Operation = "create payment", AfterCommit = true, Times = 1 });
        Simulators.Faults.Set(new Fault(FaultKind.ServerError) { System = "kashflow", Status = 400, Every = 9, Times = 2 });
        Simulators.Faults.Set(new Fault(FaultKind.ServerError) { System = "opayo-reporting", Status = 503, Every = 5, Times = 2 });
        var first = await TakeAsync("INV-2001-1", 120.00m);
        await TakeAsync("INV-2002-1", 300.00m);
        await TakeAsync("INV-2003-1", 60.00m);
        await TakeAsync("INV-2006-1", 100.00m, "EUR");
        await Simulators.Heartland.AddOrderAsync(new PaidOrder("SO-2001", 120.00m) { PaymentReference = "INV-2001-1", TransactionId = first.TransactionId });
    }

    private async Task PayStrangelyAsync(CancellationToken cancellationToken)
    {
        await TakeAsync("PHONE", 96.00m);
        await Simulators.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "INV-2005-1", Amount = 44.00m, State = OpayoState.Declined });
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await Simulators.KashFlow.AddInvoiceAsync(new KashFlowInvoice(2003, "TRADE2003", 50m));
        await people!.DecideAsync(Payments, "Accepted", new { invoiceNumber = "2004" }, cancellationToken);
    }

    private async Task RefundAsync(CancellationToken cancellationToken) => await Simulators.Opayo.AddTransactionAsync(
        new OpayoSale { VendorTxCode = "INV-2001-1-R1", Amount = 30.00m, Type = "Refund", RefundOf = "INV-2001-1" });

    private async Task<OpayoTransaction> TakeAsync(string reference, decimal amount, string currency = "GBP") =>
        await Simulators.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = reference, Amount = amount, Currency = currency });
}
