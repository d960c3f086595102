using ClarityConnect.Workflows.Engine.Http;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Makes the HTTP client of a connection: guard inside; fast retries, pauses and circuit breaker outside.</summary>
internal static class ConnectionHttp
{
    public static HttpClient Create(ConnectionHandler handler, bool allowPrivateAddresses)
    {
        handler.InnerHandler = GuardedHttp.CreateHandler(allowPrivateAddresses);
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(100) };
    }
}
