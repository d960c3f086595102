using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

/// <summary>
/// A process of its own that runs an embedded PostgreSQL, to be killed. It is this test program again; it reports over a connection to the
/// test, and ends in good order when the test closes that.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    public const string Role = "host-embedded-postgres";

    private readonly Process _process;
    private readonly TcpClient _link;

    private HostProcess(Process process, TcpClient link, HostReport report)
    {
        _process = process;
        _link = link;
        Report = report;
    }

    public int Id => _process.Id;

    public HostReport Report { get; }

    /// <param name="options">What it runs.</param>
    /// <param name="asUser">Words of a command that becomes another user first.</param>
    public static async Task<HostProcess> StartAsync(EmbeddedPostgresOptions options, CancellationToken ct, params string[] asUser)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        string[] words =
        [
            .. asUser, DotNet, typeof(HostProcess).Assembly.Location, Role, port.ToString(CultureInfo.InvariantCulture), JsonSerializer.Serialize(options),
        ];
        var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { WorkingDirectory = "/" })!;
        var accepted = listener.AcceptTcpClientAsync(ct).AsTask();
        var ended = process.WaitForExitAsync(ct);
        if (await Task.WhenAny(accepted, ended) == ended)
            throw new InvalidOperationException($"The host process ended with exit code {process.ExitCode} before it reported.");
        var link = await accepted;
        var line = await new StreamReader(link.GetStream()).ReadLineAsync(ct);
        return new HostProcess(process, link, JsonSerializer.Deserialize<HostReport>(line!)!);
    }

    /// <summary>kill -9, and only this process.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _link.Dispose();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The body of the process.</summary>
    public static async Task<int> RunAsync(int port, string options)
    {
        using var link = new TcpClient();
        await link.ConnectAsync(IPAddress.Loopback, port);
        using var writer = new StreamWriter(link.GetStream());
        EmbeddedPostgres postgres;
        try
        {
            postgres = await EmbeddedPostgres.StartAsync(
                JsonSerializer.Deserialize<EmbeddedPostgresOptions>(options)!, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        }
        catch (Exception error)
        {
            await ReportAsync(writer, new HostReport("", false, $"{error.GetType().Name}: {error.Message}"));
            return 1;
        }

        await using (postgres)
        {
            await ReportAsync(writer, new HostReport(postgres.ConnectionString, postgres.Recovered, null));
            await link.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        }

        return 0;
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private static async Task ReportAsync(StreamWriter writer, HostReport report)
    {
        await writer.WriteLineAsync(JsonSerializer.Serialize(report));
        await writer.FlushAsync();
    }
}
