using System.Text.Json;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists and stores mapping tables.</summary>
internal static class MappingTableEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var tables = api.MapGroup("/mapping-tables").WithTags("Mapping tables");
        tables.MapGet("", ListAsync).RequireAuthorization(AccessPolicy.Viewer);
        tables.MapGet("/{name}", FindAsync).RequireAuthorization(AccessPolicy.Viewer);
        tables.MapPut("/{name}", SaveAsync).RequireAuthorization(AccessPolicy.Designer).WithMetadata(new AuditedAction("mapping-table.saved"));
        tables.MapGet("/{name}/revisions", ListRevisionsAsync).RequireAuthorization(AccessPolicy.Viewer);
        tables.MapGet("/{name}/revisions/{revision:int}", FindRevisionAsync).RequireAuthorization(AccessPolicy.Viewer);
        tables.MapPost("/{name}/revisions/{revision:int}/restore", RestoreAsync).RequireAuthorization(AccessPolicy.Designer).WithMetadata(new AuditedAction("mapping-table.restored"));
    }

    private static async Task<Ok<List<MappingTableView>>> ListAsync(IMappingTableStore store, CancellationToken token) =>
        TypedResults.Ok((await store.ListAsync(token)).Select(table => MappingTableView.Of(table, withDocument: false)).ToList());

    private static async Task<Results<Ok<MappingTableView>, ProblemHttpResult>> FindAsync(string name, IMappingTableStore store, CancellationToken token) =>
        await store.FindAsync(name, token) is { } table
            ? TypedResults.Ok(MappingTableView.Of(table, withDocument: true))
            : ApiProblem.Missing($"There is no mapping table '{name}'.");

    /// <summary>The body is the table's data itself.</summary>
    private static async Task<Results<Ok<MappingTableView>, ProblemHttpResult>> SaveAsync(
        string name, JsonElement document, HttpContext http, IMappingTableStore store, TimeProvider time, CancellationToken token) =>
        document.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? TypedResults.Ok(MappingTableView.Of(await store.SaveAsync(name, document.GetRawText(), http.User.Identity?.Name, time.GetUtcNow(), token), withDocument: true))
            : ApiProblem.Invalid("A mapping table's data must be a JSON object or array.");

    private static async Task<Ok<List<MappingTableView>>> ListRevisionsAsync(string name, IMappingTableStore store, CancellationToken token) =>
        TypedResults.Ok((await store.ListRevisionsAsync(name, token)).Select(table => MappingTableView.Of(table, withDocument: false)).ToList());

    private static async Task<Results<Ok<MappingTableView>, ProblemHttpResult>> FindRevisionAsync(string name, int revision, IMappingTableStore store, CancellationToken token) =>
        await store.FindAsync(name, revision, token) is { } table
            ? TypedResults.Ok(MappingTableView.Of(table, withDocument: true))
            : NoRevision(name, revision);

    private static async Task<Results<Ok<MappingTableView>, ProblemHttpResult>> RestoreAsync(
        string name, int revision, HttpContext http, IMappingTableStore store, TimeProvider time, CancellationToken token) =>
        await store.RestoreAsync(name, revision, http.User.Identity?.Name, time.GetUtcNow(), token) is { } table
            ? TypedResults.Ok(MappingTableView.Of(table, withDocument: true))
            : NoRevision(name, revision);

    private static ProblemHttpResult NoRevision(string name, int revision) => ApiProblem.Missing($"There is no revision {revision} of a mapping table '{name}'.");
}
