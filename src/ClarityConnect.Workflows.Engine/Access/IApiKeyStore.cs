namespace ClarityConnect.Workflows.Engine.Access;

/// <summary>Where the API keys of machines are kept. A key is shown once, when it is made.</summary>
public interface IApiKeyStore
{
    /// <summary>Makes a key of 256 random bits.</summary>
    /// <param name="name">What a person calls it.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="expiresAt">From when it does not work any longer; null for never.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The key, to be shown once, and the row.</returns>
    Task<(string Key, ApiKey Row)> CreateAsync(string name, string role, DateTimeOffset? expiresAt, CancellationToken cancellationToken);

    /// <summary>Lists the keys, oldest first.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key.</summary>
    /// <param name="id">The row's id.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was such a key.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
