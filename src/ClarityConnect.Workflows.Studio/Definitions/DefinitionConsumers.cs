using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
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

    private static async Task<IResult> UpdateAsync(
        string definitionId, IDefinitionStore store, DefinitionGraph graph, DefinitionPublisher publisher, CancellationToken token)
    {
        var affectedWorkflows = new List<string>();
        var published = await store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsPublished = true }, token);
        foreach (var consumer in published is null ? [] : await graph.ConsumersAsync(definitionId, token))
        {
            var stored = DefinitionDocument.Parse(consumer.Document!);
            var json = stored.ToNode();
            if (json["root"] is not JsonObject root || !Update(root, published!))
                continue;
            await publisher.SaveAsync(DefinitionDocument.From(json), consumer.IsPublished, stored.Revision, token);
            affectedWorkflows.Add(consumer.Name ?? consumer.DefinitionId);
        }

        return Answer.Json(new { affectedWorkflows });
    }

    /// <returns>Whether something was changed.</returns>
    private static bool Update(JsonObject activity, DefinitionVersion published)
    {
        var isChanged = false;
        if (ActivityTree.Text(activity, "workflowDefinitionId") == published.DefinitionId
            && ActivityTree.Text(activity, "workflowDefinitionVersionId") != published.Id)
        {
            activity["workflowDefinitionVersionId"] = published.Id;
            activity["latestAvailablePublishedVersionId"] = published.Id;
            activity["latestAvailablePublishedVersion"] = published.Version;
            activity["version"] = published.Version;
            isChanged = true;
        }

        foreach (var (_, child) in ActivityTree.Children(activity))
            isChanged |= Update(child, published);
        return isChanged;
    }
}
