using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Server.Simulation;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.SagePro;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>One company of the group with its own accounts at the vendors, its workflows and what happens there during the day.</summary>
/// <param name="key">How its connections' names begin.</param>
/// <param name="name">Its name.</param>
/// <param name="simulators">Its accounts at the vendors.</param>
/// <param name="day">The business day, which the evening of the story belongs to.</param>
/// <param name="clock">The clock of the day.</param>
internal abstract class Company(string key, string name, SimulatorHost simulators, DateOnly day, DayClock clock) : IAsyncDisposable
{
    private readonly SimulatedSagePro sagePro = new(clock);

    /// <summary>How its connections' names begin.</summary>
    public string Key => key;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The templates that it uses.</summary>
    public abstract IReadOnlyList<string> Templates { get; }

    /// <summary>What happens, in order.</summary>
    public abstract IReadOnlyList<Scene> Scenes { get; }

    /// <summary>Its accounts at the vendors.</summary>
    protected SimulatorHost Simulators => simulators;

    /// <summary>The business day.</summary>
    protected DateOnly Day => day;

    /// <summary>The clock of the day.</summary>
    protected DayClock Clock => clock;

    /// <summary>Its company in Sage Pro.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    protected SageProSimulator SagePro => sagePro.Company ?? throw new InvalidOperationException($"{name} has no Sage Pro.");

    /// <summary>Sets its accounts up as they are before the day, and gives the connections to them by their names.</summary>
    public async Task<IReadOnlyDictionary<string, (string Type, JsonObject Fields)>> OpenAsync(CancellationToken cancellationToken)
    {
        if (SageProScript is { } script)
            await sagePro.PlayAsync(simulators, JsonSerializer.SerializeToElement(script));
        await SetUpAsync(cancellationToken);
        var vendors = SimulatedVendors.Connections(simulators);
        vendors["heartland-retail"]["currency"] = Currency;
        return vendors.Concat(sagePro.Connections(simulators)).Concat(OwnConnections)
            .ToDictionary(connection => $"{key}-{connection.Key}", connection => (connection.Key, connection.Value), StringComparer.Ordinal);
    }

    /// <summary>Changes the rows of its mapping tables from those that the templates bring.</summary>
    /// <param name="people">Who changes them.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public virtual Task EditTablesAsync(DayPeople people, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Learns where the server takes webhooks, once it listens.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="people">Those who look after the workflows.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public virtual Task MeetAsync(Uri server, DayPeople people, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What its vendors do by themselves until a moment.</summary>
    public Task PassAsync(DateTimeOffset until, CancellationToken cancellationToken) => sagePro.PassAsync(until, cancellationToken);

    /// <summary>Compares what its vendors hold with what has to be there.</summary>
    public abstract Task JudgeAsync(Judgement judgement, IServiceProvider services, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await sagePro.DisposeAsync();
        await simulators.DisposeAsync();
    }

    /// <summary>The currency of its tills, ISO 4217.</summary>
    protected virtual string Currency => "USD";

    /// <summary>Its company in Sage Pro, as a case says it; null for none.</summary>
    protected virtual object? SageProScript => null;

    /// <summary>Connections to what is no vendor's, by type.</summary>
    protected virtual IReadOnlyDictionary<string, JsonObject> OwnConnections => new Dictionary<string, JsonObject>(StringComparer.Ordinal);

    /// <summary>Puts in what is there before the day.</summary>
    protected virtual Task SetUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A moment of the business day, in UTC.</summary>
    protected DateTimeOffset At(int hour, int minute = 0) => new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);

    /// <summary>A moment of the next morning, in UTC.</summary>
    protected DateTimeOffset NextDay(int hour, int minute = 0) => At(hour, minute).AddDays(1);
}
