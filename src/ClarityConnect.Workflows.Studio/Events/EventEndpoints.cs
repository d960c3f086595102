using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Events;

/// <summary>Publishes events to workflows.</summary>
internal static class EventEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/events/{eventName}/trigger", TriggerAsync)
        .RequireAuthorization(AccessPolicy.Designer)
        .WithMetadata(new AuditedAction("event.published"));

    private static async Task<IResult> TriggerAsync(string eventName, HttpRequest request, WorkflowRuntime runtime)
    {
        var body = await RequestJson.ReadAsync<EventRequest>(request);
        var (source, id) = EventIdentity.Of(eventName, body.EventId, request);
        var isNew = await runtime.PublishAsync(
            Event.StimulusName,
            eventName,
            id,
            source,
            body.Input ?? body.Payload ?? WorkflowJson.Null,
            body.CorrelationId,
            body.WorkflowInstanceId);
        return Answer.Json(new { isDuplicate = !isNew });
    }
}
