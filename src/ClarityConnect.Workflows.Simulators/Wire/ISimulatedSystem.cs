using ClarityConnect.Workflows.Simulators.Faults;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Wire;

/// <summary>One vendor system behind the HTTP server.</summary>
internal interface ISimulatedSystem
{
    /// <summary>Name in the ledger and on the fault board.</summary>
    string Name { get; }

    /// <summary>Reads a request. A request that cannot be understood becomes a call whose execution answers so.</summary>
    Call Read(HttpRequest request, string path, string body);

    /// <summary>The body of a rate limit or server error in this vendor's form; null for none.</summary>
    Answer Refuse(Fault fault, int status);
}
