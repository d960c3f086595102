namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Where connections are kept.</summary>
public interface IConnectionStore
{
    /// <summary>Finds a connection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<ConnectionRow?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists all connections by name.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<ConnectionRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores a connection, new or changed; its revision grows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="typeKey">Its type.</param>
    /// <param name="settings">Its fields, JSON, secrets encrypted.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task<ConnectionRow> SaveAsync(string name, string typeKey, string settings, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Replaces a connection's fields without a new revision, for a secret that the vendor replaced: clients in use go on.</summary>
    /// <param name="row">The connection as it was read.</param>
    /// <param name="settings">Its fields, JSON, secrets encrypted.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether they were replaced; false where the connection is not as it was read any longer.</returns>
    Task<bool> AmendAsync(ConnectionRow row, string settings, CancellationToken cancellationToken);

    /// <summary>Deletes a connection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);
}
