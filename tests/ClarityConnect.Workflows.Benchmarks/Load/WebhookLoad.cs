using System.Globalization;
using ClarityConnect.Workflows.Benchmarks.Workflows;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Requests that are acknowledged once they are stored; their workflow does nothing more.</summary>
internal static class WebhookLoad
{
    private const int Rate = 2000;

    public static async IAsyncEnumerable<LoadResult> RunAsync(ServerUnderLoad server, LoadOptions options)
    {
        await server.PublishAsync(LoadWorkflows.Webhook());
        using var generator = new LoadGenerator(new Uri(server.Address, "workflows/events"), options.Connections, LoadWorkflows.Order);
        await generator.FloodAsync(options.WarmUp);
        await server.DrainAsync(generator.Sent);
        for (var round = 0; round < options.Rounds; round++)
        {
            var costs = await Costs.ReadAsync(server.Services);
            var (sent, began) = (generator.Sent, TimeProvider.System.GetTimestamp());
            var flood = await generator.FloodAsync(options.Duration);
            var acknowledged = generator.Sent - sent;
            var rate = acknowledged / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            var behind = generator.Sent - server.Finished;
            await server.DrainAsync(generator.Sent);
            var used = (await Costs.ReadAsync(server.Services)).Since(costs, acknowledged);
            yield return Result(
                "webhook, as fast as possible",
                rate,
                string.Create(CultureInfo.InvariantCulture, $"{rate:0}/s; p50 {flood.At(0.5):0.0} ms, p99 {flood.At(0.99):0.0} ms"),
                "≥ 5,000/s",
                string.Create(CultureInfo.InvariantCulture, $"{behind} not yet finished when the load ended, finished later; {used}"));

            var paced = await generator.PaceAsync(options.Duration, Rate);
            await server.DrainAsync(generator.Sent);
            yield return Result(
                $"webhook, {Rate}/s",
                -paced.At(0.99),
                string.Create(CultureInfo.InvariantCulture, $"p50 {paced.At(0.5):0.0} ms, p99 {paced.At(0.99):0.0} ms"),
                "p99 ≤ 20 ms",
                "timed from the moment at which each call was due");
        }

        LoadResult Result(string name, double score, string text, string target, string remark) =>
            new(name, score, text, target, server.Faulted == 0 ? remark : $"{server.Faulted} instances failed; {remark}", server.Faulted == 0);
    }
}
