using System.IO.Compression;
using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Imports definitions that were exported here or from Elsa 3.</summary>
internal static class DefinitionImports
{
    private const long MaxFileBytes = 10 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/workflow-definitions").RequireAuthorization(AccessPolicy.Designer);
        imports.MapMethods("/import", ["POST", "PUT"], ImportAsync).WithMetadata(new AuditedAction("definition.imported"));
        imports.MapPost("/import-files", ImportFilesAsync).DisableAntiforgery().WithMetadata(new AuditedAction("definition.imported"));
    }

    private static async Task<IResult> ImportAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionPublisher publisher, DefinitionShape shape, CancellationToken token)
    {
        if (request.HasFormContentType)
            return await ImportFilesAsync(request, publisher, token);
        var version = await SaveAsync(await RequestJson.TextAsync(request), publisher, token);
        request.HttpContext.Items[AuditSubject.Key] = version.DefinitionId;
        return Answer.Json(shape.ToDesigner(version, Caller.MayEdit(user)));
    }

    private static async Task<IResult> ImportFilesAsync(HttpRequest request, DefinitionPublisher publisher, CancellationToken token)
    {
        var files = new List<(string Name, string Json)>();
        foreach (var file in (await request.ReadFormAsync(token)).Files)
        {
            await using var content = file.OpenReadStream();
            await ReadAsync(file.FileName, content, files, token);
        }

        // Read all before any is stored: a broken file among many stores none.
        foreach (var (name, json) in files)
            Named(name, () => DefinitionDocument.Parse(json));
        var ids = new List<string>();
        foreach (var (_, json) in files)
            ids.Add((await SaveAsync(json, publisher, token)).DefinitionId);
        request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", ids);
        return Answer.Json(new { count = ids.Count, definitionIds = ids });
    }

    private static async Task<DefinitionVersion> SaveAsync(string json, DefinitionPublisher publisher, CancellationToken token)
    {
        DefinitionDocument.Parse(json); // for its message with line and column
        var (version, _) = await publisher.SaveAsync(DefinitionShape.FromDesigner(RequestJson.Parse(json)), publish: false, token);
        return version;
    }

    private static async Task ReadAsync(string name, Stream content, List<(string Name, string Json)> files, CancellationToken token)
    {
        if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            using var reader = new StreamReader(content);
            files.Add((name, await reader.ReadToEndAsync(token)));
            return;
        }

        using var archive = Named(name, () => new ZipArchive(content, ZipArchiveMode.Read));
        foreach (var entry in archive.Entries)
        {
            if (!entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal))
                continue;
            if (entry.Length > MaxFileBytes)
                throw new DefinitionInvalidException($"The file '{entry.FullName}' in '{name}' has {entry.Length:N0} bytes; at most {MaxFileBytes:N0} are read.");
            await using var file = await entry.OpenAsync(token);
            await ReadAsync(entry.Name, file, files, token);
        }
    }

    private static T Named<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is DefinitionInvalidException or InvalidDataException)
        {
            throw new DefinitionInvalidException($"The file '{file}' cannot be imported. {exception.Message}");
        }
    }
}
