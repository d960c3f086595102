using System.Net;
using System.Net.Sockets;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>Whether the server can listen where its settings say.</summary>
internal static class PortsCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<CommandReport>> RunAsync(ServerSettings settings, bool isRunning)
    {
        var reports = new List<CommandReport>();
        foreach (var url in settings.Addresses)
            reports.Add(await ListensAsync(url, isRunning || settings.ConnectionString is not null));
        return reports;
    }

    /// <param name="url">The address to listen on.</param>
    /// <param name="mayRun">Whether the server itself may be running.</param>
    private static async Task<CommandReport> ListensAsync(string url, bool mayRun)
    {
        var check = $"Port of {url}";
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
                return Finding.Fine(check, "No port is asked for.");
            try
            {
                using var listener = new TcpListener(AddressOf(address.Host), address.Port);
                listener.Start();
                return Finding.Fine(check, $"Port {address.Port} is free.");
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                if (!await IsServerAsync(address))
                    return Finding.Problem(check, $"Another program listens on port {address.Port}. Stop it, or choose another address (--urls).");
                return mayRun
                    ? Finding.Fine(check, $"A server answers on port {address.Port}.")
                    : Finding.Problem(check, $"A server with another data folder answers on port {address.Port}. Stop it, or choose another address (--urls).");
            }
        }
        catch (SocketException exception)
        {
            return Finding.Problem(check, $"The server cannot listen there: {exception.Message}. Choose another address (--urls); ports below 1024 are often kept for the system's administrator.");
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return Finding.Problem(check, $"This is no address to listen on (--urls): {exception.Message} Write it as http://127.0.0.1:5000 or http://*:5000.");
        }
    }

    private static IPAddress AddressOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : IPAddress.Any;

    private static async Task<bool> IsServerAsync(BindingAddress address)
    {
        try
        {
            var ip = AddressOf(address.Host);
            var host = ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? "127.0.0.1" : address.Host;
            using var client = new HttpClient { Timeout = Patience };
            using var response = await client.GetAsync(new UriBuilder(address.Scheme, host, address.Port, "/health/live").Uri);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            return false;
        }
    }
}
