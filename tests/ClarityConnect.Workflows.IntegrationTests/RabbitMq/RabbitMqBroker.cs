using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using RabbitMQ.Client;

namespace ClarityConnect.Workflows.IntegrationTests.RabbitMq;

/// <summary>
/// Debian's RabbitMQ on loopback and free ports, with all its files in a folder of its own and its name service beside it, so that it meddles with no
/// other and both are ended by their process ids.
/// </summary>
public sealed class RabbitMqBroker : IAsyncDisposable
{
    public const string Password = "a-password-of-the-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new("clarity-rabbitmq-");
    private readonly int _port = FreePort();
    private readonly int _distributionPort = FreePort();
    private readonly int _namesPort = FreePort();
    private readonly Process _names;
    private Process? _server;

    public RabbitMqBroker()
    {
        Program(); // before anything is started
        _names = Run("/usr/bin/epmd", "-port", Text(_namesPort), "-address", "127.0.0.1");
        File.WriteAllText(
            Path.Combine(_folder.Path, "rabbitmq.conf"),
            $"listeners.tcp.default = 127.0.0.1:{Text(_port)}\ndefault_user = clarity\ndefault_pass = {Password}\n");
    }

    public string Uri => $"amqp://clarity:{Password}@127.0.0.1:{Text(_port)}/";

    private string Log => Path.Combine(_folder.Path, "broker.log");

    /// <summary>Starts it, unless it runs, and waits until it takes connections.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        if (_server is not null) return;
        _server = Run(Program());
        var since = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(ct))
        {
            if (_server.HasExited || TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new InvalidOperationException($"RabbitMQ did not start. Its log: {(File.Exists(Log) ? await File.ReadAllTextAsync(Log, ct) : "none")}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _server!.Kill();
        await _server.WaitForExitAsync(ct);
        _server.Dispose();
        _server = null;
    }

    public Task<IConnection> ConnectAsync(CancellationToken ct) =>
        new ConnectionFactory { Uri = new Uri(Uri), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await KillAsync(CancellationToken.None);
        _names.Kill();
        await _names.WaitForExitAsync();
        _names.Dispose();
        _folder.Dispose();
    }

    private static string Program() =>
        (Directory.Exists("/usr/lib/rabbitmq/lib") ? Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*") : [])
        .Select(folder => Path.Combine(folder, "sbin", "rabbitmq-server"))
        .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "These tests need RabbitMQ: install Debian's package rabbitmq-server; tests/run.sh does so when it is run as root. It need not run as a service.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Process Run(string program, params string[] words)
    {
        var info = new ProcessStartInfo(program, words) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment.Clear();
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
            ["HOME"] = _folder.Path,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = Text(_namesPort),
            ["RABBITMQ_NODENAME"] = "clarity@localhost",
            ["RABBITMQ_DIST_PORT"] = Text(_distributionPort),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder.Path, "data"),
            ["RABBITMQ_LOG_BASE"] = _folder.Path,
            ["RABBITMQ_LOGS"] = Log,
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder.Path, "rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder.Path, "none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder.Path, "none"),
            // As under a service manager, the script becomes the broker instead of starting it, so that there is one process to end.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
            // It has its name service already, must not be heard outside, and is to leave the processors alone while it waits.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
        };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
