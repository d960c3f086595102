using System.Diagnostics.Metrics;
using ClarityConnect.Workflows.Engine.Connections;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>Counts the calls that connections made again at once: no journal has them, because no step failed.</summary>
internal sealed class FastRetryCount : IDisposable
{
    private readonly MeterListener listener = new();
    private long value;

    public FastRetryCount()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ConnectionMetrics.MeterName && instrument.Name == ConnectionMetrics.FastRetries)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, calls, _, _) => Interlocked.Add(ref value, calls));
        listener.Start();
    }

    public long Value => Interlocked.Read(ref value);

    public void Dispose() => listener.Dispose();
}
