using ClarityConnect.Workflows.Console.Keys;
using ClarityConnect.Workflows.Engine.Access;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists, makes and revokes API keys.</summary>
internal static class ApiKeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys").RequireAuthorization(AccessPolicy.Administrator);
        keys.MapGet("", ListAsync);
        keys.MapPost("", CreateAsync).WithMetadata(new AuditedAction("api-key.created"));
        keys.MapDelete("/{id}", RevokeAsync).WithMetadata(new AuditedAction("api-key.revoked"));
    }

    private static async Task<Ok<List<ApiKeyView>>> ListAsync(IApiKeyStore store, CancellationToken token) =>
        TypedResults.Ok((await store.ListAsync(token)).Select(row => ApiKeyView.Of(row)).ToList());

    /// <summary>The answer holds the key, which is kept nowhere.</summary>
    private static async Task<Results<Created<ApiKeyView>, ProblemHttpResult>> CreateAsync(
        ApiKeyRequest request, HttpContext context, IApiKeyStore store, TimeProvider time, CancellationToken token)
    {
        if (ApiKeyRequest.Problem(request.Name, request.Role, request.ExpiresAt, time.GetUtcNow()) is { } problem)
            return ApiProblem.Invalid(problem);
        var (key, row) = await store.CreateAsync(request.Name!.Trim(), request.Role!, request.ExpiresAt?.ToUniversalTime(), token);
        context.Items[AuditSubject.Key] = $"{row.Name}: {row.Role}";
        return TypedResults.Created("/api/v1/api-keys", ApiKeyView.Of(row, key));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, HttpContext context, IApiKeyStore store, CancellationToken token)
    {
        var row = (await store.ListAsync(token)).FirstOrDefault(key => key.Id == id);
        if (row is null || !await store.DeleteAsync(id, token))
            return ApiProblem.Missing($"There is no API key with the id '{id}'.");
        context.Items[AuditSubject.Key] = row.Name;
        return TypedResults.NoContent();
    }
}
