using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Gateway;
using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.Tests;

/// <summary>The vendors' twins on the loopback address, with connections to them as an administrator would fill them in.</summary>
internal sealed class VendorTwins : IAsyncDisposable
{
    public static readonly DateOnly BusinessDay = new(2026, 3, 2);

    private readonly HttpClient http = new();

    private VendorTwins(SimulatorHost host, DayExpectation day) => (Host, Day) = (host, day);

    public SimulatorHost Host { get; }

    public DayExpectation Day { get; }

    public static async Task<VendorTwins> StartAsync(CancellationToken cancellationToken, int stores = 3, int tickets = 120, SimulatorOptions? options = null)
    {
        var host = await SimulatorHost.StartAsync(options ?? new SimulatorOptions(), TimeProvider.System, cancellationToken);
        var day = await host.Heartland.AddDayAsync(new DayOptions { BusinessDay = BusinessDay, Stores = stores, Tickets = tickets });
        return new VendorTwins(host, day);
    }

    public HeartlandRetailClient Retail(string? token = null) => RetailConnection(token).CreateClient(Context("retail"));

    public HeartlandRetailConnection RetailConnection(string? token = null) => new()
    {
        BaseAddress = Host.RetailBaseAddress.AbsoluteUri,
        Token = new Secret(token ?? Host.Options.RetailToken),
        CallsPerSecond = 100,
        AllowPrivateAddresses = true,
    };

    public HeartlandGatewayClient Gateway(string? key = null) => GatewayConnection(key).CreateClient(Context("gateway"));

    public HeartlandGatewayConnection GatewayConnection(string? key = null) => new()
    {
        Endpoint = Host.PorticoEndpoint.AbsoluteUri,
        SecretApiKey = new Secret(key ?? Host.Options.PorticoSecretApiKey),
        AllowPrivateAddresses = true,
    };

    /// <summary>The fields of a connection to the gateway, as the API takes them.</summary>
    public JsonObject GatewayFields() => new()
    {
        ["endpoint"] = Host.PorticoEndpoint.AbsoluteUri,
        ["secretApiKey"] = Host.Options.PorticoSecretApiKey,
        ["allowPrivateAddresses"] = true,
    };

    public IntacctClient Intacct(Action<IntacctConnection>? change = null, HttpClient? through = null) =>
        IntacctConnection(change).CreateClient(Context("intacct", through));

    public IntacctConnection IntacctConnection(Action<IntacctConnection>? change = null)
    {
        var connection = new IntacctConnection
        {
            Endpoint = Host.IntacctEndpoint.AbsoluteUri,
            SenderId = Host.Options.IntacctSenderId,
            SenderPassword = new Secret(Host.Options.IntacctSenderPassword),
            CompanyId = Host.Options.IntacctCompany,
            UserId = Host.Options.IntacctUser,
            UserPassword = new Secret(Host.Options.IntacctPassword),
            AllowAnyEndpointHost = true,
            AllowPrivateAddresses = true,
        };
        change?.Invoke(connection);
        return connection;
    }

    /// <summary>The fields of a connection to the ledger, as the API takes them.</summary>
    public JsonObject IntacctFields() => new()
    {
        ["endpoint"] = Host.IntacctEndpoint.AbsoluteUri,
        ["senderId"] = Host.Options.IntacctSenderId,
        ["senderPassword"] = Host.Options.IntacctSenderPassword,
        ["companyId"] = Host.Options.IntacctCompany,
        ["userId"] = Host.Options.IntacctUser,
        ["userPassword"] = Host.Options.IntacctPassword,
        ["allowAnyEndpointHost"] = true,
        ["allowPrivateAddresses"] = true,
    };

    public ConnectionContext Context(string name, HttpClient? through = null) => new(name, through ?? http, TimeProvider.System, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }
}
