using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ClarityConnect.Workflows.EndToEndTests.Processes;

/// <summary>The server's program as a process of its own, to be listened to, stopped and killed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>How long anything may take on a busy machine before it counts as never coming.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Everything that was written so far, for a failed assertion's message and for reading.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _lines);
        }
    }

    /// <param name="command">serve or demo.</param>
    /// <param name="dataFolder">Where it keeps everything.</param>
    /// <param name="environment">Further environment variables.</param>
    /// <param name="options">Further options.</param>
    public static ServerProcess Start(string command, string dataFolder, IReadOnlyDictionary<string, string>? environment = null, params string[] options)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var program = Path.Combine(AppContext.BaseDirectory, "ClarityConnect.Workflows.Server.dll");
        var start = new ProcessStartInfo(DotNet, [program, command, "--data", dataFolder, "--urls", address.AbsoluteUri.TrimEnd('/'), .. options])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new ServerProcess(Process.Start(start)!, address);
    }

    /// <summary>Waits for a line of the output.</summary>
    /// <returns>false if the program ended without it.</returns>
    public async Task<bool> SaysAsync(string beginning, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task heard;
            lock (_gate)
            {
                if (_lines.Exists(line => line.StartsWith(beginning, StringComparison.Ordinal)))
                    return true;
                heard = _heard.Task;
            }

            if (_reading.IsCompleted)
                return Output.Split('\n').Any(line => line.StartsWith(beginning, StringComparison.Ordinal));
            var left = Patience - TimeProvider.System.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
                throw new TimeoutException($"No line began with '{beginning}':\n{Output}");
            await Task.WhenAny(heard, _reading, Task.Delay(left, TimeProvider.System, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits until the program ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        try
        {
            await _process.WaitForExitAsync(ct).WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Process {Id} did not end:\n{Output}");
        }

        // A child that outlives the program would keep its output open; its lines do not belong to the program.
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, ct));
        return _process.ExitCode;
    }

    /// <summary>Waits until the program ends by itself, at most so long.</summary>
    /// <returns>Whether it ended.</returns>
    public async Task<bool> EndsWithinAsync(TimeSpan time, CancellationToken ct)
    {
        await Task.WhenAny(_process.WaitForExitAsync(ct), Task.Delay(time, TimeProvider.System, ct));
        ct.ThrowIfCancellationRequested();
        return _process.HasExited;
    }

    /// <summary>kill -9, and only this process: what it started has to see by itself that it is gone.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>Asks it to end, as an operating system does that shuts down.</summary>
    public async Task TerminateAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System));
        _process.Dispose();
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            TaskCompletionSource heard;
            lock (_gate)
            {
                _lines.Add(line);
                (heard, _heard) = (_heard, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            heard.TrySetResult();
        }
    }
}
