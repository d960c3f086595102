namespace ClarityConnect.Workflows.OpenApi;

/// <summary>What connector is wanted of a document.</summary>
/// <param name="Name">The plugin's name, such as Acme.Petstore: its namespace, and in lower case its id. It stays the same in all versions.</param>
/// <param name="Operations">The operations, by operationId, by method and path as "GET /pets", or by activity name; null for all that can be used.</param>
public sealed record ConnectorRequest(string Name, IReadOnlyCollection<string>? Operations)
{
    /// <summary>The most operations that one connector may have.</summary>
    public const int MostOperations = 300;

    /// <summary>The plugin's version, by Semantic Versioning; null for that of the document.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>The address of the API; null for the first that the document names.</summary>
    public string? Server { get; init; }

    /// <summary>Further hosts that connections may call, such as that of a sandbox. The hosts of the document's addresses are always among them.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// The header that takes a key by which the API recognises a call that it has seen, where the document does not describe it; null for none. It is sent with every
    /// POST and PATCH, which may then be repeated.
    /// </summary>
    public string? IdempotencyHeader { get; init; }

    /// <summary>The operation that the connection's test calls; null for one that is found. It asks and needs no values.</summary>
    public string? TestOperation { get; init; }

    /// <summary>
    /// How the API wants to know who calls, where the document does not describe it: <c>bearer</c>, <c>basic</c>, <c>header:X-Api-Key</c> or <c>query:key</c>;
    /// null for what the document says.
    /// </summary>
    public string? Authentication { get; init; }
}
