using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Exports definitions as files that Elsa 3 imports.</summary>
internal static class DefinitionExports
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    private static readonly JsonSerializerOptions Indented = new(WorkflowJson.Options) { WriteIndented = true };

    public static void Map(RouteGroupBuilder api)
    {
        var exports = api.MapGroup("").RequireAuthorization(AccessPolicy.Viewer);
        exports.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        exports.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    private static async Task<IResult> ExportAsync(string definitionId, string? versionOptions, IDefinitionStore store, CancellationToken token)
    {
        var options = string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions;
        if (await VersionOptions.FindAsync(store, definitionId, options, token) is not { } version)
            return Answer.Missing($"There is no workflow '{definitionId}' in the version {options}.");
        return TypedResults.File(Content(version), "application/json", FileName(version));
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, IDefinitionStore store, CancellationToken token)
    {
        var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in RequestJson.Texts(await RequestJson.ObjectAsync(request), "ids"))
            {
                if (await store.FindAsync(id, token) is not { } version)
                    return Answer.Missing($"There is no definition version '{id}'.");
                await using var entry = await archive.CreateEntry(FileName(version)).OpenAsync(token);
                await entry.WriteAsync(Content(version), token);
            }
        }

        return TypedResults.File(buffer.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    /// <summary>The stored document with the schema first; all its members as they came.</summary>
    private static byte[] Content(DefinitionVersion version)
    {
        var document = DefinitionDocument.Parse(version.Document!).WithEnvelope(version).ToNode();
        document.Remove("$schema");
        var file = new JsonObject { ["$schema"] = Schema };
        foreach (var (name, value) in document.ToList())
        {
            document.Remove(name);
            file[name] = value;
        }

        return Encoding.UTF8.GetBytes(file.ToJsonString(Indented));
    }

    private static string FileName(DefinitionVersion version) => $"workflow-definition-{Slug(version.Name ?? "")}-{version.DefinitionId}-{version.Id}.json";

    private static string Slug(string name) => string.Join(
        '-',
        new string([.. name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
