using ClarityConnect.Workflows.Sdk.Connections;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>The stored secrets of one connection, for what its vendor replaces.</summary>
/// <param name="connection">The connection's name.</param>
/// <param name="typeKey">Its type; a connection of another type under the name is another connection.</param>
/// <param name="store">Where connections are.</param>
/// <param name="settings">Encrypts and decrypts.</param>
/// <param name="logger">The connection's log.</param>
internal sealed class StoredSecrets(string connection, string typeKey, IConnectionStore store, ConnectionSettings settings, ILogger logger) : IConnectionSecrets
{
    // Only another secret of the same connection that is replaced at this very moment makes a second attempt necessary.
    private const int Attempts = 5;

    public async Task<Secret?> ReadAsync(string field, CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } row ? settings.Read(row, field) : null;

    public async Task<bool> ReplaceAsync(string field, Secret? replaced, Secret replacement, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await FindAsync(cancellationToken) is not { } row || !Equals(settings.Read(row, field), replaced))
                    return false;
                if (await store.AmendAsync(row, settings.With(row, field, replacement), cancellationToken))
                    return true;
            }

            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logs.SecretUnstored(logger, exception, field, connection);
            return false;
        }
    }

    private async Task<ConnectionRow?> FindAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(connection, cancellationToken) is { } row && row.TypeKey == typeKey ? row : null;
}
