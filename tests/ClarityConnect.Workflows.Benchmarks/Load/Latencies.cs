using System.Collections.Concurrent;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Times of single calls, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentQueue<double> values = new();

    public int Count => values.Count;

    public void Add(TimeSpan value) => values.Enqueue(value.TotalMilliseconds);

    /// <summary>The value that this part of all calls did not exceed; 0 without calls.</summary>
    public double At(double part)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(part * sorted.Length) - 1)];
    }
}
