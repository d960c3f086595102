using System.Runtime.InteropServices;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>The two system calls that .NET has no method for.</summary>
internal static class Posix
{
    /// <summary>Fast shutdown: roll back, checkpoint, end (https://www.postgresql.org/docs/18/server-shutdown.html).</summary>
    public const int SigInt = 2;

    /// <summary>Immediate shutdown: end now, recover at the next start.</summary>
    public const int SigQuit = 3;

    public const int SigKill = 9;

    public const int SigTerm = 15;

    /// <returns>Whether the process existed and could be signalled.</returns>
    public static bool Signal(int processId, int signal) => Kill(processId, signal) == 0;

    /// <exception cref="EmbeddedPostgresException">The owner cannot be changed.</exception>
    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (Chown(path, user, group) != 0)
            throw new EmbeddedPostgresException(
                $"'{path}' cannot be given to the database's user (uid {user}): {Marshal.GetLastPInvokeErrorMessage()}. "
                + "Use a data folder on a local file system, or run the server as an ordinary user.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
