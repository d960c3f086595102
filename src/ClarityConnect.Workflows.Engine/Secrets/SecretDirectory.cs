using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.AspNetCore.DataProtection;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>Keeps named secrets, and gives their values to activities alone.</summary>
public sealed class SecretDirectory
{
    /// <summary>How short a value may be: a shorter one cannot be kept out of texts, in which it occurs by chance.</summary>
    public const int ShortestValue = 6;

    /// <summary>How long a value may be.</summary>
    public const int LongestValue = 10_000;

    /// <summary>How long a value is used without asking whether the secret was changed, withdrawn or deleted, here or on another node.</summary>
    private static readonly TimeSpan _freshness = TimeSpan.FromSeconds(5);

    private readonly ISecretStore store;
    private readonly IDataProtector protector;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>Creates the directory.</summary>
    /// <param name="store">Where secrets are.</param>
    /// <param name="protection">Encrypts with keys that rotate.</param>
    /// <param name="time">The clock.</param>
    public SecretDirectory(ISecretStore store, IDataProtectionProvider protection, TimeProvider time) =>
        (this.store, protector, this.time) = (store, protection.CreateProtector("ClarityConnect.Workflows.Secrets"), time);

    /// <summary>Stores a value: the first of a new secret, or the next version.</summary>
    /// <param name="name">The secret's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="displayName">The name that people see; null to keep it.</param>
    /// <param name="description">What it is for; null to keep it.</param>
    /// <param name="expiresAt">From when on it is not given any longer; null for never.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The version; null if somebody else stored one at the same time.</returns>
    public async Task<SecretVersion?> SaveAsync(
        string name, string value, string? displayName, string? description, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(name, cancellationToken);
        var now = time.GetUtcNow();
        var version = new SecretVersion
        {
            Name = name,
            Version = (before?.Version ?? 0) + 1,
            DisplayName = displayName ?? before?.DisplayName ?? name,
            Description = description ?? before?.Description,
            Status = SecretStatus.Active,
            Value = protector.Protect(value),
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = expiresAt,
        };
        var isStored = await store.AddAsync(version, cancellationToken);
        known.TryRemove(name, out _);
        return isStored ? version : null;
    }

    /// <summary>Withdraws a secret: no activity gets it any longer, and its value is erased.</summary>
    /// <param name="name">The secret's name.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task RevokeAsync(string name, CancellationToken cancellationToken)
    {
        await store.RevokeAsync(name, time.GetUtcNow(), cancellationToken);
        known.TryRemove(name, out _);
    }

    /// <summary>Gives a secret's value. Only for what hands it to an activity, or tests that it can.</summary>
    /// <param name="name">The secret's name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: there is none, or it has expired or was withdrawn.</exception>
    public async ValueTask<Secret> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(name, out var found) || time.GetElapsedTime(found.At) >= _freshness)
        {
            found = new Known(Unprotect(name, await store.FindAsync(name, cancellationToken)), time.GetTimestamp());
            known[name] = found;
        }

        return found.Version.ExpiresAt <= time.GetUtcNow()
            ? throw Unusable(name, $"expired at {found.Version.ExpiresAt:u}. Give it a new value.")
            : found.Value;
    }

    private (SecretVersion Version, Secret Value) Unprotect(string name, SecretVersion? version)
    {
        known.TryRemove(name, out _);
        if (version is null)
            throw Unusable(name, "is not here. Create it, or choose another one in the activity.");
        if (version.Value is not { } encrypted)
            throw Unusable(name, "was withdrawn. Give it a new value, or choose another one in the activity.");
        try
        {
            return (version, new Secret(protector.Unprotect(encrypted)));
        }
        catch (CryptographicException exception)
        {
            throw Unusable(name, "was encrypted with a key that is not here any longer. Enter its value again.", exception);
        }
    }

    private static ActivityException Unusable(string name, string why, Exception? cause = null) =>
        new(FailureKind.Misconfigured, $"The secret '{name}' {why}", cause);

    private sealed record Known((SecretVersion Version, Secret Value) Found, long At)
    {
        public SecretVersion Version => Found.Version;

        public Secret Value => Found.Value;
    }
}
