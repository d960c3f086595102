using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Instances;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Runs definitions.</summary>
internal static class DefinitionRuns
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    /// <summary>How long a caller waits for the instance to finish or to wait for something; it goes on without the caller.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void Map(RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/workflow-definitions/{definitionId}").RequireAuthorization(AccessPolicy.Designer);
        runs.MapPost("/execute", ExecuteAsync).WithMetadata(new AuditedAction("definition.run"));
        runs.MapPost("/dispatch", DispatchAsync).WithMetadata(new AuditedAction("definition.run"));
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId,
        HttpContext context,
        IDefinitionStore store,
        WorkflowRuntime runtime,
        InstanceEvents events,
        IdGenerator ids,
        WorkflowStates states,
        TimeProvider time,
        CancellationToken token)
    {
        var request = await RequestJson.ReadAsync<RunRequest>(context.Request);
        if (await StartAsync(definitionId, request, store, ids.Next(), token) is not { } start)
            return CannotStart(context, StatusCodes.Status404NotFound, $"There is no workflow '{definitionId}' in the version {Wanted(request)}.");
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string id, InstanceStatus status)
        {
            if (id == start.InstanceId && status is not (InstanceStatus.Pending or InstanceStatus.Executing))
                settled.TrySetResult();
        }

        events.Committed += Hear;
        try
        {
            await runtime.StartAsync(start, token);
            context.Response.Headers[InstanceHeader] = start.InstanceId;
            await Task.WhenAny(settled.Task, Task.Delay(Patience, time, token));
        }
        catch (ActivationRefusedException exception)
        {
            return CannotStart(context, StatusCodes.Status409Conflict, exception.Message);
        }
        finally
        {
            events.Committed -= Hear;
        }

        token.ThrowIfCancellationRequested();
        var state = await states.FindAsync(start.InstanceId!, token);
        var isFaulted = state?.Instance.Status == InstanceStatus.Faulted;
        return Answer.Json(new { workflowState = state?.State }, isFaulted ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DispatchAsync(
        string definitionId, HttpContext context, IDefinitionStore store, WorkflowRuntime runtime, IdGenerator ids, CancellationToken token)
    {
        var request = await RequestJson.ReadAsync<RunRequest>(context.Request);
        var id = string.IsNullOrWhiteSpace(request.InstanceId) ? ids.Next() : request.InstanceId;
        if (await StartAsync(definitionId, request, store, id, token) is not { } start)
            return CannotStart(context, StatusCodes.Status404NotFound, $"There is no workflow '{definitionId}' in the version {Wanted(request)}.");
        try
        {
            await runtime.StartAsync(start, token);
        }
        catch (ActivationRefusedException exception)
        {
            return CannotStart(context, StatusCodes.Status409Conflict, exception.Message);
        }

        context.Response.Headers[InstanceHeader] = id;
        return Answer.Json(new { workflowInstanceId = id });
    }

    private static async Task<StartRequest?> StartAsync(string definitionId, RunRequest request, IDefinitionStore store, string instanceId, CancellationToken token)
    {
        var version = await VersionOptions.FindAsync(store, definitionId, Wanted(request), token);
        return version is null
            ? null
            : new StartRequest(definitionId)
            {
                Version = version,
                Input = request.Input,
                CorrelationId = request.CorrelationId,
                Name = request.Name,
                InstanceId = instanceId,
            };
    }

    private static IResult CannotStart(HttpContext context, int status, string why)
    {
        context.Response.Headers["x-elsa-workflow-cannot-start"] = "true";
        return Answer.Json(Refusal.Of(status, [why]), status);
    }

    private static string Wanted(RunRequest request) => string.IsNullOrEmpty(request.VersionOptions) ? "Published" : request.VersionOptions;
}
