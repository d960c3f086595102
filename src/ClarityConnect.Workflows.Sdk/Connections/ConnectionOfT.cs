namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>A connection type with its typed client.</summary>
/// <typeparam name="TClient">The client; thread-safe, one for each connection and node, so it may keep sessions and limits.</typeparam>
public abstract class Connection<TClient> : Connection
    where TClient : class
{
    /// <summary>Makes the client. Called once for each connection and node, and again when the connection is changed.</summary>
    /// <param name="context">The HTTP client, clock and logger to work with.</param>
    /// <exception cref="Failures.ActivityException">Kind <see cref="Failures.FailureKind.Misconfigured"/>: a field is missing or wrong.</exception>
    public abstract TClient CreateClient(ConnectionContext context);

    /// <summary>Asks the vendor who we are: the call behind the <i>Test</i> button. It changes nothing there.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Cancelled when the person gives up.</param>
    /// <exception cref="Failures.ActivityException">The vendor refused or failed: the person sees its message as a test that failed.</exception>
    public abstract Task<ConnectionTest> TestAsync(TClient client, CancellationToken cancellationToken);

    internal sealed override Type ClientType => typeof(TClient);

    internal sealed override object CreateUntypedClient(ConnectionContext context) => CreateClient(context);

    internal sealed override Task<ConnectionTest> TestUntypedAsync(object client, CancellationToken cancellationToken) =>
        TestAsync((TClient)client, cancellationToken);
}
