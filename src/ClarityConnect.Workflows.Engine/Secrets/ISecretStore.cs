namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>Where secrets are kept, encrypted.</summary>
public interface ISecretStore
{
    /// <summary>Finds the newest version of a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<SecretVersion?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists the newest versions by name.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<SecretVersion>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores a new version and retires the one before, whose value is erased.</summary>
    /// <param name="version">The version; its number follows the newest one's.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if somebody else stored a version with this number.</returns>
    Task<bool> AddAsync(SecretVersion version, CancellationToken cancellationToken);

    /// <summary>Changes what is said of a version; its status and value stay.</summary>
    /// <param name="version">The version with its names and expiry as they are to be.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there is such a version.</returns>
    Task<bool> UpdateAsync(SecretVersion version, CancellationToken cancellationToken);

    /// <summary>Withdraws a secret: its value is erased.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task RevokeAsync(string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes a secret with all its versions.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);
}
