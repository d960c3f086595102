using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// The processes of an earlier run that still have the cluster: a PostgreSQL whose host was killed, or the children of one that was killed
/// itself. Call only with the data folder's lock held.
/// </summary>
internal sealed class LeftoverProcesses(ClusterHome home, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Ends them, and removes the file that would make PostgreSQL think they still are there.</summary>
    /// <exception cref="EmbeddedPostgresException">They do not end.</exception>
    public async Task EndAsync(CancellationToken ct)
    {
        var postmaster = PostmasterFile.Read(home)?.ProcessId;
        var left = Find(postmaster);
        if (left.Count > 0)
        {
            logger.LogWarning(
                "PostgreSQL of an earlier run still has {Cluster} (processes {Processes}); ending it", home.Cluster, string.Join(", ", left));
            await EndAsync(postmaster, left, ct);
        }

        // Only where all processes can be seen: the number in the file may by now be some other program's, which PostgreSQL would refuse to start beside.
        if (OperatingSystem.IsLinux())
            File.Delete(home.ProcessIdFile);
    }

    private async Task EndAsync(int? postmaster, IReadOnlyList<int> left, CancellationToken ct)
    {
        // A fast shutdown if there is a postmaster to do it; children without one can only be told to go.
        var (first, firstSignal) = postmaster is { } id && left.Contains(id) ? ([id], Posix.SigInt) : (left, Posix.SigTerm);
        Signal(first, firstSignal);
        if (await GoneAsync(postmaster, ct))
            return;
        foreach (var signal in new[] { Posix.SigQuit, Posix.SigKill })
        {
            Signal(Find(postmaster), signal);
            if (await GoneAsync(postmaster, ct))
                return;
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL of an earlier run has '{home.Cluster}' and cannot be ended (processes {string.Join(", ", Find(postmaster))}). End it by hand.");
    }

    private async Task<bool> GoneAsync(int? postmaster, CancellationToken ct)
    {
        var since = time.GetTimestamp();
        while (Find(postmaster).Count > 0)
        {
            if (time.GetElapsedTime(since) > Patience)
                return false;
            await Task.Delay(Poll, time, ct);
        }

        return true;
    }

    private List<int> Find(int? postmaster)
    {
        if (OperatingSystem.IsLinux())
        {
            // All of PostgreSQL's processes work in the data directory; a number alone proves nothing, it may have been given again.
            return [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => char.IsAsciiDigit(n![0]))
                .Select(n => int.Parse(n!, CultureInfo.InvariantCulture)).Where(Works)];
        }

        return postmaster is { } id && IsPostgres(id) ? [id] : [];
    }

    private bool Works(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/comm").Trim() == "postgres"
                && new FileInfo($"/proc/{processId}/cwd").LinkTarget == home.Cluster;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or it is another user's, who cannot have opened the cluster.
            return false;
        }
    }

    private static bool IsPostgres(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == "postgres";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Signal(IEnumerable<int> processes, int signal)
    {
        foreach (var id in processes)
        {
            if (!OperatingSystem.IsWindows())
            {
                Posix.Signal(id, signal);
                continue;
            }

            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
            {
                logger.LogDebug(error, "Process {Process} ended by itself", id);
            }
        }
    }
}
