using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Reads journals.</summary>
internal static class JournalEndpoints
{
    /// <summary>What is shown where a line is about the instance itself.</summary>
    private const string WorkflowId = "Workflow1";

    private const int DefaultTake = 100;
    private const int MaxTake = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var journal = api.MapGroup("/workflow-instances/{id}/journal").RequireAuthorization(AccessPolicy.Viewer);
        journal.MapGet("", (string id, int? skip, int? take, IInstanceReader reader, CancellationToken token) =>
            ReadAsync(id, new JournalFilter(), skip, take, reader, token));
        journal.MapPost("", async (string id, int? skip, int? take, HttpRequest request, IInstanceReader reader, CancellationToken token) =>
            await ReadAsync(id, Filter(await RequestJson.ObjectAsync(request)), skip, take, reader, token));
    }

    private static JournalFilter Filter(JsonObject body)
    {
        var filter = body["filter"] as JsonObject ?? [];
        return new JournalFilter
        {
            ActivityIds = RequestJson.Texts(filter, "activityIds"),
            NodeIds = RequestJson.Texts(filter, "activityNodeIds"),
            ExcludedActivityTypes = RequestJson.Texts(filter, "excludedActivityTypes"),
            EventNames = RequestJson.Texts(filter, "eventNames"),
        };
    }

    private static async Task<IResult> ReadAsync(string id, JournalFilter filter, int? skip, int? take, IInstanceReader reader, CancellationToken token)
    {
        var (lines, total) = await reader.ReadJournalAsync(
            id, filter, Math.Max(0, skip ?? 0), Math.Clamp(take ?? DefaultTake, 1, MaxTake), token);
        return Answer.Json(new StudioPage<object>([.. lines.Select(line => Line(id, line))], total));
    }

    public static object Line(string instanceId, JournalRecord line)
    {
        var execution = line.Execution;
        var details = ExecutionDetailsView.Of(execution);
        return new
        {
            id = $"{instanceId}-{line.Sequence}-{line.EventName}",
            activityInstanceId = execution is null ? instanceId : ExecutionId.Of(instanceId, execution.Number),
            parentActivityInstanceId = execution?.ParentNumber is { } parent ? ExecutionId.Of(instanceId, parent) : null,
            activityId = execution?.ActivityId ?? WorkflowId,
            activityType = execution?.ActivityType ?? "Elsa.Workflow",
            activityTypeVersion = execution?.ActivityVersion ?? 1,
            activityName = execution?.ActivityName,
            nodeId = execution?.NodeId ?? WorkflowId,
            line.Timestamp,
            line.Sequence,
            line.EventName,
            line.Message,
            source = (string?)null,
            activityState = details.State,
            payload = Payload(line, details),
        };
    }

    private static object? Payload(JournalRecord line, ExecutionDetailsView details)
    {
        if (line.Details is { IsEmpty: false } own)
        {
            using var document = JsonDocument.Parse(own, new JsonDocumentOptions { MaxDepth = 1024 });
            return document.RootElement.Clone();
        }

        return line.EventName switch
        {
            "Faulted" => details.Exception,
            "Completed" => ExecutionRecord.Payload(details),
            _ => null,
        };
    }
}
