using System.IO.Compression;
using System.Security.Claims;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>
/// Gives instances as files, for people and other programs to read: the state, what it waits for, the executions and the journal, in Elsa's shape; and
/// under "snapshot" what another server needs to take the instance in.
/// </summary>
internal static class InstanceExports
{
    private const int PageSize = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var exports = api.MapGroup("").RequireAuthorization(AccessPolicy.Viewer);
        exports.MapGet("/workflow-instances/{id}/export", ExportAsync);
        exports.MapPost("/bulk-actions/export/workflow-instances", ExportManyAsync);
    }

    private static async Task<IResult> ExportAsync(
        string id, ClaimsPrincipal user, WorkflowStates states, IInstanceReader reader, InstanceSnapshots snapshots, CancellationToken token) =>
        await ReadAsync(id, Caller.MayOperate(user) ? snapshots : null, states, reader, token) is { } content
            ? TypedResults.Bytes(content, "application/json", FileName(id))
            : Answer.Missing($"There is no instance '{id}'. It may have been deleted or pruned.");

    private static async Task ExportManyAsync(HttpContext context, WorkflowStates states, IInstanceReader reader, InstanceSnapshots snapshots)
    {
        var allowed = Caller.MayOperate(context.User) ? snapshots : null;
        var token = context.RequestAborted;
        var ids = RequestJson.Texts(await RequestJson.ObjectAsync(context.Request), "ids").Distinct(StringComparer.Ordinal);
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = "attachment; filename=workflow-instances.zip";

        // The archive writes its directory without waiting, a few hundred bytes an instance.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await using var archive = new ZipArchive(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var id in ids)
        {
            if (await ReadAsync(id, allowed, states, reader, token) is not { } content)
                continue;
            await using var entry = await archive.CreateEntry(FileName(id)).OpenAsync(token);
            await entry.WriteAsync(content, token);
        }
    }

    /// <summary>Who may only read is not given the snapshot: it holds what the journal was told to leave out.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        string id, InstanceSnapshots? snapshots, WorkflowStates states, IInstanceReader reader, CancellationToken token)
    {
        if (await states.FindAsync(id, token) is not { } found)
            return null;
        var executions = await reader.ListExecutionsAsync(id, null, token);
        return CardDataMasker.Mask(JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                workflowState = found.State,
                bookmarks = await reader.ListBookmarksAsync(id, token),
                activityExecutionRecords = executions.Select(ExecutionRecord.Full),
                workflowExecutionLogRecords = (await JournalAsync(id, reader, token)).Select(line => JournalEndpoints.Line(id, line)),
                snapshot = snapshots is null ? null : await snapshots.TakeAsync(id, token),
            },
            SnapshotJson.Options));
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
