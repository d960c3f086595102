using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Soap;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>
/// Calls a company's KashFlow: REST with one shared session, SOAP for what its contract is safer for, and never more calls at once or in a
/// second than the connection allows for both together.
/// </summary>
public sealed class KashFlowClient
{
    internal KashFlowClient(KashFlowRest rest, KashFlowSoap soap, KashFlowSettings settings) => (Rest, Soap, Settings) = (rest, soap, settings);

    internal KashFlowRest Rest { get; }

    internal KashFlowSoap Soap { get; }

    internal KashFlowSettings Settings { get; }

    internal WriteTurns Turns { get; } = new();

    /// <summary>Signs in, whether or not there is a session.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The company and the package that the session belongs to.</returns>
    /// <exception cref="ActivityException">KashFlow refused or failed.</exception>
    public async Task<string> SignInAsync(CancellationToken cancellationToken) => (await Rest.SignInAsync(cancellationToken)).Identity;

    /// <summary>Asks the SOAP interface for something small, to see that it accepts us.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">KashFlow refused or failed.</exception>
    public async Task CheckSoapAsync(CancellationToken cancellationToken) => await Soap.CallAsync("GetInvPayMethods", [], changesSomething: false, cancellationToken);
}
