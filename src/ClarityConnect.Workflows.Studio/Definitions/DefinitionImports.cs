using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Imports;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Imports definitions that were exported here or from Elsa 3.</summary>
internal static class DefinitionImports
{
    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/workflow-definitions").RequireAuthorization(AccessPolicy.Designer);
        imports.MapMethods("/import", ["POST", "PUT"], ImportAsync).WithMetadata(new AuditedAction("definition.imported"));
        imports.MapPost("/import-files", ImportFilesAsync).DisableAntiforgery().WithMetadata(new AuditedAction("definition.imported"));
    }

    private static async Task<IResult> ImportAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionPublisher publisher, DefinitionImporter importer, DefinitionShape shape, CancellationToken token)
    {
        if (request.HasFormContentType)
            return await ImportFilesAsync(request, publish: false, user, importer, token);
        var imported = await publisher.ImportAsync(DefinitionFile.Read(await RequestJson.TextAsync(request)), publish: false, Caller.NameOf(user), token);
        request.HttpContext.Items[AuditSubject.Key] = imported.Version.DefinitionId;
        return Answer.Json(await shape.ToDesignerAsync(imported.Version, Caller.MayEdit(user), token));
    }

    /// <summary>Files are imported one by one; those that are refused keep none of the others out.</summary>
    private static async Task<IResult> ImportFilesAsync(
        HttpRequest request, bool? publish, ClaimsPrincipal user, DefinitionImporter importer, CancellationToken token)
    {
        var files = new List<ImportedFile>();
        foreach (var (name, json, problem) in (await ImportFiles.OfAsync(request, token)).Files)
            files.Add(json is null ? ImportedFile.Refused(name, [problem!], []) : await ImportFileAsync(name, json, publish == true, Caller.NameOf(user), importer, token));
        var definitionIds = files.Select(file => file.DefinitionId).OfType<string>().ToList();
        request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", definitionIds);
        return files.Count > 0 && definitionIds.Count == 0
            ? Refused(files)
            : Answer.Json(new { count = definitionIds.Count, definitionIds, files });
    }

    /// <summary>The designer shows the errors; who reads the report finds it as in other answers.</summary>
    private static IResult Refused(List<ImportedFile> files)
    {
        var refusal = Refusal.OfFiles(files.Select(file => (file.File, file.Messages)));
        return Answer.Json(new { refusal.StatusCode, refusal.Message, refusal.Errors, files }, StatusCodes.Status400BadRequest);
    }

    private static async Task<ImportedFile> ImportFileAsync(
        string name, string json, bool publish, string? by, DefinitionImporter importer, CancellationToken token)
    {
        try
        {
            return ImportedFile.Of(name, await importer.ImportAsync(json, asCopy: false, publish, by, token));
        }
        catch (DefinitionInvalidException exception)
        {
            return ImportedFile.Refused(name, exception.Problems, exception.Findings);
        }
    }
}
