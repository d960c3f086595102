using ClarityConnect.Workflows.Connectors.Opayo.Notifications;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Connectors.Opayo.Refunds;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

/// <summary>The simulated Opayo with connections to it, at a clock that a test sets.</summary>
internal sealed class OpayoStage : IAsyncDisposable
{
    public static readonly ShopperBrowser Browser = new() { NotificationUrl = "https://shop.example/3ds/return", Ip = "203.0.113.9" };

    public static readonly Customer Ada = new()
    {
        FirstName = "Ada", LastName = "Hill", BillingAddress = new Address { Line1 = "88 High Road", City = "Leeds", PostalCode = "LS1 4AB", CountryCode = "GB" },
    };

    private readonly HttpClient http = new();

    private OpayoStage(SimulatorHost host, StageClock clock) => (Host, Clock) = (host, clock);

    public SimulatorHost Host { get; }

    public StageClock Clock { get; }

    public OpayoSimulator Opayo => Host.Opayo;

    public OpayoPiClient Pi => PiThrough(http);

    public OpayoReportingClient Reporting => ReportingConnection().CreateClient(Context("reporting", http));

    public OpayoNotificationReader Reader => new OpayoNotificationsConnection
    {
        VendorName = Host.Options.OpayoVendor, FormPassword = new Secret(Host.Options.OpayoFormPassword),
    }.CreateClient(Context("notifications", http));

    public static async Task<OpayoStage> OpenAsync(CancellationToken cancellationToken, DateTimeOffset? now = null, SimulatorOptions? options = null)
    {
        var clock = new StageClock { Now = now ?? new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero) };
        return new OpayoStage(await SimulatorHost.StartAsync(options ?? new SimulatorOptions(), clock, cancellationToken), clock);
    }

    public OpayoPiClient PiThrough(HttpClient client) => PiConnection().CreateClient(Context("pi", client));

    public OpayoPiConnection PiConnection(string? password = null) => new()
    {
        BaseAddress = Host.OpayoPiBaseAddress.AbsoluteUri,
        VendorName = Host.Options.OpayoVendor,
        IntegrationKey = Host.Options.OpayoIntegrationKey,
        IntegrationPassword = new Secret(password ?? Host.Options.OpayoIntegrationPassword),
        AllowPrivateAddresses = true,
    };

    public OpayoReportingConnection ReportingConnection(string? password = null) => new()
    {
        Endpoint = Host.OpayoReportingEndpoint.AbsoluteUri,
        VendorName = Host.Options.OpayoVendor,
        UserName = Host.Options.OpayoReportingUser,
        Password = new Secret(password ?? Host.Options.OpayoReportingPassword),
        AllowPrivateAddresses = true,
    };

    public ConnectionContext Context(string name, HttpClient? client = null) => new(name, client ?? http, Clock, NullLogger.Instance);

    /// <summary>A payment that a card is charged with.</summary>
    public async Task<(ActivityRun Run, TakePayment Activity)> PaymentAsync(
        string cardholder, string code = "CC-SO-10042-1", decimal amount = 124.95m, string currency = "GBP", string type = "Payment", OpayoCard? card = null, OpayoPiClient? pi = null, bool canLookUp = true)
    {
        var registered = await Opayo.AddCardAsync(card ?? new OpayoCard { Cardholder = cardholder });
        var activity = new TakePayment();
        var run = Connect(new ActivityRun(activity, CancellationToken.None), activity.Connection, activity.Reporting, pi, canLookUp)
            .With(activity.TransactionType, type).With(activity.Amount, amount).With(activity.Currency, currency).With(activity.Description, "Order 10042")
            .With(activity.VendorTxCode, code).With(activity.MerchantSessionKey, registered.MerchantSessionKey).With(activity.CardIdentifier, registered.CardIdentifier)
            .With(activity.StoredCard, registered.Reusable).With(activity.Customer, Ada).With(activity.Browser, Browser).With(activity.SettlementReference, "SO10042");
        return (run, activity);
    }

    public (ActivityRun Run, RefundPayment Activity) Refund(string transactionId, decimal amount, string code = "CC-SO-10042-R", OpayoPiClient? pi = null)
    {
        var activity = new RefundPayment();
        var run = Connect(new ActivityRun(activity, CancellationToken.None), activity.Connection, activity.Reporting, pi, canLookUp: true)
            .With(activity.ReferenceTransactionId, transactionId).With(activity.Amount, amount).With(activity.Currency, "GBP")
            .With(activity.Description, "Refund 10042").With(activity.VendorTxCode, code);
        return (run, activity);
    }

    public ActivityRun Connect(ActivityRun run, Input<string> connection, Input<string> reporting, OpayoPiClient? pi = null, bool canLookUp = true)
    {
        run.Knows("pi", pi ?? Pi).With(connection, "pi");
        return canLookUp ? run.Knows("reporting", Reporting).With(reporting, "reporting") : run;
    }

    /// <summary>A poll at the stage's time.</summary>
    public async Task<PollResult> PollAsync(PollingTrigger trigger, object? cursor, CancellationToken cancellationToken) =>
        await trigger.PollAsync(new Poll(Reporting, cursor, Clock), cancellationToken);

    /// <summary>A call of a webhook at the stage's time.</summary>
    public async Task<WebhookResult> ReceiveAsync(WebhookTrigger trigger, WebhookRequest request, CancellationToken cancellationToken, params (Input Input, object? Value)[] inputs) =>
        await trigger.ReceiveAsync(new WebhookCall([Reporting, Reader], request, Clock, inputs), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A clock that stands where it was put; waits are over at once.</summary>
    internal sealed class StageClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
