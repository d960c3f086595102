using System.Globalization;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>One agent a data folder. The operating system's lock decides, so it is gone with the process however that ends.</summary>
internal sealed class AgentFolder : IDisposable
{
    private readonly FileStream held;

    private AgentFolder(FileStream held) => this.held = held;

    /// <exception cref="AgentFolderInUseException">Another agent has it.</exception>
    public static AgentFolder Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var held = new FileStream(Path.Combine(folder, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(Path.Combine(folder, "agent.pid"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new AgentFolder(held);
        }
        catch (IOException exception)
        {
            var file = Path.Combine(folder, "agent.pid");
            throw new AgentFolderInUseException(
                $"Another agent{(File.Exists(file) ? $" (process {File.ReadAllText(file)})" : "")} has the data folder '{folder}'. Stop it, or name another folder (--data).", exception);
        }
    }

    public void Dispose() => held.Dispose();
}
