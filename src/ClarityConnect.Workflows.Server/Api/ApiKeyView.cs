using ClarityConnect.Workflows.Engine.Access;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>An API key without the key.</summary>
/// <param name="Id">The id by which it is revoked.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when it does not work any longer; null for never.</param>
/// <param name="LastUsedAt">When it was used last, to the hour; null for never.</param>
/// <param name="Key">The key itself, only in the answer that made it.</param>
internal sealed record ApiKeyView(
    string Id, string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string? Key = null)
{
    public static ApiKeyView Of(ApiKey row, string? key = null) => new(row.Id, row.Name, row.Role, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, key);
}
