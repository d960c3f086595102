using ClarityConnect.Workflows.Sdk.Activities;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>A trigger outside any instance: its inputs, evaluated without variables.</summary>
public abstract class TriggerContext
{
    /// <summary>The definition that holds the trigger.</summary>
    public abstract string DefinitionId { get; }

    /// <summary>The trigger's activity id in the definition.</summary>
    public abstract string ActivityId { get; }

    /// <summary>The clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>A logger that carries definition and activity.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>Reads an input.</summary>
    /// <typeparam name="T">The input's type.</typeparam>
    /// <param name="input">The input, a property of the trigger.</param>
    /// <returns>The evaluated value, or the input's default where the definition leaves it empty.</returns>
    public abstract T? Get<T>(Input<T> input);

    /// <summary>Gives the typed client of a connection.</summary>
    /// <typeparam name="TClient">The client's type, as the connection type declares it.</typeparam>
    /// <param name="connection">The input that names the connection.</param>
    /// <exception cref="Failures.ActivityException">
    /// Kind <see cref="Failures.FailureKind.Misconfigured"/>: there is no such connection, or it is of another type.
    /// </exception>
    public abstract ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection)
        where TClient : class;

    /// <summary>Gives a service of the engine, for its own triggers.</summary>
    internal virtual T GetService<T>()
        where T : class => throw new NotSupportedException();
}
