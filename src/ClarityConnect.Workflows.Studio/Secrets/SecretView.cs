using ClarityConnect.Workflows.Engine.Secrets;

namespace ClarityConnect.Workflows.Studio.Secrets;

/// <summary>A secret in Elsa's shape, without its value.</summary>
/// <param name="Id">Its name: names are unique.</param>
/// <param name="Name">The name that definitions refer to.</param>
/// <param name="DisplayName">The name that people see.</param>
/// <param name="Description">What it is for.</param>
/// <param name="TypeName">What kind of secret it is; there is one kind.</param>
/// <param name="StoreName">Where it is kept; there is one place.</param>
/// <param name="Scope">Always null: every workflow may use every secret.</param>
/// <param name="Status">"Active", "Expired" or "Revoked".</param>
/// <param name="CurrentVersion">The version's number.</param>
/// <param name="CreatedAt">When this version was made.</param>
/// <param name="UpdatedAt">When something about it was changed last.</param>
/// <param name="ExpiresAt">From when on it is not given to activities any longer.</param>
internal sealed record SecretView(
    string Id,
    string Name,
    string DisplayName,
    string? Description,
    string TypeName,
    string StoreName,
    string? Scope,
    string Status,
    int CurrentVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ExpiresAt)
{
    /// <summary>As Studio calls a secret that is just a text.</summary>
    public const string OnlyType = "text";

    /// <summary>As Studio calls the place where values are kept encrypted.</summary>
    public const string OnlyStore = "encrypted";

    public const string Expired = "Expired";

    public static SecretView Of(SecretVersion secret, DateTimeOffset now) => new(
        secret.Name, secret.Name, secret.DisplayName, secret.Description, OnlyType, OnlyStore, null, StatusOf(secret, now), secret.Version, secret.CreatedAt,
        secret.UpdatedAt, secret.ExpiresAt);

    private static string StatusOf(SecretVersion secret, DateTimeOffset now) =>
        secret.Status == SecretStatus.Active && secret.HasExpired(now) ? Expired : secret.Status.ToString();
}
