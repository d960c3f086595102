using System.Net;
using System.Net.Sockets;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>A way to the database on which the answer to the first commit is lost after the database has given it: the connection is cut, or nothing more is heard.</summary>
internal sealed class CuttingWay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly (string Host, int Port) target;
    private readonly bool isSilent;
    private readonly Task work;
    private int lost;

    public CuttingWay(string host, int port, bool fallsSilent)
    {
        target = (host, port);
        isSilent = fallsSilent;
        listener.Start();
        work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Lost => lost;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await work;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var ways = new List<Task>();
        try
        {
            while (true)
                ways.Add(PassAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(ways);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var caller = client;
        using var server = target.Host.StartsWith('/') ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var commits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            EndPoint address = target.Host.StartsWith('/')
                ? new UnixDomainSocketEndPoint($"{target.Host}/.s.PGSQL.{target.Port}")
                : new DnsEndPoint(target.Host, target.Port);
            await server.ConnectAsync(address, end.Token);
            await using var database = new NetworkStream(server);
            await Task.WhenAny(AskAsync(caller.GetStream(), database, commits, end.Token), AnswerAsync(database, caller.GetStream(), commits.Task, end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
        }

        await end.CancelAsync();
    }

    private static async Task AskAsync(NetworkStream from, NetworkStream to, TaskCompletionSource commits, CancellationToken ct)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (buffer.AsSpan(0, count).IndexOf("COMMIT"u8) >= 0)
                commits.TrySetResult();
            await to.WriteAsync(buffer.AsMemory(0, count), ct);
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to, Task commits, CancellationToken ct)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, ct) is > 0 and var count)
        {
            // What comes after the commit was asked for says that it was done.
            if (commits.IsCompleted && Interlocked.CompareExchange(ref lost, 1, 0) == 0)
            {
                if (isSilent)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), ct);
        }
    }
}
