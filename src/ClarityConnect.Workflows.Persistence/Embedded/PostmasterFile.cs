using System.Globalization;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// <c>postmaster.pid</c>: line 1 is the process, line 8 its state
/// (https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/utils/pidfile.h).
/// </summary>
internal readonly record struct PostmasterFile(int ProcessId, string State)
{
    private const int StateLine = 7;

    /// <summary>Accepts connections.</summary>
    public bool IsReady => State == "ready";

    /// <returns><see langword="null"/> if there is none, or it is just being written.</returns>
    public static PostmasterFile? Read(ClusterHome home)
    {
        try
        {
            var lines = File.ReadAllLines(home.ProcessIdFile);
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id)
                ? new PostmasterFile(id, lines.Length > StateLine ? lines[StateLine].Trim() : "")
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
