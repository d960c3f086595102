using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>The Node.js program that was found, and how a runner is started with it.</summary>
internal sealed class NodeRuntime
{
    private const string Advice =
        "JavaScript in workflows needs Node.js 20 or newer (24 LTS is advised) on the machine that runs the server: install it, or set JavaScript:NodePath.";

    private readonly ScriptRunnerOptions _options;
    private readonly string _permission;

    private NodeRuntime(ScriptRunnerOptions options, Version version)
    {
        _options = options;
        Version = version;
        // The flag lost its prefix in 22.13 and 23.5.
        _permission = version >= new Version(23, 5) || (version.Major == 22 && version.Minor >= 13) ? "--permission" : "--experimental-permission";
    }

    internal Version Version { get; }

    /// <exception cref="ScriptFailedException">Node.js or the runner's files are missing, or Node.js is too old.</exception>
    internal static NodeRuntime Find(ScriptRunnerOptions options)
    {
        var main = Path.Combine(options.RunnerFolder, "main.mjs");
        if (!File.Exists(main) || !File.Exists(Path.Combine(options.RunnerFolder, "node_modules", "quickjs-wasi", "quickjs.wasm")))
            throw Unavailable($"The script runner is not complete in '{options.RunnerFolder}'. Build or publish again; the folder belongs next to the application.");
        string answer;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(options.NodePath, "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
            answer = process.StandardOutput.ReadLine() ?? "";
            process.WaitForExit();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw Unavailable($"Node.js was not found as '{options.NodePath}' ({error.Message}). {Advice}", error);
        }
        if (!Version.TryParse(answer.TrimStart('v').Split('-')[0], out var version) || version.Major < 20)
            throw Unavailable($"'{options.NodePath}' is Node.js {answer}, which is too old. {Advice}");
        return new NodeRuntime(options, version);
    }

    internal ProcessStartInfo StartInfo()
    {
        var folder = Path.GetFullPath(_options.RunnerFolder);
        var info = new ProcessStartInfo(_options.NodePath)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--no-warnings", "--max-old-space-size=128", _permission, $"--allow-fs-read={Path.Combine(folder, "*")}",
            // Without these Node.js resolves links above the folder, which it may not read.
            "--preserve-symlinks", "--preserve-symlinks-main",
            Path.Combine(folder, "main.mjs"),
            JsonSerializer.Serialize(new Dictionary<string, int>
            {
                ["memoryLimitMb"] = _options.MemoryLimitMb,
                ["maxFrameBytes"] = _options.MaxFrameBytes,
                ["maxOutputBytes"] = _options.MaxOutputBytes,
            }),
        ];
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        // Secrets of the server live in its environment; a runner sees none of it.
        var systemRoot = Environment.GetEnvironmentVariable("SystemRoot");
        info.Environment.Clear();
        info.Environment["TZ"] = "UTC";
        if (OperatingSystem.IsWindows() && systemRoot is not null) info.Environment["SystemRoot"] = systemRoot;
        return info;
    }

    internal static ScriptFailedException Unavailable(string problem, Exception? inner = null) =>
        new("", ScriptFailureReason.Unavailable, problem, inner: inner);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Node.js {Version}");
}
