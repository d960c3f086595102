using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>An agent as its owner runs it: a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private AgentProcess(Process process) => this.process = process;

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public static AgentProcess Start(SageProSettings company, string dataFolder, params string[] options)
    {
        var map = Path.Combine(dataFolder, "table-map.txt");
        File.WriteAllText(map, company.TableMap);
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ClarityConnect.Workflows.Server")) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["Clarity__AgentConnection"] = company.ConnectionString;
        info.Environment.Remove("Clarity__AgentKey");
        foreach (var word in (string[])["agent", "--dialect", "PostgreSql", "--table-map", map, "--data", dataFolder, "--look-every", "1", .. options])
            info.ArgumentList.Add(word);
        var agent = new AgentProcess(Process.Start(info)!);
        agent.process.OutputDataReceived += (_, line) => agent.Read(line.Data);
        agent.process.ErrorDataReceived += (_, line) => agent.Read(line.Data);
        agent.process.BeginOutputReadLine();
        agent.process.BeginErrorReadLine();
        return agent;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await ExitCodeAsync(ct);
    }

    public async Task<int> ExitCodeAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct).WaitAsync(_patience, TimeProvider.System, ct);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Read(string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
