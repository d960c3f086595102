using System.Globalization;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>
/// What a database with a million waiting and a million finished instances costs: how long an event takes to resume one of those that wait, how long
/// pages of the list take, and how many short workflows run per second compared with the empty database.
/// </summary>
internal static class FullDatabaseLoad
{
    private const int Steps = 5;

    private static readonly (string Name, InstanceFilter Filter)[] Pages =
    [
        ("first page", new InstanceFilter { Take = 50, Descending = true }),
        ("waiting, page 20", new InstanceFilter { Take = 50, Skip = 950, Statuses = [InstanceStatus.Suspended], Descending = true }),
        ("finished last", new InstanceFilter { Take = 50, Statuses = [InstanceStatus.Finished], OrderBy = "Finished", Descending = true }),
        ("by correlation id", new InstanceFilter { Take = 50, CorrelationId = "c777777" }),
        ("by definition", new InstanceFilter { Take = 50, DefinitionIds = [$"sequence-{Steps}"], Descending = true }),
    ];

    public static async IAsyncEnumerable<LoadResult> RunAsync(ServerUnderLoad server, LoadOptions options)
    {
        var waiting = await server.PublishAsync(LoadWorkflows.Sequence(Steps, waits: true));
        var light = await server.PublishAsync(LoadWorkflows.Sequence(Steps));
        await ThroughputAsync(server, light, options.WarmUp, options.Connections);
        var empty = await ThroughputAsync(server, light, options.Duration, options.Connections);
        var fill = await FullDatabase.FillAsync(server, waiting, light);
        await ThroughputAsync(server, light, options.WarmUp, options.Connections);
        for (var round = 0; round < options.Rounds; round++)
        {
            yield return await ResumeAsync(server, options, fill, round);
            var full = await ThroughputAsync(server, light, options.Duration, options.Connections);
            yield return new LoadResult(
                $"{Steps} light steps on a full database",
                full,
                string.Create(CultureInfo.InvariantCulture, $"{full:0}/s; {empty:0}/s on the empty one ({(1 - (full / empty)) * 100:0.#} % slower)"),
                "≤ 5 % slower",
                fill);
            yield return await PagesAsync(server, fill);
        }
    }

    private static async Task<LoadResult> ResumeAsync(ServerUnderLoad server, LoadOptions options, string fill, int round)
    {
        var runtime = server.Services.GetRequiredService<WorkflowRuntime>();
        var events = server.Services.GetRequiredService<InstanceEvents>();
        var latencies = new Latencies();
        var random = new Random(round);
        var resumed = new HashSet<int>();
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < options.Duration)
        {
            var number = random.Next(1, FullDatabase.Instances) / options.Rounds * options.Rounds + round;
            if (number == 0 || !resumed.Add(number))
                continue;
            var burst = events.NextBurst($"w{number}");
            var start = TimeProvider.System.GetTimestamp();
            await runtime.PublishAsync("Elsa.Event", "go-on", null, "load", WorkflowJson.Null, correlationId: $"c{number}");
            if (await burst != InstanceStatus.Finished)
                throw new InvalidOperationException($"Instance w{number} did not finish; the server's log says why.");
            latencies.Add(TimeProvider.System.GetElapsedTime(start));
        }

        return new LoadResult(
            "resume one of a million",
            -latencies.At(0.5),
            string.Create(CultureInfo.InvariantCulture, $"p50 {latencies.At(0.5):0.0} ms, p99 {latencies.At(0.99):0.0} ms ({latencies.Count} resumes, one at a time)"),
            "p50 ≤ 5 ms, p99 ≤ 25 ms",
            $"from the call that publishes the event until the end of its instance is committed; {fill}");
    }

    private static async Task<LoadResult> PagesAsync(ServerUnderLoad server, string fill)
    {
        var reader = server.Services.GetRequiredService<IInstanceReader>();
        var worst = 0.0;
        var texts = new List<string>();
        foreach (var (name, filter) in Pages)
        {
            await reader.ListAsync(filter, CancellationToken.None);
            var start = TimeProvider.System.GetTimestamp();
            await reader.ListAsync(filter, CancellationToken.None);
            var took = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
            worst = Math.Max(worst, took);
            texts.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {took:0} ms"));
        }

        return new LoadResult("pages of instances", -worst, string.Join(", ", texts), "≤ 150 ms", fill);
    }

    private static async Task<double> ThroughputAsync(ServerUnderLoad server, DefinitionVersion version, TimeSpan duration, int connections)
    {
        var runtime = server.Services.GetRequiredService<WorkflowRuntime>();
        var before = server.Finished;
        var started = 0;
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(StartAsync)));
        await server.DrainAsync(before + server.Faulted + started);
        return (server.Finished - before) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;

        async Task StartAsync()
        {
            while (TimeProvider.System.GetElapsedTime(began) < duration)
            {
                Interlocked.Increment(ref started);
                await runtime.StartAsync(new StartRequest(version.DefinitionId) { Version = version }, CancellationToken.None);
            }
        }
    }
}
