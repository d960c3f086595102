using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>A copy of an installation that every user can run, made once for each installation and shared by all servers of the machine.</summary>
internal static class PostgresCopy
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The installation's folder in the copy.</summary>
    /// <exception cref="EmbeddedPostgresException">It can be written to none of the folders.</exception>
    public static string Make(string installation, IEnumerable<string> copyTo)
    {
        var refusals = new List<string>();
        foreach (var parent in copyTo)
        {
            try
            {
                return MakeIn(parent, installation);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                refusals.Add($"'{parent}': {error.Message}");
            }
        }

        throw new EmbeddedPostgresException(
            $"The PostgreSQL binaries in '{installation}' cannot be run where they are and cannot be copied to {string.Join("; ", refusals)} "
            + "Free disk space there, or put them in a folder that all users may read and name it in Database:BinariesFolder.");
    }

    private static string MakeIn(string parent, string installation)
    {
        var copy = Path.Combine(parent, "postgresql-" + Identity(installation));
        if (Directory.Exists(copy))
            return Path.Combine(copy, "native");

        // Written beside and then renamed, so that a copy that is there is a whole one.
        var unfinished = $"{copy}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        try
        {
            MakeFolder(parent);
            CopyFolder(new DirectoryInfo(installation), Path.Combine(MakeFolder(unfinished), "native"));
            if (!PostgresLinks.TryMake(Path.Combine(unfinished, "native")))
                throw new IOException($"Symbolic links cannot be made in '{unfinished}'.");
            Directory.Move(unfinished, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            // Another server was faster.
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }

        return Path.Combine(copy, "native");
    }

    private static string Identity(string installation)
    {
        var server = new FileInfo(PostgresBinaries.Program(installation, "postgres"));
        var facts = string.Create(CultureInfo.InvariantCulture, $"{server.FullName}|{server.Length}|{server.LastWriteTimeUtc.Ticks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))[..12];
    }

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        MakeFolder(to);
        foreach (var entry in from.EnumerateFileSystemInfos().Where(e => e.LinkTarget is null))
        {
            var target = Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo folder)
            {
                CopyFolder(folder, target);
                continue;
            }

            File.Copy(entry.FullName, target);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(target, entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Executable : Readable);
        }
    }

    private static string MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return folder;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, Executable);
        return folder;
    }
}
