using System.Text.Json;
using ClarityConnect.Workflows.Conformance;
using ClarityConnect.Workflows.Conformance.Cases;
using ClarityConnect.Workflows.Conformance.Running;

CommandLine command;
List<WorkflowCase> cases;
try
{
    command = CommandLine.Parse(args);
    cases = [.. command.Folders.SelectMany(CaseFolder.Read)];
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

using var ended = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    ended.Cancel();
};
var results = new List<CaseResult>();
await using (var server = command.Url is null ? await ConformanceServer.StartAsync(ended.Token) : null)
{
    using var api = new WorkflowApi(command.Url ?? server!.Address, command.ApiKey ?? server!.Key);
    foreach (var testCase in cases)
    {
        var result = await new CaseRun(api, testCase).RunAsync(ended.Token);
        results.Add(result);
        if (!command.IsJson)
            await Console.Out.WriteLineAsync($"{(result.Passed ? "passed" : "failed")} {result.Id}{string.Concat(result.Failures.Select(failure => $"\n       {failure}"))}");
    }
}

var failed = results.Count(result => !result.Passed);
await Console.Out.WriteLineAsync(command.IsJson
    ? JsonSerializer.Serialize(results, JsonSerializerOptions.Web)
    : $"Total: {results.Count}, Errors: 0, Failed: {failed}, Skipped: 0");
return failed == 0 ? 0 : 1;
