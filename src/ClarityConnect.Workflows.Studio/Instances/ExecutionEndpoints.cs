using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Reads executions of activities.</summary>
internal static class ExecutionEndpoints
{
    private const int MostFrames = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var executions = api.MapGroup("").RequireAuthorization(AccessPolicy.Viewer);
        executions.MapGet("/activity-executions/list", ListAsync);
        executions.MapGet("/activity-executions/by-id", FindAsync);
        executions.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
        executions.MapPost("/activity-executions/report", ReportAsync);
        executions.MapGet("/activity-execution-summaries/list", SummariesAsync);
    }

    private static async Task<IResult> ListAsync(string? workflowInstanceId, string? activityNodeId, IInstanceReader reader, CancellationToken token)
    {
        var rows = await reader.ListExecutionsAsync(workflowInstanceId ?? "", Given(activityNodeId), token);
        return Answer.Json(new StudioList<object>([.. rows.Select(ExecutionRecord.Full)]));
    }

    private static async Task<IResult> SummariesAsync(string? workflowInstanceId, string? activityNodeId, IInstanceReader reader, CancellationToken token)
    {
        var rows = await reader.ListExecutionsAsync(workflowInstanceId ?? "", Given(activityNodeId), token);
        return Answer.Json(new StudioList<object>([.. rows.Select(ExecutionRecord.Summary)]));
    }

    private static async Task<IResult> FindAsync(string? id, IInstanceReader reader, CancellationToken token) =>
        ExecutionId.Parse(id) is { } wanted && await reader.FindExecutionAsync(wanted.InstanceId, wanted.Number, token) is { } found
            ? Answer.Json(ExecutionRecord.Full(found))
            : Answer.Missing($"There is no activity execution '{id}'.");

    /// <summary>The executions around an execution, from the outermost to itself.</summary>
    private static async Task<IResult> CallStackAsync(string id, int? skip, int? take, IInstanceReader reader, CancellationToken token)
    {
        if (ExecutionId.Parse(id) is not { } wanted)
            return Answer.Missing($"There is no activity execution '{id}'.");
        var rows = (await reader.ListExecutionsAsync(wanted.InstanceId, null, token)).ToDictionary(row => row.Number);
        var stack = new List<ActivityExecutionRow>();
        for (int? number = wanted.Number; number is { } next && rows.TryGetValue(next, out var row); number = row.ParentNumber)
            stack.Insert(0, row);
        if (stack.Count == 0)
            return Answer.Missing($"There is no activity execution '{id}'.");
        var page = stack.Skip(Math.Max(0, skip ?? 0)).Take(take is > 0 ? take.Value : MostFrames).Select(ExecutionRecord.Full);
        return Answer.Json(new { activityExecutionId = id, items = page.ToList(), totalCount = stack.Count });
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, IInstanceReader reader, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var rows = await reader.ListExecutionsAsync(RequestJson.Text(body, "workflowInstanceId") ?? "", null, token);
        var byNode = rows.ToLookup(row => row.NodeId, StringComparer.Ordinal);
        var nodes = RequestJson.Texts(body, "activityNodeIds").Distinct(StringComparer.Ordinal);
        return Answer.Json(new { stats = nodes.Select(node => ExecutionRecord.Statistics(node, [.. byNode[node]])).ToList() });
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
