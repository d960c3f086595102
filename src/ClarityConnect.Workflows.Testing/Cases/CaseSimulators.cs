using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>Vendors' simulators that play in one case: steps that use a connection to one of them call it instead of being answered from the case.</summary>
public abstract class CaseSimulators : IAsyncDisposable
{
    /// <summary>The fields of a connection to each simulator, by the key of the connection's type.</summary>
    public abstract IReadOnlyDictionary<string, JsonObject> Connections { get; }

    /// <summary>Compares what the simulators have received with what is expected.</summary>
    /// <param name="expected">The expectation's member <c>simulators</c>.</param>
    /// <returns>What is not as expected, in words.</returns>
    /// <exception cref="JsonException">The expectation cannot be read.</exception>
    public abstract IReadOnlyList<string> Compare(JsonElement expected);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
