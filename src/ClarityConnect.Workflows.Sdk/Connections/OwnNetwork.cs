using System.Net;
using System.Net.Sockets;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>
/// Tells the own network from the internet. The HTTP client of a connection is guarded by itself; a client that speaks another protocol asks here
/// before it connects.
/// </summary>
public static class OwnNetwork
{
    /// <summary>Whether an address is private, loopback, link-local, multicast or reserved.</summary>
    /// <param name="address">The address.</param>
    public static bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any);
        var bytes = address.GetAddressBytes();
        return bytes[0] switch
        {
            0 or 10 or 127 => true,
            100 => bytes[1] is >= 64 and < 128,
            169 => bytes[1] == 254,
            172 => bytes[1] is >= 16 and < 32,
            192 => bytes[1] == 168 || (bytes[1] == 0 && bytes[2] == 0),
            198 => bytes[1] is 18 or 19,
            >= 224 => true,
            _ => false,
        };
    }

    /// <summary>Makes sure that a host may be called.</summary>
    /// <param name="host">The host's name or address.</param>
    /// <param name="allowPrivateAddresses">Whether the connection allows its own network: <see cref="Connection.AllowPrivateAddresses"/>.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <exception cref="ActivityException">
    /// Kind <see cref="FailureKind.Misconfigured"/>: the host is in the own network and the connection does not allow that; kind
    /// <see cref="FailureKind.Transient"/>: its name cannot be resolved.
    /// </exception>
    public static async Task CheckAsync(string host, bool allowPrivateAddresses, CancellationToken cancellationToken)
    {
        if (allowPrivateAddresses)
            return;
        try
        {
            if (Array.Exists(await Dns.GetHostAddressesAsync(host, cancellationToken), Contains))
                throw new ActivityException(FailureKind.Misconfigured, $"'{host}' is an address of the own network, which workflows may not call. If it is meant, allow it in the connection.");
        }
        catch (SocketException exception)
        {
            throw new ActivityException(FailureKind.Transient, $"The name '{host}' cannot be resolved: {exception.Message}", exception);
        }
    }
}
