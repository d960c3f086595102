using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>A vendor whose simulator plays in cases and in the demo.</summary>
internal abstract class SimulatedVendor : IAsyncDisposable
{
    /// <summary>Its member in a case's <c>simulators</c> and <c>expect.simulators</c>, such as "intacct".</summary>
    public abstract string Name { get; }

    /// <summary>The fields of connections to its simulator, as an administrator would fill them in, by the key of the connection's type.</summary>
    public abstract IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators);

    /// <summary>Prepares the simulator as a case says.</summary>
    /// <param name="simulators">The simulators of this case.</param>
    /// <param name="script">The vendor's member of <c>simulators</c>.</param>
    /// <exception cref="JsonException">The script cannot be read.</exception>
    public abstract Task PlayAsync(SimulatorHost simulators, JsonElement script);

    /// <summary>What the vendor does by itself until a moment; called before the case's clock moves on to it.</summary>
    /// <param name="until">The moment.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public virtual Task PassAsync(DateTimeOffset until, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Compares as <see cref="Compare"/> does, for a vendor whose holdings have to be read from somewhere.</summary>
    /// <param name="simulators">The simulators of this case.</param>
    /// <param name="expected">The vendor's member of <c>expect.simulators</c>.</param>
    /// <param name="differences">Takes what differs.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="JsonException">The expectation cannot be read.</exception>
    public virtual Task CompareAsync(SimulatorHost simulators, JsonElement expected, Differences differences, CancellationToken cancellationToken)
    {
        Compare(simulators, expected, differences);
        return Task.CompletedTask;
    }

    /// <summary>Compares what the simulator holds in the end with what is expected; does nothing for a vendor that is judged by what it received alone.</summary>
    /// <param name="simulators">The simulators of this case.</param>
    /// <param name="expected">The vendor's member of <c>expect.simulators</c>.</param>
    /// <param name="differences">Takes what differs.</param>
    /// <exception cref="JsonException">The expectation cannot be read.</exception>
    public virtual void Compare(SimulatorHost simulators, JsonElement expected, Differences differences) =>
        throw new JsonException($"'expect.simulators.{Name}' says what no one can look at: expect what was 'received'.");

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
