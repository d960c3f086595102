using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Engine.Templates;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>
/// One large card batch of one till, through the settlement template as it is delivered: from the poll that sees the closed batch until both journals
/// stand in the ledger, each checked to the cent against what the day must come to.
/// </summary>
internal static class SettlementLoad
{
    private const string Template = "heartland-settlement-to-intacct-gl";
    private const int WarmUpTickets = 5000;

    // Of a hundred tickets of a generated day, a good 68 have a transaction at the card gateway; some more, so that the batch is never smaller than wanted.
    private const double TicketsForEach = 1.01 / 0.683;

    public static async IAsyncEnumerable<LoadResult> RunAsync(ServerUnderLoad server, LoadOptions options)
    {
        // Days of the past, each with its own batch; the first one is small and warms up.
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-options.Rounds - 3);
        var simulators = await SimulatorProcess.StartAsync();
        try
        {
            await ConnectAsync(server, simulators, options);
            await PlayAsync(simulators, day, WarmUpTickets);
            await PublishAsync(server);
            await server.DrainAsync(1);
            for (var round = 1; round <= options.Rounds; round++)
            {
                // New ones in each round, so that they do not grow from round to round.
                var former = simulators;
                simulators = await SimulatorProcess.StartAsync();
                await ConnectAsync(server, simulators, options);
                await former.DisposeAsync();
                await using var memory = new MemoryWatch(() => server.Services.GetRequiredService<ScriptRunnerPool>().ProcessIds);
                var costs = await Costs.ReadAsync(server.Services);
                var expected = await PlayAsync(simulators, day.AddDays(round), (int)(options.Transactions * TicketsForEach));
                await server.DrainAsync(round + 1);
                var used = (await Costs.ReadAsync(server.Services)).Since(costs, 1);
                yield return await ResultAsync(server, simulators, expected, memory, options, used);
            }
        }
        finally
        {
            await server.Services.GetRequiredService<DefinitionPublisher>().RetractAsync(Template, CancellationToken.None);
            await simulators.DisposeAsync();
        }
    }

    private static Task<DayExpectation> PlayAsync(SimulatorProcess simulators, DateOnly day, int tickets) =>
        simulators.AddDayAsync(new DayOptions { BusinessDay = day, Stores = 1, Registers = 1, Tickets = tickets });

    private static async Task ConnectAsync(ServerUnderLoad server, SimulatorProcess simulators, LoadOptions options)
    {
        var accepted = new SimulatorOptions();
        var connections = server.Services.GetRequiredService<ConnectionDirectory>();
        await SaveAsync("heartland-gateway", new JsonObject { ["endpoint"] = Address("porticoEndpoint"), ["secretApiKey"] = accepted.PorticoSecretApiKey });
        await SaveAsync("heartland-retail", new JsonObject
        {
            ["baseAddress"] = Address("retailBaseAddress"), ["token"] = accepted.RetailToken, ["callsPerSecond"] = options.CallsPerSecond,
        });
        await SaveAsync("intacct", new JsonObject
        {
            ["endpoint"] = Address("intacctEndpoint"), ["senderId"] = accepted.IntacctSenderId, ["senderPassword"] = accepted.IntacctSenderPassword,
            ["companyId"] = accepted.IntacctCompany, ["userId"] = accepted.IntacctUser, ["userPassword"] = accepted.IntacctPassword,
            ["allowAnyEndpointHost"] = true,
        });

        string Address(string name) => simulators.Addresses.GetProperty(name).GetString()!;

        async Task SaveAsync(string type, JsonObject fields)
        {
            fields["allowPrivateAddresses"] = true;
            await connections.SaveAsync(type, type, fields, CancellationToken.None);
        }
    }

    /// <summary>The template as it is delivered, but asking every second and as far back as the days lie.</summary>
    private static async Task PublishAsync(ServerUnderLoad server)
    {
        var template = await server.Services.GetRequiredService<TemplateLibrary>().FindAsync(Template, CancellationToken.None)
            ?? throw new FileNotFoundException($"There is no template '{Template}'.");
        await server.Services.GetRequiredService<TemplateUse>().CreateTablesAsync(template, CancellationToken.None);
        var json = template.Document.ToNode();
        var trigger = json["root"]!["activities"]!.AsArray().First(activity => (string?)activity!["id"] == "BatchClosed")!;
        trigger["interval"]!["expression"]!["value"] = "00:00:01";
        trigger["lookBack"]!["expression"]!["value"] = "40.00:00:00";
        await server.PublishAsync(json.ToJsonString());
    }

    private static async Task<LoadResult> ResultAsync(
        ServerUnderLoad server, SimulatorProcess simulators, DayExpectation expected, MemoryWatch memory, LoadOptions options, string used)
    {
        var reader = server.Services.GetRequiredService<IInstanceReader>();
        var (instances, _) = await reader.ListAsync(new InstanceFilter { DefinitionIds = [Template], Descending = true, Take = 1 }, CancellationToken.None);
        var steps = await reader.ListExecutionsAsync(instances[0].Id, null, CancellationToken.None);
        var seen = (await ReceivedAsync(simulators, "ReportBatchHistory")).Last(at => at <= instances[0].CreatedAt);
        var posted = (await ReceivedAsync(simulators, "create GLBATCH"))[^1];
        var problems = SettlementCheck.Problems(expected, await simulators.GetAsync("intacct/batches"));
        if (instances[0].Status != InstanceStatus.Finished)
            problems.Add($"the run is {instances[0].Status}: {await FailureAsync(reader)}");
        var transactions = expected.Batches[0].CardTypes.Sum(card => card.SaleCount + card.ReturnCount);
        if (transactions < options.Transactions)
            problems.Add($"the batch has {transactions} transactions instead of {options.Transactions}");
        var seconds = (posted - seen).TotalSeconds;
        var (before, peak) = (memory.Before, memory.Peak);
        return new LoadResult(
            $"{options.Transactions:N0} transactions to journal",
            -seconds,
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s, {MiB(peak.Server - before.Server)} MiB more"),
            "≤ 10 s and ≤ 300 MB more",
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {transactions:N0} settled transactions, {expected.Stores[0].Tickets:N0} tickets at {options.CallsPerSecond} calls/s; {Parts(seen, instances[0], steps)}; the server {MiB(before.Server)} to {MiB(peak.Server)} MiB, of it on the heap {MiB(before.Heap)} to {MiB(peak.Heap)}, script runners {MiB(before.Scripts)} to {MiB(peak.Scripts)} MiB; {used}; {(problems.Count == 0 ? "both journals to the cent" : string.Join("; ", problems))}
                """),
            problems.Count == 0);
    }

    private static string Parts(DateTimeOffset seen, InstanceRow instance, IReadOnlyList<ActivityExecutionRow> steps)
    {
        var parts = steps
            .Where(step => step is { CompletedAt: not null, ActivityType: not "Elsa.Flowchart" and not "Elsa.Workflow" })
            .Select(step => (step.ActivityId, Time: step.CompletedAt!.Value - step.StartedAt))
            .Where(step => step.Time >= TimeSpan.FromMilliseconds(5))
            .Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.ActivityId} {step.Time.TotalSeconds:0.00} s"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"poll to start {(instance.CreatedAt - seen).TotalSeconds:0.00} s, {string.Join(", ", parts)}, finished after {(instance.UpdatedAt - seen).TotalSeconds:0.00} s");
    }

    private static async Task<List<DateTimeOffset>> ReceivedAsync(SimulatorProcess simulators, string operation) =>
        [.. (await simulators.GetAsync($"ledger?operation={Uri.EscapeDataString(operation)}")).GetProperty("requests").EnumerateArray()
            .Select(row => row.GetProperty("at").GetDateTimeOffset())];

    private static async Task<string> FailureAsync(IInstanceReader reader)
    {
        var failures = await reader.ListDeadLettersAsync(new Engine.Failures.DeadLetterFilter { DefinitionId = Template, Take = 1 }, CancellationToken.None);
        return failures.Count == 0 ? "without a dead letter" : $"{failures[0].ActivityName}: {failures[0].Message}";
    }

    private static string MiB(long bytes) => (bytes / (1024.0 * 1024)).ToString("0", CultureInfo.InvariantCulture);
}
