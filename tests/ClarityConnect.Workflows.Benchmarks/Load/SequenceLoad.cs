using System.Globalization;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Forty light steps, one instance at a time, from the call that starts it until its end is committed.</summary>
internal static class SequenceLoad
{
    private const int Steps = 40;

    public static async IAsyncEnumerable<LoadResult> RunAsync(ServerUnderLoad server, LoadOptions options)
    {
        var version = await server.PublishAsync(LoadWorkflows.Sequence(Steps));
        var runtime = server.Services.GetRequiredService<WorkflowRuntime>();
        var events = server.Services.GetRequiredService<InstanceEvents>();
        var ids = server.Services.GetRequiredService<IdGenerator>();
        await MeasureAsync(options.WarmUp);
        for (var round = 0; round < options.Rounds; round++)
        {
            var costs = await Costs.ReadAsync(server.Services);
            var latencies = await MeasureAsync(options.Duration);
            var used = (await Costs.ReadAsync(server.Services)).Since(costs, latencies.Count);
            yield return new LoadResult(
                $"{Steps} steps in sequence",
                -latencies.At(0.5),
                string.Create(CultureInfo.InvariantCulture, $"p50 {latencies.At(0.5):0.0} ms, p99 {latencies.At(0.99):0.0} ms ({latencies.Count} runs)"),
                "≤ 120 ms",
                $"two durable commits a run (start, end of the burst) with all {Steps} steps in the journal; {used}");
        }

        async Task<Latencies> MeasureAsync(TimeSpan duration)
        {
            var latencies = new Latencies();
            var began = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(began) < duration)
            {
                var id = ids.Next();
                var burst = events.NextBurst(id);
                var start = TimeProvider.System.GetTimestamp();
                await runtime.StartAsync(new StartRequest(version.DefinitionId) { InstanceId = id, Version = version }, CancellationToken.None);
                if (await burst != InstanceStatus.Finished)
                    throw new InvalidOperationException($"Instance {id} did not finish; the server's log says why.");
                latencies.Add(TimeProvider.System.GetElapsedTime(start));
            }

            return latencies;
        }
    }
}
