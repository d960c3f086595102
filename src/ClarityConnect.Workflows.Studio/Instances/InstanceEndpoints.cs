using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Shows, cancels and deletes instances.</summary>
internal static class InstanceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var instances = api.MapGroup("/workflow-instances").RequireAuthorization(AccessPolicy.Viewer);
        instances.MapPost("", async (HttpRequest request, IInstanceReader reader) =>
            await ListAsync(await RequestJson.ReadAsync<InstanceQuery>(request), reader, request.HttpContext.RequestAborted));
        instances.MapGet("", (
            [FromQuery] int? page, [FromQuery] int? pageSize, [FromQuery] string? searchTerm, [FromQuery] string? definitionId, [FromQuery] string? correlationId,
            [FromQuery] string? status, [FromQuery] string? subStatus, [FromQuery] bool? hasIncidents, [FromQuery] string? orderBy, [FromQuery] string? orderDirection,
            IInstanceReader reader, CancellationToken token) => ListAsync(
                new InstanceQuery
                {
                    Page = page, PageSize = pageSize, SearchTerm = searchTerm, DefinitionId = definitionId, CorrelationId = correlationId,
                    Status = status, SubStatus = subStatus, HasIncidents = hasIncidents, OrderBy = orderBy, OrderDirection = orderDirection,
                },
                reader,
                token));
        instances.MapGet("/{id}", FindAsync);
        instances.MapGet("/{id}/variables", VariablesAsync);
        instances.MapGet("/{id}/execution-state", ExecutionStateAsync);

        var operations = api.MapGroup("").RequireAuthorization(AccessPolicy.Operator);
        operations.MapPost("/cancel/workflow-instances/{id}", CancelAsync).WithMetadata(new AuditedAction("instance.cancelled"));
        operations.MapDelete("/workflow-instances/{id}", DeleteAsync).WithMetadata(new AuditedAction("instance.deleted"));
    }

    private static async Task<IResult> ListAsync(InstanceQuery query, IInstanceReader reader, CancellationToken token)
    {
        var (rows, total) = query.AsksForNothing ? ([], 0) : await reader.ListAsync(query.ToFilter(), token);
        return Answer.Json(new StudioPage<InstanceSummary>([.. rows.Select(row => new InstanceSummary(row))], total));
    }

    private static async Task<IResult> FindAsync(string id, WorkflowStates states, CancellationToken token) =>
        await states.FindAsync(id, token) is { } found
            ? Answer.Json(new InstanceWithState(found.Instance, found.State))
            : Missing(id);

    private static async Task<IResult> VariablesAsync(string id, WorkflowStates states, IDefinitionStore definitions, CancellationToken token)
    {
        if (await states.FindVariablesAsync(id, token) is not { } found)
            return Missing(id);
        var version = await definitions.FindAsync(found.Instance.DefinitionVersionId, token);
        var ids = VariableIds.Of(version?.Document);
        return Answer.Json(new StudioList<object>(
            [.. found.Variables.Select(variable => (object)new { id = ids.GetValueOrDefault(variable.Key, variable.Key), name = variable.Key, value = variable.Value })]));
    }

    private static async Task<IResult> ExecutionStateAsync(string id, IInstanceReader reader, CancellationToken token) =>
        await reader.FindAsync(id, token) is { } found
            ? Answer.Json(new
            {
                status = InstanceSummary.MainStatus(found.Instance.Status),
                subStatus = found.Instance.Status,
                workflowSubStatus = found.Instance.Status,
                found.Instance.UpdatedAt,
            })
            : Missing(id);

    private static async Task<IResult> CancelAsync(string id, IInstanceReader reader, WorkflowRuntime runtime, CancellationToken token)
    {
        if (await runtime.CancelAsync(id, token))
            return TypedResults.Ok();
        return await reader.FindAsync(id, token) is null
            ? Missing(id)
            : Answer.Invalid([$"The instance '{id}' has finished; there is nothing to cancel."]);
    }

    private static async Task<IResult> DeleteAsync(string id, BulkActions actions, CancellationToken token) =>
        await actions.DeleteAsync([id], token) > 0 ? TypedResults.NoContent() : Missing(id);

    private static IResult Missing(string id) => Answer.Missing($"There is no instance '{id}'. It may have been deleted or pruned.");
}
