using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>Vendors' simulators that play in one case: steps that use a connection to one of them call it instead of being answered from the case.</summary>
public abstract class CaseSimulators : IAsyncDisposable
{
    /// <summary>The fields of a connection to each simulator, by the key of the connection's type.</summary>
    public abstract IReadOnlyDictionary<string, JsonObject> Connections { get; }

    /// <summary>What happens at the vendors by themselves until a moment; called before the case's clock moves on to it.</summary>
    /// <param name="until">The moment.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public virtual Task PassAsync(DateTimeOffset until, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Changes what the simulators hold or do, while the run waits.</summary>
    /// <param name="script">A step's member <c>simulators</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JsonException">The script cannot be read, or names a vendor that does not play.</exception>
    public abstract Task PlayAsync(JsonElement script, CancellationToken cancellationToken);

    /// <summary>Compares what the simulators have received with what is expected.</summary>
    /// <param name="expected">The expectation's member <c>simulators</c>.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What is not as expected, in words.</returns>
    /// <exception cref="JsonException">The expectation cannot be read.</exception>
    public abstract Task<IReadOnlyList<string>> CompareAsync(JsonElement expected, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
