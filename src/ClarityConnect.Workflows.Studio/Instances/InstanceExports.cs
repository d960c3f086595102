using System.IO.Compression;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Gives instances as files, for people and other programs to read: the state, what it waits for, the executions and the journal.</summary>
internal static class InstanceExports
{
    private const int PageSize = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var exports = api.MapGroup("").RequireAuthorization(AccessPolicy.Viewer);
        exports.MapGet("/workflow-instances/{id}/export", ExportAsync);
        exports.MapPost("/bulk-actions/export/workflow-instances", ExportManyAsync);
    }

    private static async Task<IResult> ExportAsync(string id, WorkflowStates states, IInstanceReader reader, CancellationToken token) =>
        await ReadAsync(id, states, reader, token) is { } content
            ? TypedResults.File(content, "application/json", FileName(id))
            : Answer.Missing($"There is no instance '{id}'. It may have been deleted or pruned.");

    private static async Task ExportManyAsync(HttpContext context, WorkflowStates states, IInstanceReader reader)
    {
        var token = context.RequestAborted;
        var ids = RequestJson.Texts(await RequestJson.ObjectAsync(context.Request), "ids").Distinct(StringComparer.Ordinal);
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = "attachment; filename=workflow-instances.zip";

        // The archive writes its directory without waiting, a few hundred bytes an instance.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await using var archive = new ZipArchive(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var id in ids)
        {
            if (await ReadAsync(id, states, reader, token) is not { } content)
                continue;
            await using var entry = await archive.CreateEntry(FileName(id)).OpenAsync(token);
            await entry.WriteAsync(content, token);
        }
    }

    private static async Task<byte[]?> ReadAsync(string id, WorkflowStates states, IInstanceReader reader, CancellationToken token)
    {
        if (await states.FindAsync(id, token) is not { } found)
            return null;
        var executions = await reader.ListExecutionsAsync(id, null, token);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                workflowState = found.State,
                bookmarks = await reader.ListBookmarksAsync(id, token),
                activityExecutionRecords = executions.Select(ExecutionRecord.Full),
                workflowExecutionLogRecords = (await JournalAsync(id, reader, token)).Select(line => JournalEndpoints.Line(id, line)),
            },
            WorkflowJson.Options);
    }

    private static async Task<List<JournalRecord>> JournalAsync(string id, IInstanceReader reader, CancellationToken token)
    {
        var lines = new List<JournalRecord>();
        while (true)
        {
            var (page, _) = await reader.ReadJournalAsync(id, new JournalFilter(), lines.Count, PageSize, token);
            lines.AddRange(page);
            if (page.Count < PageSize)
                return lines;
        }
    }

    private static string FileName(string id) => $"workflow-instance-{id}.json";
}
