using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>
/// Has a running server run the published version of a workflow: <c>workflow run ID [--input FILE] [--wait] [--timeout SECONDS]</c>.
/// </summary>
internal static class WorkflowRunCommand
{
    private const string Kind = "instance";
    private const string Input = "--input";
    private const string Wait = "--wait";
    private const string Patience = "--timeout";
    private const string Finished = "Finished";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    /// <returns>0 if it was started and, with --wait, has finished; 1 if it was refused or ended otherwise; 2 for wrong arguments; 3 if the server could not be asked.</returns>
    public static Task<int> RunAsync(string[] options, TextWriter output) => CommandRun.RunAsync(
        async () =>
        {
            var arguments = CommandArguments.Parse(options, [Input, Patience], [Wait]);
            using var server = new ServerCalls(arguments, AccessPolicy.Designer);
            return ([await RunAsync(arguments, server)], arguments.IsJson);
        },
        output);

    private static async Task<CommandReport> RunAsync(CommandArguments arguments, ServerCalls server)
    {
        var definition = arguments.Single("workflow's id");
        var patience = PatienceOf(arguments);
        var request = new JsonObject();
        if (arguments.Value(Input) is { } file)
            request["input"] = await InputAsync(file);
        using var response = await server.PostAsync($"elsa/api/workflow-definitions/{Uri.EscapeDataString(definition)}/dispatch", ServerCalls.Body(request));
        if (!response.IsSuccessStatusCode || (await ServerCalls.JsonAsync(response))?["workflowInstanceId"]?.ToString() is not { } id)
            return new CommandReport(Kind, definition, "Refused", true, [await ServerCalls.ProblemAsync(response)]);
        return arguments.Has(Wait)
            ? await EndAsync(id, patience, server)
            : new CommandReport(Kind, id, "Started", false, []) { Details = new JsonObject { ["definitionId"] = definition } };
    }

    private static async Task<CommandReport> EndAsync(string id, TimeSpan? patience, ServerCalls server)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await server.GetAsync($"elsa/api/workflow-instances/{Uri.EscapeDataString(id)}");
            if (!response.IsSuccessStatusCode || await ServerCalls.JsonAsync(response) is not { } instance)
                return new CommandReport(Kind, id, "Lost", true, [await ServerCalls.ProblemAsync(response)]);
            var isOver = instance["status"]?.ToString() == Finished;
            if (isOver || TimeProvider.System.GetElapsedTime(began) > patience)
                return Report(id, instance, isOver);
            await Task.Delay(LookEvery, TimeProvider.System);
        }
    }

    private static CommandReport Report(string id, JsonObject instance, bool isOver)
    {
        var state = instance["workflowState"];
        var outcome = $"{instance["subStatus"]}";
        var messages = new List<string>();
        if (!isOver)
            messages.Add("It has not ended yet, and goes on without this command.");
        messages.AddRange((state?["incidents"] as JsonArray ?? []).Where(incident => incident?["isResolved"]?.GetValue<bool>() != true).Select(incident => $"{incident?["activityId"]}: {incident?["message"]}"));
        var output = state?["output"] as JsonObject ?? [];
        messages.AddRange(output.Select(value => $"{value.Key} = {value.Value?.ToJsonString() ?? "null"}"));
        return new CommandReport(Kind, id, outcome, outcome != Finished, messages)
        {
            Details = new JsonObject { ["definitionId"] = $"{instance["definitionId"]}", ["status"] = $"{instance["status"]}", ["output"] = output.DeepClone() },
        };
    }

    private static TimeSpan? PatienceOf(CommandArguments arguments)
    {
        if (arguments.Value(Patience) is not { } text)
            return null;
        if (!arguments.Has(Wait))
            throw new UsageException($"{Patience} goes with {Wait}.");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"{Patience} is '{text}'; it must be a whole number of seconds.");
    }

    private static async Task<JsonObject> InputAsync(string file)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(file)) as JsonObject
                ?? throw new UsageException($"'{file}' has no JSON object. Write the inputs as {{\"name\": value}}.");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The input '{file}' cannot be read: {exception.Message}");
        }
    }
}
