using System.Globalization;
using ClarityConnect.Workflows.Benchmarks.Workflows;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Orders that are verified, mapped, decided on and written to another system twice.</summary>
internal static class FiveStepLoad
{
    /// <summary>How many orders may be acknowledged and not finished, for each connection; without a bound the queue would grow while it is measured.</summary>
    private const int Window = 8;

    public static async IAsyncEnumerable<LoadResult> RunAsync(ServerUnderLoad server, LoadOptions options)
    {
        await using var receiver = await Receiver.StartAsync();
        await server.PublishAsync(LoadWorkflows.FiveStep(receiver.Address));
        using var generator = new LoadGenerator(new Uri(server.Address, "workflows/orders"), options.Connections, LoadWorkflows.Order);
        await generator.FloodAsync(options.WarmUp, RoomAsync);
        for (var round = 0; round < options.Rounds; round++)
        {
            var costs = await Costs.ReadAsync(server.Services);
            var (finished, began) = (server.Finished, TimeProvider.System.GetTimestamp());
            var latencies = await generator.FloodAsync(options.Duration, RoomAsync);
            var done = server.Finished - finished;
            var rate = done / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            var used = (await Costs.ReadAsync(server.Services)).Since(costs, done);
            await server.DrainAsync(generator.Sent);
            var problem = receiver.Check([.. Enumerable.Range(1, generator.Sent)]) ?? (server.Faulted > 0 ? $"{server.Faulted} instances failed." : null);
            yield return new LoadResult(
                "five-step",
                rate,
                string.Create(CultureInfo.InvariantCulture, $"{rate:0} workflows/s; acknowledgement p50 {latencies.At(0.5):0.0} ms, p99 {latencies.At(0.99):0.0} ms"),
                "≥ 2,000/s",
                $"{problem ?? "all effects at the receiver exactly once"}; {used}",
                problem is null);
        }

        async ValueTask RoomAsync(int number)
        {
            while (number - server.Finished - server.Faulted > options.Connections * Window)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}
