using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Exports definitions: one as a file, many as an archive.</summary>
internal static class DefinitionExports
{
    private const string ArchiveName = "workflow-definitions.zip";

    public static void Map(RouteGroupBuilder api)
    {
        var exports = api.MapGroup("").RequireAuthorization(AccessPolicy.Viewer);
        exports.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        exports.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    private static async Task<IResult> ExportAsync(
        string definitionId,
        string? versionOptions,
        bool? includeConsumingWorkflows,
        bool? includeDependencies,
        IDefinitionStore store,
        DefinitionPackages packages,
        CancellationToken token)
    {
        var options = string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions;
        if (await VersionOptions.FindAsync(store, definitionId, options, token) is not { } version)
            return Answer.Missing($"There is no workflow '{definitionId}' in the version {options}.");
        var versions = await packages.CollectAsync([version], includeDependencies == true, includeConsumingWorkflows == true, token);
        return versions.Count == 1 && includeDependencies != true
            ? TypedResults.File(DefinitionPackages.Content(version), "application/json", DefinitionPackages.FileName(version))
            : TypedResults.File(await packages.PackAsync(versions, token), "application/zip", ArchiveName);
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, IDefinitionStore store, DefinitionPackages packages, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var versions = new List<DefinitionVersion>();
        foreach (var id in RequestJson.Texts(body, "ids"))
        {
            if (await store.FindAsync(id, token) is not { } version)
                return Answer.Missing($"There is no definition version '{id}'.");
            versions.Add(version);
        }

        bool Wants(string member) => body[member]?.GetValueKind() == JsonValueKind.True;
        var collected = await packages.CollectAsync(versions, Wants("includeDependencies"), Wants("includeConsumingWorkflows"), token);
        return TypedResults.File(await packages.PackAsync(collected, token), "application/zip", ArchiveName);
    }
}
