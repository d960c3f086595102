using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>
/// A boutique in the United States that invoices each sale in Intacct, keeps customers the same at the tills and there, and posts payments, refunds and
/// payroll to Sage Pro. Each sale is announced twice and found by asking besides; answers of Intacct are lost; the period of the payroll is closed.
/// </summary>
internal sealed class Boutique(SimulatorHost simulators, DemoOptions options, string folder, DateOnly day, DayClock clock)
    : Company("boutique", "Sunset Boutique", simulators, day, clock)
{
    private const string PayrollTemplate = "heartland-payroll-to-sagepro";
    private static readonly string[] Announced = ["sales_transaction_completed"];

    private const string NewCustomer = "LEDGER-7";
    private DayPeople? people;

    public override IReadOnlyList<string> Templates =>
    [
        "heartland-sale-to-intacct-invoice", "heartland-intacct-customers", "heartland-payments-and-refunds-to-sagepro", PayrollTemplate,
    ];

    public override IReadOnlyList<Scene> Scenes =>
    [
        new(At(20, 10), "payroll drops its file; the pay date's period is closed", _ => Payroll.DropAsync(PayrollFolder, "boutique", PayDate, Clock)),
        new(At(22), "one customer is entered in Intacct, another one at a till", EnterCustomersAsync),
        new(NextDay(2), "the till's sales are announced twice each; Intacct loses answers", SellAsync),
        new(NextDay(5), "the payroll's period was opened, and the run is retried", token => people!.RetryAsync(PayrollTemplate, null, token)),
    ];

    protected override object SageProScript => new { closedPeriods = (DateOnly[])[PayDate], later = new[] { new { at = NextDay(4), openPeriods = (DateOnly[])[PayDate] } } };

    protected override IReadOnlyDictionary<string, JsonObject> OwnConnections => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["heartland-payroll"] = new() { ["folder"] = PayrollFolder, ["currency"] = "USD" },
    };

    private string PayrollFolder => Path.Combine(folder, "boutique-payroll");

    /// <summary>The last day of the next month: another period than that of the day.</summary>
    private DateOnly PayDate => new DateOnly(Day.Year, Day.Month, 1).AddMonths(2).AddDays(-1);

    private DayOptions Sales => new() { BusinessDay = Day, Stores = 1, Tickets = Math.Min(options.Tickets, 36), Seed = options.Seed + 1 };

    public override async Task MeetAsync(Uri server, DayPeople people, CancellationToken cancellationToken)
    {
        this.people = people;
        await PostAsync("webhooks", new { url = new Uri(server, "webhooks/heartland/sales"), events = Announced }, cancellationToken);
    }

    public override async Task JudgeAsync(Judgement judgement, IServiceProvider services, CancellationToken cancellationToken)
    {
        var tickets = Simulators.Heartland.FindDay(Day)!.Tickets.Where(ticket => !ticket.Voided).ToList();
        var sales = tickets.Where(ticket => !IsRefund(ticket)).ToList();
        var intacct = Simulators.Intacct;
        judgement.Expect(Name, "invoices in Intacct, one a sale", sales.Count, intacct.Invoices.Count);
        judgement.Expect(Name, "total of the invoices", sales.Sum(ticket => ticket.Total), intacct.Invoices.Sum(invoice => invoice.Amount("TRX_TOTALENTERED")));
        judgement.Expect(Name, "credit memos in Intacct, one a refund", tickets.Count - sales.Count, intacct.Adjustments.Count);
        judgement.Expect(Name, "receipts in Intacct", sales.Sum(ticket => ticket.Total), intacct.Payments.Sum(payment => payment.Amount("TRX_TOTALENTERED")));
        judgement.ExpectNone(Name, "records made twice in Intacct", intacct.MadeTwice);
        var posted = await SagePro.PostedAsync(cancellationToken);
        judgement.Expect(Name, "receipts and refunds in Sage Pro, one a payment", tickets.Sum(ticket => ticket.Payments.Count), posted.GetValueOrDefault("ARC"));
        judgement.ExpectNone(Name, "postings made twice in Sage Pro", await SagePro.PostedTwiceAsync(cancellationToken));
        judgement.Expect(Name, "payroll journals in Sage Pro", 1, (await SagePro.JournalsAsync(cancellationToken)).Count);
        judgement.Expect(Name, "customers at the tills, the one from Intacct and the new one included", Catalogue.Customers.Count + 2, Simulators.Heartland.Holdings.Rows("customers").Count);
        judgement.ExpectNone(Name, "records made twice at Heartland", Simulators.Heartland.Holdings.CreatedTwice);
        judgement.ExpectAll(
            Name,
            "customers in Intacct: those of the tickets and the two new ones",
            [.. tickets.Select(ticket => ticket.Customer.Email).OfType<string>().Append("grace@example.com").Append("alan@example.com").Distinct()],
            [.. intacct.Customers.Select(customer => customer["DISPLAYCONTACT.EMAIL1"]).Where(email => email.Length > 0)]);
    }

    protected override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PayrollFolder);
        await Simulators.Heartland.AddDayAsync(Sales with { BusinessDay = Day.AddDays(-1), Tickets = 0 });
        Simulators.Heartland.Webhooks.Duplicates = 1;
    }

    private static bool IsRefund(Ticket ticket) => ticket.Total < 0;

    private async Task EnterCustomersAsync(CancellationToken cancellationToken)
    {
        Simulators.Intacct.EditCustomer(NewCustomer, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NAME"] = "Grace Hopper", ["DISPLAYCONTACT.FIRSTNAME"] = "Grace", ["DISPLAYCONTACT.LASTNAME"] = "Hopper", ["DISPLAYCONTACT.EMAIL1"] = "grace@example.com",
        });
        await PostAsync("customers", new { first_name = "Alan", last_name = "Turing", email = "alan@example.com" }, cancellationToken);
    }

    /// <summary>As the cashier's till, or the activity "Register webhook", does it.</summary>
    private async Task PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Simulators.RetailBaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Simulators.Options.RetailToken);
        using var answer = await http.PostAsJsonAsync(path, body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task SellAsync(CancellationToken cancellationToken)
    {
        Simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "intacct", Operation = "create_invoice", AfterCommit = true, Times = 2 });
        Simulators.Faults.Set(new Fault(FaultKind.ServerError) { System = "intacct", Status = 503, Every = 11, Times = 3 });
        await Simulators.Heartland.AddDayAsync(Sales);
        foreach (var ticket in Simulators.Heartland.FindDay(Day)!.Tickets.Where(ticket => !ticket.Voided))
            Simulators.Heartland.Webhooks.Announce(Announced[0], ticket.Id);
        await Simulators.Heartland.Webhooks.IdleAsync();
    }
}
