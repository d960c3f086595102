using ClarityConnect.Workflows.Engine.Http;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Makes the HTTP client of a connection: guard inside, circuit breaker and pauses outside.</summary>
internal static class ConnectionHttp
{
    public static HttpClient Create(string name, bool allowPrivateAddresses, TimeProvider time, ILogger logger) =>
        new(new ConnectionHandler(name, time, logger) { InnerHandler = GuardedHttp.CreateHandler(allowPrivateAddresses) })
        {
            Timeout = TimeSpan.FromSeconds(100),
        };
}
