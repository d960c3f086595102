using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists, stores, tests and deletes connections. Secrets go in and never come out.</summary>
internal static class ConnectionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var connections = api.MapGroup("/connections").WithTags("Connections").RequireAuthorization(AccessPolicy.Administrator);
        connections.MapGet("", ListAsync);
        connections.MapGet("/{name}", FindAsync);
        connections.MapPut("/{name}", SaveAsync).WithMetadata(new AuditedAction("connection.saved"));
        connections.MapPost("/{name}/test", TestAsync);
        connections.MapDelete("/{name}", DeleteAsync).WithMetadata(new AuditedAction("connection.deleted"));
    }

    private static async Task<Ok<List<ConnectionView>>> ListAsync(IConnectionStore store, ConnectionDirectory directory, CancellationToken token) =>
        TypedResults.Ok((await store.ListAsync(token)).Select(row => View(row, directory)).ToList());

    private static async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> FindAsync(
        string name, IConnectionStore store, ConnectionDirectory directory, CancellationToken token) =>
        await store.FindAsync(name, token) is { } row ? TypedResults.Ok(View(row, directory)) : Missing(name);

    private static async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> SaveAsync(
        string name, ConnectionRequest request, ConnectionDirectory directory, CancellationToken token)
    {
        try
        {
            return TypedResults.Ok(View(await directory.SaveAsync(name, request.Type ?? "", request.Fields ?? [], token), directory));
        }
        catch (ConnectionRefusedException exception)
        {
            return ApiProblem.Invalid($"The connection '{name}' cannot be stored: {exception.Message}");
        }
    }

    private static async Task<Results<Ok<ConnectionTest>, ProblemHttpResult>> TestAsync(
        string name, IConnectionStore store, ConnectionDirectory directory, CancellationToken token) =>
        await store.FindAsync(name, token) is null ? Missing(name) : TypedResults.Ok(await directory.TestAsync(name, token));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, IConnectionStore store, CancellationToken token) =>
        await store.DeleteAsync(name, token) ? TypedResults.NoContent() : Missing(name);

    private static ConnectionView View(ConnectionRow row, ConnectionDirectory directory)
    {
        var state = directory.StateOf(row.Name);
        return new ConnectionView(row.Name, row.TypeKey, Fields(row, directory), row.Revision, row.UpdatedAt, state.Status, state.Since, state.Until);
    }

    private static JsonObject? Fields(ConnectionRow row, ConnectionDirectory directory)
    {
        try
        {
            return directory.Masked(row);
        }
        catch (ActivityException)
        {
            // Its type is not installed any longer, so nobody knows which fields are secrets: none is shown.
            return null;
        }
    }

    private static ProblemHttpResult Missing(string name) => ApiProblem.Missing($"There is no connection '{name}'.");
}
