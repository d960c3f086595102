using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>
/// Outgoing HTTP that does not reach into the own network: the address is checked after the name was resolved and right before connecting, so a name
/// that points to a private address does not help.
/// </summary>
internal static class GuardedHttp
{
    public static HttpMessageHandler CreateHandler(bool allowPrivateAddresses) => new RefusalHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivateAddresses, cancellationToken),
    });

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, bool allowPrivateAddresses, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken);
        var allowed = allowPrivateAddresses ? addresses : Array.FindAll(addresses, address => !OwnNetwork.Contains(address));
        if (allowed.Length == 0)
        {
            throw new Sdk.Failures.ActivityException(
                Sdk.Failures.FailureKind.Misconfigured,
                $"'{endPoint.Host}' is an address of the own network, which workflows may not call. If it is meant, allow it in the connection, or for activities without one by the setting Http:AllowPrivateAddresses.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The client hides what the guard says in an exception of its own, which would look as if it could pass.</summary>
    private sealed class RefusalHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException exception) when (exception.InnerException is Sdk.Failures.ActivityException refusal)
            {
                ExceptionDispatchInfo.Throw(refusal);
                throw;
            }
        }
    }
}
