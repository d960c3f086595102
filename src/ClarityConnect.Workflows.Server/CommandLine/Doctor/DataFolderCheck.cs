using System.Globalization;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>Whether the data folder can be written, and how much is free where it is.</summary>
internal static class DataFolderCheck
{
    private const string Check = "Data folder";
    private const string Disk = "Free disk";
    private const long Mebibyte = 1024 * 1024;

    /// <summary>PostgreSQL alone takes about 100 MiB when it is made, and cannot write its log when the disk is full.</summary>
    private const long TooLittle = 256 * Mebibyte;

    private const long Little = 2048 * Mebibyte;

    /// <summary>Whether a server has the folder at the moment. Only one with the embedded database takes it for itself.</summary>
    public static bool IsInUse(string folder)
    {
        try
        {
            new FileStream(Path.Combine(folder, "server.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public static IReadOnlyList<CommandReport> Run(ServerSettings settings, bool isRunning)
    {
        var folder = settings.DataFolder;
        var existing = new DirectoryInfo(folder);
        while (!existing.Exists && existing.Parent is { } parent)
            existing = parent;
        try
        {
            // Gone again when it is closed.
            new FileStream(Path.Combine(existing.FullName, $".doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                Finding.Problem(Check, $"The user '{Environment.UserName}' cannot write in '{existing.FullName}': {exception.Message} Give the folder to that user (chown -R), run the server as the user it was run as before, or name another folder (--data)."),
                Free(existing),
            ];
        }

        return
        [
            Finding.Fine(Check, isRunning ? $"'{folder}' can be written; a server has it at the moment." : existing.FullName == new DirectoryInfo(folder).FullName ? $"'{folder}' can be written." : $"'{folder}' is made by the first start."),
            Free(existing),
        ];
    }

    private static CommandReport Free(DirectoryInfo folder)
    {
        try
        {
            var free = new DriveInfo(OperatingSystem.IsWindows() ? folder.Root.FullName : folder.FullName).AvailableFreeSpace;
            var text = string.Create(CultureInfo.InvariantCulture, $"{free / Mebibyte:N0} MiB are free where '{folder.FullName}' is.");
            return free < TooLittle ? Finding.Problem(Disk, $"{text} The database cannot work with so little. Delete what is not needed there, or name a data folder on another disk (--data).")
                : free < Little ? Finding.Warning(Disk, $"{text} That will not last long. Make room, or have finished instances deleted sooner (section Retention).")
                : Finding.Fine(Disk, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.Warning(Disk, $"The system does not say how much is free where '{folder.FullName}' is: {exception.Message} Look for yourself.");
        }
    }
}
