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
    [ConnectionField("System in your own network", Description = "Tick it only when the address above is a machine on your own premises. Calls may then go to private and local addresses, and without https. Leave it off for a vendor on the internet.")]
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// Whether the account is only for tests, so that the designer may try single activities that change something there. Default false.
    /// </summary>
    [ConnectionField("Test account", Description = "Tick it when nothing real hangs on this account. The designer may then try single steps that change something there. Leave it off for an account with real books or real money.")]
    public bool IsSandbox { get; set; }

    internal abstract Type ClientType { get; }

    internal abstract object CreateUntypedClient(ConnectionContext context);

    internal abstract Task<ConnectionTest> TestUntypedAsync(object client, CancellationToken cancellationToken);
}
