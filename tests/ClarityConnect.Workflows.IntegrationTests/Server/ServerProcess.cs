using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.IntegrationTests.Server;

/// <summary>The server as its owner runs it: a process of its own.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>What it has written.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public static ServerProcess Start(string dataFolder, string? key, params string[] options)
    {
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ClarityConnect.Workflows.Server"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
        };
        info.Environment.Remove("Clarity__BootstrapApiKey");
        if (key is not null)
            info.Environment["Clarity__BootstrapApiKey"] = key;
        foreach (var word in (string[])["serve", "--data", dataFolder, "--urls", "http://127.0.0.1:0", .. options])
            info.ArgumentList.Add(word);
        var server = new ServerProcess(Process.Start(info)!);
        server._process.OutputDataReceived += (_, line) => server.Read(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Read(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken ct)
    {
        var ended = _process.WaitForExitAsync(ct);
        var first = await Task.WhenAny(_ready.Task, ended).WaitAsync(_patience, TimeProvider.System, ct);
        return first == ended ? throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {Output}") : await _ready.Task;
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await ExitCodeAsync(ct);
    }

    public async Task<int> ExitCodeAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct).WaitAsync(_patience, TimeProvider.System, ct);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output) _output.AppendLine(line);
        if (Ready().Match(line) is { Success: true } match)
            _ready.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Ready after .*: (http://\S+)")]
    private static partial Regex Ready();
}
