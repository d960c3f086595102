using ClarityConnect.Workflows.Connectors.Heartland.GpApi;
using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

/// <summary>Heartland's twins with one day, and steps that are run as the engine runs them: an unknown outcome is looked up before anything is repeated.</summary>
internal sealed class HeartlandTwin : IAsyncDisposable
{
    public const long Location = 100001;
    public const long Station = 100101;
    public static readonly DateOnly Day = new(2026, 3, 2);

    private readonly HttpClient http;

    private HeartlandTwin(SimulatorHost host, TimeSpan timeOut) => (Host, http) = (host, new HttpClient { Timeout = timeOut });

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public SimulatorHost Host { get; }

    public static async Task<HeartlandTwin> StartAsync(int tickets = 12, TimeProvider? time = null, SimulatorOptions? options = null, TimeSpan? timeOut = null)
    {
        var host = await SimulatorHost.StartAsync(options ?? new SimulatorOptions(), time ?? TimeProvider.System, Token);
        await host.Heartland.AddDayAsync(new DayOptions { BusinessDay = Day, Stores = 1, Tickets = tickets });
        return new HeartlandTwin(host, timeOut ?? TimeSpan.FromMilliseconds(400));
    }

    public HeartlandRetailClient Retail(TimeProvider? time = null, Action<HeartlandRetailConnection>? change = null)
    {
        var connection = new HeartlandRetailConnection
        {
            BaseAddress = Host.RetailBaseAddress.AbsoluteUri, Token = new Secret(Host.Options.RetailToken), CallsPerSecond = 100, AllowPrivateAddresses = true,
        };
        change?.Invoke(connection);
        return connection.CreateClient(new ConnectionContext("retail", http, time ?? new JumpingClock(), NullLogger.Instance));
    }

    public HeartlandGpConnection GpConnection(string? key = null) => new()
    {
        BaseAddress = Host.GpBaseAddress.AbsoluteUri, AppId = Host.Options.GpAppId, AppKey = new Secret(key ?? Host.Options.GpAppKey), CallsPerSecond = 100, AllowPrivateAddresses = true,
    };

    public HeartlandGpClient Gp(string? key = null, TimeProvider? time = null) =>
        GpConnection(key).CreateClient(new ConnectionContext("gp", http, time ?? TimeProvider.System, NullLogger.Instance));

    public static ActivityRun Run(Activity activity, object client) => new ActivityRun(activity, Token).Connected(client);

    /// <summary>Runs a step to its end, with as many attempts as the engine would make.</summary>
    public static async Task<ActivityRun> SettleAsync(Activity activity, ActivityRun run)
    {
        var started = false;
        for (var attempt = 1; ; attempt++)
        {
            if (started && activity.GetEffect(run) == EffectKind.Reconcilable)
            {
                switch (await run.ReconcileAsync())
                {
                    case Reconciliation.Applied: return run;
                    case Reconciliation.Unknown: throw new ActivityException(FailureKind.OutcomeUnknown, "Nobody can tell.");
                }
            }

            try
            {
                started = true;
                return await run.RunAsync();
            }
            catch (ActivityException exception) when (attempt < 5 && exception.Kind is FailureKind.OutcomeUnknown or FailureKind.Transient or FailureKind.RateLimited)
            {
                started = exception.Kind == FailureKind.OutcomeUnknown;
            }
        }
    }

    public static Task<PollResult> PollAsync(PollingTrigger trigger, object client, object? cursor, DateTimeOffset now, params (Input Input, object? Value)[] inputs) =>
        trigger.PollAsync(new Poll(client, cursor, new JumpingClock { Now = now }, inputs), Token).AsTask();

    public static Task<WebhookResult> ReceiveAsync(WebhookTrigger trigger, object client, WebhookRequest request, params (Input Input, object? Value)[] inputs) =>
        trigger.ReceiveAsync(new WebhookCall([client], request, TimeProvider.System, inputs), Token).AsTask();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }
}
