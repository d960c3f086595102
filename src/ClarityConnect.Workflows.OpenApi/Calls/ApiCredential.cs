using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>A way to say who calls, as the connection has it.</summary>
/// <param name="scheme">Its name in the description of the API.</param>
internal abstract class ApiCredential(string scheme)
{
    /// <summary>Its name in the description of the API.</summary>
    public string Scheme { get; } = scheme;

    /// <summary>Whether its fields are filled in.</summary>
    public abstract bool IsSet { get; }

    /// <summary>Puts it into a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels what has to be asked for it.</param>
    public abstract ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Told that the API did not take it.</summary>
    /// <param name="request">The request that was refused.</param>
    /// <returns>Whether another attempt would send something else.</returns>
    public virtual bool Refused(HttpRequestMessage request) => false;
}
