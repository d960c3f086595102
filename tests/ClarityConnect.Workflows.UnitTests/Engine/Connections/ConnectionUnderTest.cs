using System.Diagnostics.Metrics;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.UnitTests.Connectors;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.UnitTests.Engine.Connections;

/// <summary>A connection's HTTP client as the engine makes it, its clock, its log and its metrics.</summary>
internal sealed class ConnectionUnderTest : ILogger, IDisposable
{
    public static readonly TimeSpan AlertAfter = TimeSpan.FromMinutes(5);

    private readonly string name = $"vendor-{Guid.NewGuid():N}";
    private readonly MeterListener listener = new();
    private readonly ConnectionMetrics metrics;
    private readonly Dictionary<string, long> counts = [];

    /// <summary>Creates the client.</summary>
    /// <param name="wire">What answers the requests; null for real sockets.</param>
    /// <param name="allowPrivateAddresses">Whether real sockets may go to this machine.</param>
    public ConnectionUnderTest(ScriptedHttp? wire = null, bool allowPrivateAddresses = true)
    {
        metrics = new ConnectionMetrics(() => Watch?.State.Status == ConnectionStatus.HeldBack ? [name] : []);
        Watch = new ConnectionWatch(name, AlertAfter, metrics, Clock, this);
        var handler = new ConnectionHandler(name, Watch, metrics, Clock, new Random(1), this);
        Http = wire is null ? ConnectionHttp.Create(handler, allowPrivateAddresses) : new HttpClient(handler);
        if (wire is not null)
            handler.InnerHandler = wire;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ConnectionMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.Start();
    }

    public HttpClient Http { get; }

    public JumpingClock Clock { get; } = new();

    public ConnectionWatch Watch { get; }

    public List<(LogLevel Level, int Event, string Message)> Log { get; } = [];

    /// <summary>What was measured of this connection by an instrument so far.</summary>
    public long Measured(string instrument) => counts.GetValueOrDefault(instrument);

    /// <summary>What the instrument for connections that are held back shows of this connection now.</summary>
    public long HeldBack()
    {
        counts.Remove(ConnectionMetrics.HeldBack);
        listener.RecordObservableInstruments();
        return Measured(ConnectionMetrics.HeldBack);
    }

    public void Dispose()
    {
        Http.Dispose();
        listener.Dispose();
        metrics.Dispose();
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Log.Add((logLevel, eventId.Id, formatter(state, exception)));

    // Other connections are tested at the same time, so only what has this one's name counts.
    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Value as string == name)
                counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value;
        }
    }
}
