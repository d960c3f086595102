using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Secrets;

/// <summary>Named secrets. Whoever sees workflows sees the names, administrators store values; no answer has a value.</summary>
internal static class SecretEndpoints
{
    private const int MostListed = 1000;

    /// <summary>Write, delete, test and versions among Elsa's flags 1 (read), 2, 4, 8 and 32; Studio reads this one as a number only.</summary>
    private const int Capabilities = 2 + 4 + 8 + 32;

    public static void Map(RouteGroupBuilder api)
    {
        // Whoever may look at a workflow sees the names of the secrets in it.
        var names = api.MapGroup("/secrets").RequireAuthorization(AccessPolicy.Viewer);
        names.MapPost("/picker", PickAsync);
        names.MapGet("", ListAsync);
        names.MapGet("/descriptors", Describe);
        names.MapGet("/{name}", FindAsync);

        var values = api.MapGroup("/secrets").RequireAuthorization(AccessPolicy.Administrator);
        values.MapPost("", CreateAsync).WithMetadata(new AuditedAction("secret.created"));
        values.MapPost("/{name}", UpdateAsync).WithMetadata(new AuditedAction("secret.updated"));
        values.MapPost("/{name}/rotate", RotateAsync).WithMetadata(new AuditedAction("secret.rotated"));
        values.MapPost("/{name}/revoke", RevokeAsync).WithMetadata(new AuditedAction("secret.revoked"));
        values.MapPost("/{name}/test", TestAsync).WithMetadata(new AuditedAction("secret.tested"));
        values.MapDelete("/{name}", DeleteAsync).WithMetadata(new AuditedAction("secret.deleted"));
    }

    private static async Task<IResult> PickAsync(HttpRequest request, ISecretStore store, TimeProvider time, CancellationToken token)
    {
        var wanted = await RequestJson.ReadAsync<SecretRequest>(request);
        var found = Matching(await store.ListAsync(token), wanted.Search, time).Where(secret => !wanted.ActiveOnly || secret.Status == nameof(SecretStatus.Active));
        return Answer.Json(new { items = found.Take(MostListed).ToList(), canCreateInline = false });
    }

    private static async Task<IResult> ListAsync(
        string? search, string? status, int? page, int? pageSize, ISecretStore store, TimeProvider time, CancellationToken token)
    {
        var found = Matching(await store.ListAsync(token), search, time).Where(secret => string.IsNullOrEmpty(status) || secret.Status == status).ToList();
        var size = Math.Clamp(pageSize ?? MostListed, 1, MostListed);
        return Answer.Json(new { items = found.Skip(Math.Max(0, page ?? 0) * size).Take(size).ToList(), totalCount = found.Count });
    }

    private static IResult Describe()
    {
        List<string> stores = [SecretView.OnlyStore];
        return Answer.Json(new
        {
            types = new List<object>
            {
                new { name = SecretView.OnlyType, displayName = "Text", description = "A password, key or token.", editorHint = "password", supportedStoreNames = stores },
            },
            stores = new List<object>
            {
                new { name = SecretView.OnlyStore, displayName = "Database", description = "Encrypted in the server's database.", capabilities = Capabilities, isReadOnly = false },
            },
        });
    }

    private static async Task<IResult> FindAsync(string name, ISecretStore store, TimeProvider time, CancellationToken token) =>
        await store.FindAsync(name, token) is { } secret ? Answer.Json(SecretView.Of(secret, time.GetUtcNow())) : Missing(name);

    private static async Task<IResult> CreateAsync(HttpContext context, ISecretStore store, SecretDirectory directory, TimeProvider time, CancellationToken token)
    {
        var request = await RequestJson.ReadAsync<SecretRequest>(context.Request);
        if (Problems(request, time, SecretRules.OfName(request.Name), SecretRules.OfValue(request.Value)) is { Count: > 0 } problems)
            return Answer.Invalid(problems);
        context.Items[AuditSubject.Key] = request.Name;
        if (await store.FindAsync(request.Name!, token) is not null)
            return Answer.Invalid([$"There is a secret '{request.Name}' already. Choose another name, or give that one a new value."]);
        return await SaveAsync(request.Name!, request, directory, time, token);
    }

    private static async Task<IResult> RotateAsync(
        string name, HttpRequest body, ISecretStore store, SecretDirectory directory, TimeProvider time, CancellationToken token)
    {
        var request = await RequestJson.ReadAsync<SecretRequest>(body);
        if (Problems(request, time, SecretRules.OfValue(request.Value)) is { Count: > 0 } problems)
            return Answer.Invalid(problems);
        return await store.FindAsync(name, token) is null ? Missing(name) : await SaveAsync(name, request, directory, time, token);
    }

    private static async Task<IResult> SaveAsync(string name, SecretRequest request, SecretDirectory directory, TimeProvider time, CancellationToken token) =>
        await directory.SaveAsync(name, request.Value!, request.DisplayName, request.Description, request.ExpiresAt, token) is { } saved
            ? Answer.Json(SecretView.Of(saved, time.GetUtcNow()))
            : Answer.Invalid([$"Somebody else changed the secret '{name}' at the same time. Look at it, then try again."]);

    private static async Task<IResult> UpdateAsync(string name, HttpRequest body, ISecretStore store, TimeProvider time, CancellationToken token)
    {
        var request = await RequestJson.ReadAsync<SecretRequest>(body);
        if (Problems(request, time) is { Count: > 0 } problems)
            return Answer.Invalid(problems);
        if (await store.FindAsync(name, token) is not { } secret)
            return Missing(name);
        var changed = secret with
        {
            DisplayName = request.DisplayName ?? secret.DisplayName,
            Description = request.Description ?? secret.Description,
            ExpiresAt = request.ExpiresAt ?? secret.ExpiresAt,
            UpdatedAt = time.GetUtcNow(),
        };
        return await store.UpdateAsync(changed, token) ? Answer.Json(SecretView.Of(changed, time.GetUtcNow())) : Missing(name);
    }

    private static async Task<IResult> RevokeAsync(string name, ISecretStore store, SecretDirectory directory, TimeProvider time, CancellationToken token)
    {
        await directory.RevokeAsync(name, token);
        return await FindAsync(name, store, time, token);
    }

    /// <summary>Whether an activity would get the value: it is there, and can be decrypted.</summary>
    private static async Task<IResult> TestAsync(string name, ISecretStore store, SecretDirectory directory, CancellationToken token)
    {
        if (await store.FindAsync(name, token) is null)
            return Missing(name);
        try
        {
            await directory.ResolveAsync(name, token);
            return Answer.Json(new { succeeded = true, error = (string?)null });
        }
        catch (ActivityException exception)
        {
            return Answer.Json(new { succeeded = false, error = exception.Message });
        }
    }

    private static async Task<IResult> DeleteAsync(string name, ISecretStore store, CancellationToken token) =>
        await store.DeleteAsync(name, token) ? TypedResults.NoContent() : Missing(name);

    private static IEnumerable<SecretView> Matching(IReadOnlyList<SecretVersion> secrets, string? search, TimeProvider time) => secrets
        .Where(secret => string.IsNullOrEmpty(search)
            || secret.Name.Contains(search, StringComparison.OrdinalIgnoreCase)
            || secret.DisplayName.Contains(search, StringComparison.OrdinalIgnoreCase))
        .Select(secret => SecretView.Of(secret, time.GetUtcNow()));

    private static List<string> Problems(SecretRequest request, TimeProvider time, params IEnumerable<string?> more) =>
        [.. more.Append(SecretRules.OfTexts(request.DisplayName, request.Description)).Append(SecretRules.OfExpiry(request.ExpiresAt, time.GetUtcNow())).OfType<string>()];

    private static IResult Missing(string name) => Answer.Missing($"There is no secret '{name}'.");
}
