namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>
/// Another system on this machine that behaves as it should, for conformance facts. It needs no fault switches: the facts put a line of their own between it and
/// the connector, which loses answers, hangs, refuses and answers nonsense.
/// </summary>
/// <param name="address">Where the twin listens, by http on the loopback address.</param>
/// <param name="fieldsAt">
/// Gives the fields of a connection that takes the system to be at an address, such as <c>at => new { address = at, apiKey = "…", allowPrivateAddresses = true }</c>. The address has
/// the form <c>http://127.0.0.1:1234/</c>; what the system has below it is the twin's to add.
/// </param>
/// <param name="owner">What is disposed with the twin; null for nothing.</param>
public sealed class ConnectorTwin(Uri address, Func<Uri, object> fieldsAt, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    /// <summary>Where the twin listens.</summary>
    public Uri Address { get; } = address;

    /// <summary>
    /// Counts what was changed in the twin since it was started, such as the points that were given; for activities that change something. Default: nothing ever is.
    /// </summary>
    public Func<int> CountEffects { get; init; } = static () => 0;

    /// <summary>Makes the next thing happen for which a polling trigger looks, such as an order. Needed for polling triggers only.</summary>
    public Func<CancellationToken, Task>? HappenAsync { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal object FieldsAt(Uri line) => fieldsAt(line);
}
