using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Reads executions of activities.</summary>
internal static class ExecutionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var executions = api.MapGroup("").RequireAuthorization(AccessPolicy.Viewer);
        executions.MapGet("/activity-executions/list", ListAsync);
        executions.MapGet("/activity-executions/by-id", FindAsync);
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
