using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Scripting;

/// <summary>What the designer's script editor completes.</summary>
internal static class ScriptingEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", WriteAsync).RequireAuthorization(AccessPolicy.Viewer);

    /// <summary>
    /// The draft's declarations. The editor loads whatever it is answered as a library, so a workflow that is not there yet gets what every script has.
    /// </summary>
    private static async Task<IResult> WriteAsync(string definitionId, IDefinitionStore store, TypeDefinitions definitions, CancellationToken token)
    {
        var version = await VersionOptions.FindAsync(store, definitionId, "Latest", token);
        var document = version?.Document is { } json ? JsonNode.Parse(json) as JsonObject : null;
        return TypedResults.Text(definitions.Write(document), "application/x-typescript");
    }
}
