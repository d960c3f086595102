using ClarityConnect.Workflows.Engine.Definitions.Imports;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Takes in instances that were exported here or on another server, so that they are there again and go on.</summary>
internal static class InstanceImports
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/bulk-actions/import/workflow-instances", ImportAsync)
        .RequireAuthorization(AccessPolicy.Operator)
        .DisableAntiforgery()
        .WithMetadata(new AuditedAction("instance.imported"));

    /// <summary>Files are imported one by one; those that are refused keep none of the others out.</summary>
    private static async Task<IResult> ImportAsync(HttpRequest request, InstanceSnapshots snapshots, CancellationToken token)
    {
        var files = new List<ImportedInstance>();
        foreach (var (name, json, problem) in (await ImportFiles.OfAsync(request, token)).Files)
            files.Add(json is null ? new ImportedInstance(name, null, [problem!]) : await ImportFileAsync(name, json, snapshots, token));
        var instanceIds = files.Select(file => file.InstanceId).OfType<string>().ToList();
        request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", instanceIds);
        if (files.Count == 0)
            throw new BadHttpRequestException("The form has no files. Send exported instances, as JSON or as an archive, in the field 'files'.");
        if (instanceIds.Count > 0)
            return Answer.Json(new { count = instanceIds.Count, instanceIds, files });
        var refusal = Refusal.OfFiles(files.Select(file => (file.File, file.Messages)));
        return Answer.Json(new { refusal.StatusCode, refusal.Message, refusal.Errors, files }, StatusCodes.Status400BadRequest);
    }

    private static async Task<ImportedInstance> ImportFileAsync(string name, string json, InstanceSnapshots snapshots, CancellationToken token)
    {
        try
        {
            return new ImportedInstance(name, (await snapshots.ImportAsync(json, token)).Id, []);
        }
        catch (SnapshotRefusedException exception)
        {
            return new ImportedInstance(name, null, [exception.Message]);
        }
    }
}
