using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Choices;

/// <summary>An activity whose drop-down is being filled: its other inputs as far as they are written down, and its connection.</summary>
public abstract class ChoiceContext
{
    /// <summary>Cancelled when the designer has waited long enough, after five seconds.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Reads another input of the activity.</summary>
    /// <param name="input">The input's name, such as "LocationId".</param>
    /// <returns>Its literal value; null where it is empty, or an expression that only a run can evaluate.</returns>
    public abstract string? Get(string input);

    /// <summary>Gives the client of the connection that the activity uses.</summary>
    /// <typeparam name="TClient">The client's type, as the connection type declares it.</typeparam>
    /// <param name="input">The input that names the connection.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: none is chosen, or there is no such connection.</exception>
    public abstract ValueTask<TClient> GetClientAsync<TClient>(string input = "Connection")
        where TClient : class;

    /// <summary>Gives a service that the host registered.</summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <exception cref="InvalidOperationException">The host registered no such service.</exception>
    public abstract T GetService<T>()
        where T : class;
}
