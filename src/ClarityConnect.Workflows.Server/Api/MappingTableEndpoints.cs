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
    }

    private static async Task<Ok<List<MappingTableView>>> ListAsync(IMappingTableStore store, CancellationToken token) =>
        TypedResults.Ok((await store.ListAsync(token)).Select(table => MappingTableView.Of(table, withDocument: false)).ToList());

    private static async Task<Results<Ok<MappingTableView>, ProblemHttpResult>> FindAsync(string name, IMappingTableStore store, CancellationToken token) =>
        await store.FindAsync(name, token) is { } table
            ? TypedResults.Ok(MappingTableView.Of(table, withDocument: true))
            : ApiProblem.Missing($"There is no mapping table '{name}'.");

    /// <summary>The body is the table's data itself.</summary>
    private static async Task<Results<Ok<MappingTableView>, ProblemHttpResult>> SaveAsync(
        string name, JsonElement document, IMappingTableStore store, TimeProvider time, CancellationToken token) =>
        document.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? TypedResults.Ok(MappingTableView.Of(await store.SaveAsync(name, document.GetRawText(), time.GetUtcNow(), token), withDocument: true))
            : ApiProblem.Invalid("A mapping table's data must be a JSON object or array.");
}
