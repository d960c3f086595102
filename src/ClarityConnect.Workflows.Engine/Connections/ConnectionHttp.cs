using ClarityConnect.Workflows.Engine.Http;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Makes the HTTP client of a connection: guard inside; fast retries, pauses and circuit breaker outside.</summary>
internal static class ConnectionHttp
{
    public static HttpClient Create(ConnectionHandler handler, bool allowPrivateAddresses, DelegatingHandler? outermost = null)
    {
        handler.InnerHandler = GuardedHttp.CreateHandler(allowPrivateAddresses);
        // A call that may not be made at all is neither tried again nor counted against the vendor.
        outermost?.InnerHandler = handler;
        return new HttpClient(outermost ?? handler) { Timeout = TimeSpan.FromSeconds(100) };
    }
}
