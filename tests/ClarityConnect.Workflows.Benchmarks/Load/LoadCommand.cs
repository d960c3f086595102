using System.Globalization;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Runs a load scenario for some rounds and reports the best.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(string scenario, string[] arguments, TextWriter output)
    {
        LoadOptions options;
        Func<ServerUnderLoad, LoadOptions, IAsyncEnumerable<LoadResult>> run;
        try
        {
            options = LoadOptions.Parse(arguments);
            run = scenario switch
            {
                "five-step" => FiveStepLoad.RunAsync,
                "webhook" => WebhookLoad.RunAsync,
                "sequence" => SequenceLoad.RunAsync,
                "full-database" => FullDatabaseLoad.RunAsync,
                "designer" => DesignerLoad.RunAsync,
                "settlement" => SettlementLoad.RunAsync,
                _ => throw new ArgumentException($"There is no scenario '{scenario}'. Use five-step, webhook, sequence, full-database, designer or settlement."),
            };
        }
        catch (ArgumentException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return 2;
        }

        var before = Machine.Load;
        await using var server = await ServerUnderLoad.StartAsync();
        var results = new List<LoadResult>();
        await foreach (var result in run(server, options))
        {
            await output.WriteLineAsync($"{result.Name}: {result.Text}; {result.Remark}");
            results.Add(result);
        }

        var best = results.GroupBy(result => result.Name).Select(group => group.MaxBy(result => result.Score)!);
        var now = TimeProvider.System.GetUtcNow().ToString("u", CultureInfo.InvariantCulture);
        string[] lines =
        [
            "",
            $"## {scenario}, {now}",
            "",
            $"{await Machine.DescribeAsync(server.Services)}. Load average {before} before, {Machine.Load} after. {options.Connections} connections, best of {options.Rounds} rounds of {options.Seconds} s.",
            "",
            "| scenario | result | target | remark |",
            "| --- | --- | --- | --- |",
            .. best.Select(result => $"| {result.Name} | {result.Text} | {result.Target} | {result.Remark} |"),
        ];
        await output.WriteLineAsync(string.Join('\n', lines));
        if (options.Output is { } file)
            await File.AppendAllLinesAsync(file, lines);
        return results.TrueForAll(result => result.IsCorrect) ? 0 : 1;
    }
}
