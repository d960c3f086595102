using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.KashFlow;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

/// <summary>KashFlow's twin on the loopback address with one invoice, and a client whose connection an administrator could have filled in.</summary>
public abstract class KashFlowTwin : IAsyncLifetime
{
    protected const string Reference = "TX-77";

    private readonly HttpClient http = new();
    private readonly HttpClient impatient = new() { Timeout = TimeSpan.FromSeconds(3) };

    /// <summary>What a caller sees as "sent, and nobody knows": with each of them the request may or may not have been carried out.</summary>
    public static TheoryData<FaultKind, int> Losses => new()
    {
        { FaultKind.Drop, 500 }, { FaultKind.Hang, 500 }, { FaultKind.ServerError, 500 }, { FaultKind.ServerError, 400 }, { FaultKind.HtmlPage, 500 },
    };

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected SimulatorHost Host { get; private set; } = null!;

    private protected KashFlowSimulator Company => Host.KashFlow;

    private protected KashFlowClient Client { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Host = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, Ct);
        await Company.AddCustomerAsync(new KashFlowCustomer("ACME01", "Acme Ltd") { Email = "buyer@acme.test", CustomerKey = "crm-1" });
        await Company.AddInvoiceAsync(new KashFlowInvoice(1042, "ACME01", 100m) { IssuedOn = new DateOnly(2026, 11, 10), Reference = "PO-88" });
        Client = Connect();
    }

    public virtual async ValueTask DisposeAsync()
    {
        http.Dispose();
        impatient.Dispose();
        await Host.DisposeAsync();
    }

    private protected KashFlowConnection Connection(Action<KashFlowConnection>? change = null)
    {
        var connection = new KashFlowConnection
        {
            UserName = Host.Options.KashFlowUser,
            Password = new Secret(Host.Options.KashFlowPassword),
            MemorableWord = new Secret(Host.Options.KashFlowMemorableWord),
            SoapPassword = new Secret(Host.Options.KashFlowSoapPassword),
            BaseAddress = Host.KashFlowBaseAddress.AbsoluteUri,
            SoapEndpoint = Host.KashFlowSoapEndpoint.AbsoluteUri,
            CallsPerSecond = 50,
            CallsAtOnce = 4,
            AllowPrivateAddresses = true,
        };
        change?.Invoke(connection);
        return connection;
    }

    private protected KashFlowClient Connect(Action<KashFlowConnection>? change = null, bool isImpatient = false, TimeProvider? time = null) =>
        Connection(change).CreateClient(new ConnectionContext("kashflow", isImpatient ? impatient : http, time ?? TimeProvider.System, NullLogger.Instance));

    private protected ActivityRun Step(Activity activity, object inputs, KashFlowClient? client = null) => new ActivityRun(activity, Ct).Connected(client ?? Client).With(inputs);

    /// <summary>Loses one request of an operation, before or after it was carried out.</summary>
    protected void Lose(string operation, FaultKind kind, int status, bool afterCommit) =>
        Host.Faults.Set(new Fault(kind) { System = "kashflow", Operation = operation, Times = 1, Status = status, AfterCommit = afterCommit });
}
