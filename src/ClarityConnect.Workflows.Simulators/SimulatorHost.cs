using System.Net;
using System.Text.Json;
using ClarityConnect.Workflows.Simulators.Control;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Heartland;
using ClarityConnect.Workflows.Simulators.Heartland.Portico;
using ClarityConnect.Workflows.Simulators.Heartland.Retail;
using ClarityConnect.Workflows.Simulators.Intacct;
using ClarityConnect.Workflows.Simulators.Intacct.Rest;
using ClarityConnect.Workflows.Simulators.KashFlow;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.Mail;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Simulators.Shop;
using ClarityConnect.Workflows.Simulators.State;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClarityConnect.Workflows.Simulators;

/// <summary>
/// Offline twins of the vendors, a shop and a mail server, behind one HTTP server on the loopback address, and a port for mail. They
/// speak the vendors' wire formats, misbehave on demand and remember what they received.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const string RetailPath = "/heartland/api/";
    private const string PorticoPath = "/portico/Hps.Exchange.PosGateway/PosGatewayService.asmx";
    private const string GpPath = "/gp/ucp/";
    private const string IntacctPath = "/intacct/ia/xml/xmlgw.phtml";
    private const string OpayoPiPath = "/opayo/api/v1/";
    private const string OpayoReportingPath = "/opayo/access/access.htm";
    private const string OpayoAcsPath = "/opayo/acs/";
    private const string ShopPath = "/shop/order-status";
    private const string IntacctRestPath = "/intacct/ia/api/v1/";
    private const string KashFlowPath = "/kashflow/v2/";
    private const string KashFlowSoapPath = "/kashflow/api/service.asmx";

    private readonly WebApplication _server;
    private readonly StateJournal _journal;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Exchange _exchange;
    private readonly ControlEndpoints _control;
    private readonly IReadOnlyList<(string Path, ISimulatedSystem System)> _routes;
    private readonly IReadOnlyDictionary<string, Action<JsonElement>> _records;
    private Uri _root = new("http://127.0.0.1/");

    private SimulatorHost(SimulatorOptions options, StateJournal journal, TimeProvider time)
    {
        Options = options;
        _journal = journal;
        Faults = new FaultBoard(time);
        Ledger = new ReceivedLedger(time, _journal);
        Heartland = new HeartlandSimulator(options, _journal, time);
        Intacct = new IntacctSimulator(new IntacctSystem(options, _journal, time, () => IntacctEndpoint));
        Opayo = new OpayoSimulator(options, _journal, time, () => new Uri(_root, OpayoAcsPath));
        Shop = new ShopSimulator(options, _journal, time);
        Mail = new MailSimulator(options, Faults, Ledger, _journal, time);
        KashFlow = new KashFlowSimulator(options, _journal, time);
        _exchange = new Exchange(Faults, Ledger, _journal, time, _stopping.Token);
        _control = new ControlEndpoints(this);
        _routes =
        [
            (RetailPath, Heartland.Retail),
            (PorticoPath, Heartland.Portico),
            (GpPath, Heartland.Gp),
            (IntacctPath, Intacct.System),
            (OpayoPiPath, Opayo.Pi),
            (OpayoReportingPath, Opayo.Reporting),
            (OpayoAcsPath, Opayo.Acs),
            (ShopPath, Shop.System),
            (IntacctRestPath, new IntacctRestSystem(options, Intacct.System, time)),
            (KashFlowPath, KashFlow.Rest),
            (KashFlowSoapPath, KashFlow.Soap),
        ];
        _records = new Dictionary<string, Action<JsonElement>>(StringComparer.Ordinal)
        {
            [StateJournal.Received] = record => Ledger.Replay(Read<ReceivedRequest>(record)),
            [StateJournal.Day] = record => Heartland.Add(Read<DayOptions>(record), fromStateFile: true),
            [StateJournal.RetailRow] = record => Heartland.Retail.Replay(Read<RetailRow>(record)),
            [StateJournal.BatchClosed] = record => Heartland.Portico.Replay(Read<BatchClosure>(record)),
            [StateJournal.IntacctCommit] = record => Intacct.System.Replay(Read<IntacctCommit>(record)),
            [StateJournal.OpayoTransaction] = record => Opayo.Books.Replay(Read<OpayoTransaction>(record)),
            [StateJournal.OpayoCard] = record => Opayo.Books.Replay(Read<OpayoCard>(record)),
            [StateJournal.OpayoBatch] = record => Opayo.Books.Replay(Read<OpayoBatch>(record)),
            [StateJournal.ShopOrder] = record => Shop.System.Replay(Read<ShopOrder>(record)),
            [StateJournal.ShopReport] = record => Shop.System.Replay(Read<ShopReport>(record)),
            [StateJournal.Mail] = record => Mail.Replay(Read<ReceivedMail>(record)),
            [StateJournal.KashFlowRow] = record => KashFlow.Books.Replay(Read<KashFlowRow>(record)),
        };
        _server = Build(options.Port);
    }

    /// <summary>What the host was started with.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>Base address of Retail's API, with a slash at the end.</summary>
    public Uri RetailBaseAddress => new(_root, RetailPath);

    /// <summary>Portico's SOAP endpoint.</summary>
    public Uri PorticoEndpoint => new(_root, PorticoPath);

    /// <summary>Base address of GP API, with a slash at the end.</summary>
    public Uri GpBaseAddress => new(_root, GpPath);

    /// <summary>Intacct's XML gateway.</summary>
    public Uri IntacctEndpoint => new(_root, IntacctPath);

    /// <summary>Base address of Opayo's Pi, with a slash at the end.</summary>
    public Uri OpayoPiBaseAddress => new(_root, OpayoPiPath);

    /// <summary>Opayo's Reporting and Admin API.</summary>
    public Uri OpayoReportingEndpoint => new(_root, OpayoReportingPath);

    /// <summary>Where the shop takes status reports.</summary>
    public Uri ShopStatusEndpoint => new(_root, ShopPath);

    /// <summary>Base address of Intacct's REST API, with a slash at the end.</summary>
    public Uri IntacctRestAddress => new(_root, IntacctRestPath);
    /// <summary>Base address of KashFlow's REST interface, with a slash at the end.</summary>
    public Uri KashFlowBaseAddress => new(_root, KashFlowPath);

    /// <summary>KashFlow's SOAP endpoint.</summary>
    public Uri KashFlowSoapEndpoint => new(_root, KashFlowSoapPath);

    /// <summary>Base address of the control endpoints for other processes, with a slash at the end.</summary>
    public Uri ControlBaseAddress => new(_root, ControlEndpoints.Path);

    /// <summary>Tills and card gateway.</summary>
    public HeartlandSimulator Heartland { get; }

    /// <summary>General ledger.</summary>
    public IntacctSimulator Intacct { get; }

    /// <summary>Card payments.</summary>
    public OpayoSimulator Opayo { get; }

    /// <summary>A web shop that sends orders and is told how they fare.</summary>
    public ShopSimulator Shop { get; }

    /// <summary>A mail server.</summary>
    public MailSimulator Mail { get; }

    /// <summary>Invoices, payments and journals of a small company.</summary>
    public KashFlowSimulator KashFlow { get; }

    /// <summary>Switches for misbehaviour.</summary>
    public FaultBoard Faults { get; }

    /// <summary>What was received.</summary>
    public ReceivedLedger Ledger { get; }

    /// <summary>Reads the state file, if there is one, and starts to listen.</summary>
    /// <exception cref="IOException">The port or the state file is in use.</exception>
    /// <exception cref="InvalidDataException">The state file cannot be read.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var (journal, records) = StateJournal.Open(options.StateFile);
        var host = new SimulatorHost(options, journal, time);
        try
        {
            foreach (var record in records)
                host.Replay(record);
            host.Mail.Start();
            await host._server.StartAsync(ct);
            var addresses = host._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            host._root = new Uri(addresses.Addresses.Single());
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops to listen, breaks off requests that hang, and closes the state file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await Heartland.Retail.Webhooks.DisposeAsync();
        await _server.DisposeAsync();
        await Mail.DisposeAsync();
        Shop.Dispose();
        Opayo.Dispose();
        await _journal.DisposeAsync();
        _stopping.Dispose();
    }

    private void Replay(StateRecord record)
    {
        if (!_records.TryGetValue(record.Kind, out var replay))
            throw new InvalidDataException($"The simulators' state file {Options.StateFile} holds an unknown record '{record.Kind}'.");
        replay(record.Record);
    }

    private T Read<T>(JsonElement record) => record.Deserialize<T>(StateJournal.Json)
        ?? throw new InvalidDataException($"The simulators' state file {Options.StateFile} holds an empty {typeof(T).Name}.");

    private WebApplication Build(int port)
    {
        // The empty builder reads no environment and no settings file: the host process may be a server with its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Listen(IPAddress.Loopback, port);
        });
        var server = builder.Build();
        server.Run(ServeAsync);
        return server;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        try
        {
            if (_routes.FirstOrDefault(route => Leads(route.Path, path)) is { System: { } system } found)
                await _exchange.RunAsync(context, system, found.Path.EndsWith('/') ? path[found.Path.Length..] : path);
            else if (path.StartsWith(ControlEndpoints.Path, StringComparison.Ordinal))
                await _control.RunAsync(context, path[ControlEndpoints.Path.Length..]);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the caller gave up or the host stops; nobody is there to read an answer
        }
    }

    /// <summary>A route that ends with a slash takes everything below it.</summary>
    private static bool Leads(string route, string path) => route.EndsWith('/') ? path.StartsWith(route, StringComparison.Ordinal) : path == route;

    /// <summary>The process around us decides about signals; two hosts in one process must not compete for them.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
