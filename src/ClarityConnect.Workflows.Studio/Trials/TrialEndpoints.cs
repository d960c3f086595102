using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Trials;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Definitions;
using ClarityConnect.Workflows.Studio.Instances;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Trials;

/// <summary>The designer's Test tab: runs one activity alone.</summary>
internal static class TrialEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/tests/activities", RunAsync).RequireAuthorization(AccessPolicy.Designer).WithMetadata(new AuditedAction("activity.tried"));

    private static async Task<IResult> RunAsync(HttpContext context, IDefinitionStore store, ActivityTrials trials, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(context.Request);
        var workflow = body["workflowDefinitionHandle"] as JsonObject ?? [];
        var handle = body["activityHandle"] as JsonObject ?? [];
        if ((RequestJson.Text(handle, "activityNodeId") ?? RequestJson.Text(handle, "activityId")) is not { } activity)
            return Answer.Invalid(["The request names no activity. Give activityHandle an activityNodeId or an activityId."]);
        if (await FindAsync(store, workflow, token) is not { } version)
            return Answer.Missing("There is no such workflow. Save it, then test the activity.");
        context.Items[AuditSubject.Key] = $"{version.DefinitionId}: {activity}";
        try
        {
            return await trials.RunAsync(version, activity, Variables(version.Document), token) is { } execution
                ? Answer.Json(Shape(execution))
                : Answer.Missing($"The workflow '{version.Name}' has no activity '{activity}'. Save it, then test the activity.");
        }
        catch (TimeoutException exception)
        {
            return Answer.Invalid([exception.Message]);
        }
    }

    private static async Task<DefinitionVersion?> FindAsync(IDefinitionStore store, JsonObject handle, CancellationToken token)
    {
        if (RequestJson.Text(handle, "definitionVersionId") is { } versionId)
            return await store.FindAsync(versionId, token);
        return RequestJson.Text(handle, "definitionId") is { } definitionId
            ? await VersionOptions.FindAsync(store, definitionId, RequestJson.Text(handle, "versionOptions") ?? "Latest", token)
            : null;
    }

    private static Dictionary<string, JsonElement> Variables(string? document) =>
        document is not null && JsonNode.Parse(document) is JsonObject json && json["customProperties"] is JsonObject custom && custom["VariableTestValues"] is JsonObject values
            ? values.ToDictionary(value => value.Key, value => value.Value is { } given ? given.Deserialize<JsonElement>() : Sdk.Values.WorkflowJson.Null, StringComparer.Ordinal)
            : [];

    private static object Shape(ActivityExecutionRow execution)
    {
        var details = ExecutionDetailsView.Of(execution);
        return new
        {
            activityState = details.State,
            payload = ExecutionRecord.Payload(details),
            outputs = details.Outputs,
            exception = details.Exception,
            execution.Status,
        };
    }
}
