using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Names the definitions that run a definition, and has those that use it as an activity use its published version.</summary>
internal static class DefinitionConsumers
{
    public static void Map(RouteGroupBuilder api)
    {
        var definition = api.MapGroup("/workflow-definitions/{definitionId}");
        definition.MapGet("/consumers", ListAsync).RequireAuthorization(AccessPolicy.Viewer);
        definition.MapPost("/update-references", UpdateAsync)
            .RequireAuthorization(AccessPolicy.Designer)
            .WithMetadata(new AuditedAction("definition.references-updated"));
    }

    private static async Task<IResult> ListAsync(string definitionId, DefinitionGraph graph, CancellationToken token)
    {
        var consumers = await graph.ConsumersAsync(definitionId, token);
        return Answer.Json(new { consumingWorkflowDefinitionIds = consumers.Select(consumer => consumer.DefinitionId) });
    }

    private static async Task<IResult> UpdateAsync(string definitionId, ClaimsPrincipal user, ReferenceUpdates references, CancellationToken token)
    {
        var updated = await references.UpdateAsync(definitionId, Caller.NameOf(user), token);
        return Answer.Json(new
        {
            affectedWorkflows = updated.Versions.Select(consumer => consumer.Name ?? consumer.DefinitionId),
            warnings = updated.Refusals,
        });
    }
}
