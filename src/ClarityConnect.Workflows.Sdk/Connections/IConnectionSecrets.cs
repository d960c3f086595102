namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>
/// The stored secrets of a connection, for those that the vendor itself replaces, such as a refresh token that works once: what takes its place has
/// to be there after a restart, and on the other nodes.
/// </summary>
public interface IConnectionSecrets
{
    /// <summary>Reads a secret as it is stored now: another node may have replaced it since the client was made.</summary>
    /// <param name="field">The name of the property of type <see cref="Secret"/>.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The secret; null where the field is empty, or the connection is gone or of another type now.</returns>
    Task<Secret?> ReadAsync(string field, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what a vendor gave in place of a secret, encrypted as all secrets. What a person has entered meanwhile stays. The clients that are in use,
    /// here and on other nodes, are not made anew by it. A database that cannot be reached is noted in the log and no failure of the call.
    /// </summary>
    /// <param name="field">The name of the property of type <see cref="Secret"/>.</param>
    /// <param name="replaced">What was replaced; null where the field was empty.</param>
    /// <param name="replacement">What takes its place.</param>
    /// <param name="cancellationToken">Cancels the transaction. Pass none where the replaced secret no longer works.</param>
    /// <returns>Whether it was stored; false where something else than <paramref name="replaced"/> stands there now, or nothing could be stored.</returns>
    Task<bool> ReplaceAsync(string field, Secret? replaced, Secret replacement, CancellationToken cancellationToken);
}
