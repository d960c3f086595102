using System.Net.Http.Headers;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Posts to one address over a fixed number of connections and times the acknowledgements.</summary>
/// <param name="target">The address.</param>
/// <param name="connections">How many calls are under way at once.</param>
/// <param name="body">Makes the body of the call with a number.</param>
internal sealed class LoadGenerator(Uri target, int connections, Func<int, byte[]> body) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false, UseCookies = false });
    private int sent;

    /// <summary>How many calls were acknowledged since the beginning; they are numbered from 1.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>Calls without a pause until the time is over.</summary>
    /// <param name="duration">The time.</param>
    /// <param name="room">Called before each call, to hold it back while too much is under way.</param>
    public async Task<Latencies> FloodAsync(TimeSpan duration, Func<int, ValueTask>? room = null)
    {
        var latencies = new Latencies();
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(CallAsync)));
        return latencies;

        async Task CallAsync()
        {
            while (TimeProvider.System.GetElapsedTime(began) < duration)
            {
                var number = Interlocked.Increment(ref sent);
                if (room is not null)
                    await room(number);
                var start = TimeProvider.System.GetTimestamp();
                await PostAsync(number);
                latencies.Add(TimeProvider.System.GetElapsedTime(start));
            }
        }
    }

    /// <summary>Calls at a fixed rate. A call is timed from the moment at which it was due, so that a stall counts for all that had to wait.</summary>
    public async Task<Latencies> PaceAsync(TimeSpan duration, int perSecond)
    {
        var latencies = new Latencies();
        var began = TimeProvider.System.GetTimestamp();
        var total = (int)(duration.TotalSeconds * perSecond);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(CallAsync)));
        return latencies;

        async Task CallAsync()
        {
            while (Interlocked.Increment(ref next) is var turn && turn < total)
            {
                var due = TimeSpan.FromSeconds(turn / (double)perSecond);
                var early = due - TimeProvider.System.GetElapsedTime(began);
                if (early > TimeSpan.FromMilliseconds(1))
                    await Task.Delay(early, TimeProvider.System);
                await PostAsync(Interlocked.Increment(ref sent));
                latencies.Add(TimeProvider.System.GetElapsedTime(began) - due);
            }
        }
    }

    public void Dispose() => client.Dispose();

    private async Task PostAsync(int number)
    {
        using var content = new ByteArrayContent(body(number)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await client.PostAsync(target, content);
        response.EnsureSuccessStatusCode();
    }
}
