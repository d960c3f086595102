using System.Globalization;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// One server a data folder. The operating system's lock on <c>server.lock</c> decides, so that it is gone with the process however
/// that ends. The process id stands in <c>server.pid</c>, because a locked file cannot be read by others on every platform;
/// finding one at the start means that its writer did not end by itself.
/// </summary>
internal sealed class DataFolderLock
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = 32;

    private readonly FileStream _lock;
    private readonly string _processIdFile;

    private DataFolderLock(FileStream file, string processIdFile, bool previousWasKilled)
    {
        _lock = file;
        _processIdFile = processIdFile;
        PreviousWasKilled = previousWasKilled;
    }

    public bool PreviousWasKilled { get; }

    /// <exception cref="DataFolderInUseException">Somebody has it.</exception>
    public static DataFolderLock Take(string folder)
    {
        var processIdFile = Path.Combine(folder, "server.pid");
        var file = Open(folder, processIdFile);
        try
        {
            var previousWasKilled = File.Exists(processIdFile);
            File.WriteAllText(processIdFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolderLock(file, processIdFile, previousWasKilled);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the folder back.</summary>
    /// <param name="orderly">Whether nothing needs to be recovered from by the next one.</param>
    public void Release(bool orderly)
    {
        if (orderly)
            File.Delete(_processIdFile);
        _lock.Dispose();
    }

    private static FileStream Open(string folder, string processIdFile)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when ((error.HResult & 0xFFFF) is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new DataFolderInUseException(folder, ReadProcessId(processIdFile), error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"The user '{Environment.UserName}' may not write in the data folder '{folder}'. "
                + "Run the server as the user it was run as before, give the folder to this one (chown -R), or name another folder (--data).", error);
        }
    }

    private static int? ReadProcessId(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException)
        {
            // The holder is between taking the lock and writing its id; the refusal stands without the number.
            return null;
        }
    }
}
