namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>
/// An account at a vendor: the fields that an administrator fills in. A class derived from <see cref="Connection{TClient}"/> with
/// public settable properties is a connection type; properties of type <see cref="Secret"/> are stored encrypted and never shown.
/// </summary>
public abstract class Connection
{
    private protected Connection()
    {
    }

    /// <summary>
    /// Whether calls of this connection may go to private, loopback and link-local addresses, for systems on the own premises. Default false.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// Whether the account is only for tests, so that the designer may try single activities that change something there. Default false.
    /// </summary>
    public bool IsSandbox { get; set; }

    internal abstract Type ClientType { get; }

    internal abstract object CreateUntypedClient(ConnectionContext context);

    internal abstract Task<ConnectionTest> TestUntypedAsync(object client, CancellationToken cancellationToken);
}
