using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Customers;
using ClarityConnect.Workflows.Connectors.Intacct.Invoices;
using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Connectors.Intacct.Orders;
using ClarityConnect.Workflows.Connectors.Intacct.Payments;
using ClarityConnect.Workflows.Connectors.Intacct.Projects;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Simulators;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

/// <summary>The simulated company with connections through both interfaces, and one good example of every write.</summary>
internal sealed class IntacctTwin : IAsyncDisposable
{
    public static readonly DateOnly Day = new(2026, 11, 19);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private IntacctTwin(SimulatorHost host) => Host = host;

    public SimulatorHost Host { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<IntacctTwin> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatorHost.StartAsync(options ?? new SimulatorOptions(), TimeProvider.System, Token));

    public static object Journal(string reference = "HPS-0457-20261119", string account = "4000", string? project = null) => new
    {
        Journal = "GJ", Date = Day, Title = "Heartland settlement", Reference = reference, Lines = Lines(account, project),
    };

    public static object[] Lines(string account = "4000", string? project = null, string? currency = "USD") =>
    [
        new { account = "1210", side = "Debit", amount = "100.00", location = "100", currency, project },
        new { account, side = "Credit", amount = "100.00", location = "100", department = "POS", currency },
    ];

    public static object Invoice(string number = "INV-1", string customerId = "WALKIN", string amount = "100.00") => new
    {
        number, reference = "R-1", customerId, date = Day, dueDate = Day.AddDays(30), currency = "USD",
        lines = new object[] { new { account = "4000", amount, tax = "8.25", description = "Goods", location = "100", department = "POS", project = "P-100" } },
    };

    public IntacctConnection Connection(string api, Action<IntacctConnection>? change = null)
    {
        var connection = new IntacctConnection
        {
            Api = Enum.Parse<IntacctApi>(api),
            Endpoint = Host.IntacctEndpoint.AbsoluteUri,
            SenderId = Host.Options.IntacctSenderId,
            SenderPassword = new Secret(Host.Options.IntacctSenderPassword),
            CompanyId = Host.Options.IntacctCompany,
            UserId = Host.Options.IntacctUser,
            UserPassword = new Secret(Host.Options.IntacctPassword),
            RestAddress = Host.IntacctRestAddress.AbsoluteUri,
            ClientId = Host.Options.IntacctClientId,
            ClientSecret = new Secret(Host.Options.IntacctClientSecret),
            AllowAnyEndpointHost = true,
            AllowPrivateAddresses = true,
        };
        change?.Invoke(connection);
        return connection;
    }

    public IntacctClient Client(string api = "XmlGateway", Action<IntacctConnection>? change = null) =>
        Connection(api, change).CreateClient(new ConnectionContext("intacct", http, TimeProvider.System, NullLogger.Instance));

    public ActivityRun Run(Activity activity, object values, string api = "XmlGateway", Action<IntacctConnection>? change = null) =>
        new ActivityRun(activity, Token).Connected(Client(api, change)).With(values);

    /// <summary>Makes an invoice and gives Intacct's id of it.</summary>
    public async Task<string> InvoiceAsync(string number = "INV-1", string api = "XmlGateway")
    {
        var create = new CreateInvoice();
        return (await Run(create, new { Invoice = Invoice(number), TaxAccount = "2200" }, api).RunAsync()).Output(create.RecordNo);
    }

    /// <summary>A write by its name, ready to run, with everything there that it needs.</summary>
    public async Task<ActivityRun> WriteAsync(string name, string api) => name switch
    {
        "journal" => Run(new PostJournal(), Journal(), api),
        "statistical" => Run(new PostStatisticalJournal(), new { Journal = "STJ", Date = Day, Title = "Sales counted", Reference = "ST-1", Lines = new object[] { new { account = "9000", side = "Debit", amount = 120, location = "100" } } }, api),
        "batch" => Run(new PostGlBatch(), new { Entries = new object[] { Entry("B-1"), Entry("B-2") } }, api),
        "invoice" => Run(new CreateInvoice(), new { Invoice = Invoice(), TaxAccount = "2200" }, api),
        "credit" => Run(new CreateCreditMemo(), new { Credit = Invoice("CM-1"), TaxAccount = "2200", CreditedInvoice = "INV-1" }, api),
        "payment" => Run(new RecordPayment(), Payment(await InvoiceAsync(api: api)), api),
        "document" => Run(new CreateSalesDocument(), new { Document = new { number = "SI-1", customerId = "WALKIN", date = Day, currency = "USD", lines = new object[] { new { sku = "SALE", quantity = 3, unitPrice = "9.99", tax = "2.47", location = "100" } } } }, api),
        "customer" => Run(new CreateCustomer(), new { CustomerId = "HL-7", Customer = Ada }, api),
        "project" => Run(new CreateProject(), new { ProjectId = "P-7", ProjectName = "Pop-up store" }, api),
        "reverse invoice" => Run(new ReverseInvoice(), new { RecordNo = await InvoiceAsync(), Date = Day.AddDays(1) }, api),
        "reverse payment" => Run(new ReversePayment(), new { RecordNo = await PaidAsync(), Date = Day.AddDays(1) }, api),
        _ => throw new ArgumentException(name),
    };

    public static object Ada => new
    {
        firstName = "Ada", lastName = "Byron", email = "ada@example.com", phone = "+12015550123", customFields = new Dictionary<string, string> { ["HEARTLAND_ID"] = "7" },
        billingAddress = new { line1 = "1 Main St", city = "Austin", region = "TX", postalCode = "78701", countryCode = "US" },
    };

    public static object Entry(string reference, string account = "4000") => new { journal = "GJ", date = Day, title = reference, reference, lines = Lines(account) };

    public static object Payment(string invoiceId, string amount = "108.25") => new
    {
        CustomerId = "WALKIN", BankAccount = "BOA", Payment = new { reference = "HPS-TX-1", method = "card", amount, currency = "USD", at = "2026-11-19T10:00:00Z" },
        Invoices = new object[] { new { invoiceId, amount = "108.25" } },
    };

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }

    private async Task<string> PaidAsync()
    {
        var record = new RecordPayment();
        return (await Run(record, Payment(await InvoiceAsync())).RunAsync()).Output(record.RecordNo);
    }
}
