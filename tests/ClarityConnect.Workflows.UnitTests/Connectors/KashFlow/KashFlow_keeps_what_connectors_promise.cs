using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Customers;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.KashFlow;
using ClarityConnect.Workflows.Testing.Conformance;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class KashFlow_keeps_what_connectors_promise
{
    public static TheoryData<string> Facts => [.. ActivityConformance.Facts];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Facts))]
    public Task Customers_are_found(string fact) => ActivityConformance.CheckAsync(Subject(typeof(FindCustomer), _ => new { CustomerCode = "ACME01" }), fact, Token);

    [Theory]
    [MemberData(nameof(Facts))]
    public Task Payments_are_recorded(string fact) => ActivityConformance.CheckAsync(
        Subject(typeof(RecordPayment), run => new { InvoiceNumber = "1042", Amount = 1m, Date = "2026-11-19", Reference = $"TX-{run}", Method = "Credit Card", Account = "Card clearing" }), fact, Token);

    private static ActivityUnderTest Subject(Type type, Func<int, object> inputs) => new()
    {
        Type = type,
        ConnectionType = typeof(KashFlowConnection),
        InputsOfRun = inputs,
        SystemName = "KashFlow",
        OpenTwinAsync = OpenTwinAsync,
    };

    private static async Task<ConnectorTwin> OpenTwinAsync(CancellationToken cancellationToken)
    {
        var host = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, cancellationToken);
        await host.KashFlow.AddCustomerAsync(new KashFlowCustomer("ACME01", "Acme Ltd") { Email = "buyer@acme.test" });
        await host.KashFlow.AddInvoiceAsync(new KashFlowInvoice(1042, "ACME01", 1000m) { IssuedOn = new DateOnly(2026, 11, 10) });
        var options = host.Options;
        return new ConnectorTwin(
            host.KashFlowBaseAddress,
            address => new
            {
                userName = options.KashFlowUser,
                password = options.KashFlowPassword,
                memorableWord = options.KashFlowMemorableWord,
                soapPassword = options.KashFlowSoapPassword,
                baseAddress = new Uri(address, host.KashFlowBaseAddress.AbsolutePath).AbsoluteUri,
                soapEndpoint = new Uri(address, host.KashFlowSoapEndpoint.AbsolutePath).AbsoluteUri,
                callsPerSecond = 50,
                callsAtOnce = 4,
                allowPrivateAddresses = true,
            },
            host)
        {
            CountEffects = () => host.KashFlow.Payments.Count,
        };
    }
}
