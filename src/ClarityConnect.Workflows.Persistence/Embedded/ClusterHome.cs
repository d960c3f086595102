using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// The folder that holds the cluster, its log and its socket. It is <c>postgres/</c> in the data folder, unless the database's user
/// cannot get there (a data folder under <c>/root</c>): then it is a folder of its own under the system folder, which
/// <c>postgres.location</c> in the data folder names.
/// </summary>
internal sealed class ClusterHome
{
    private ClusterHome(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>PostgreSQL's data directory.</summary>
    public string Cluster => Path.Combine(Folder, "cluster");

    public string Log => Path.Combine(Folder, "log");

    public string ProcessIdFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>
    /// Where the Unix socket goes; <see langword="null"/> where it cannot be used: the platform has none, its path is too long for the
    /// system (108 bytes on Linux, 104 on macOS), or it has a character that means something else in a connection string.
    /// </summary>
    public string? SocketFolder
    {
        get
        {
            var folder = Path.Combine(Folder, "run");
            return OperatingSystem.IsWindows() || folder.AsSpan().IndexOfAny(",:\"") >= 0
                || Encoding.UTF8.GetByteCount(folder + "/.s.PGSQL.65535.lock") > 103 ? null : folder;
        }
    }

    /// <exception cref="EmbeddedPostgresException">No place that the database's user can use.</exception>
    public static async Task<ClusterHome> FindAsync(
        string dataFolder, string systemFolder, DatabaseUser user, ILogger logger, CancellationToken ct)
    {
        var pointer = Path.Combine(dataFolder, "postgres.location");
        if (File.Exists(pointer))
            return await ElsewhereAsync(pointer, user, ct);

        var home = new ClusterHome(Path.Combine(dataFolder, "postgres"));
        user.OwnFolder(home.Folder);
        if (await user.CanUseAsync(home.Folder, ct))
            return home;
        if (Directory.Exists(home.Cluster))
            throw new EmbeddedPostgresException(
                $"The database is in '{home.Folder}', but the user '{user.Name}' that PostgreSQL runs as can no longer get there. "
                + $"Allow it to pass every folder above (chmod o+x), or move the whole of '{dataFolder}' to a place where it can.");

        var other = new ClusterHome(
            Path.Combine(systemFolder, "databases", $"{Path.GetFileName(dataFolder)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"));
        try
        {
            user.OwnFolder(other.Folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(dataFolder, other.Folder, user, error);
        }

        if (!await user.CanUseAsync(other.Folder, ct))
            throw Unreachable(dataFolder, other.Folder, user, null);
        await File.WriteAllTextAsync(pointer + ".new", other.Folder, ct);
        File.Move(pointer + ".new", pointer, overwrite: true);
        Directory.Delete(home.Folder, recursive: true);
        logger.LogWarning(
            "The user {User} that PostgreSQL runs as cannot enter {DataFolder}; the database is kept in {Home} instead, as {Pointer} says. Back up both",
            user.Name, dataFolder, other.Folder, pointer);
        return other;
    }

    /// <summary>The path without symbolic links, as the system shows it for a running process.</summary>
    public static string Canonical(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;
        var own = new DirectoryInfo(Path.Combine(Canonical(parent), Path.GetFileName(full)));
        return own.Exists && own.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Canonical(target.FullName) : own.FullName;
    }

    private static async Task<ClusterHome> ElsewhereAsync(string pointer, DatabaseUser user, CancellationToken ct)
    {
        var home = new ClusterHome((await File.ReadAllTextAsync(pointer, ct)).Trim());
        if (!Directory.Exists(home.Folder))
            throw new EmbeddedPostgresException(
                $"'{pointer}' says that the database is in '{home.Folder}', but that folder is not there. "
                + "Restore it, or delete that file to start with an empty database.");
        return await user.CanUseAsync(home.Folder, ct) ? home : throw new EmbeddedPostgresException(
            $"'{pointer}' says that the database is in '{home.Folder}', which the user '{user.Name}' that PostgreSQL runs as cannot use. "
            + $"Give that folder and all in it to '{user.Name}' (chown -R).");
    }

    private static EmbeddedPostgresException Unreachable(string dataFolder, string other, DatabaseUser user, Exception? error) =>
        new(
            $"The user '{user.Name}' that PostgreSQL runs as can use neither '{dataFolder}' nor '{other}'{(error is null ? "" : $" ({error.Message})")}. "
            + "Use a data folder that all users may pass through, for example /srv/clarityconnect-workflows, or run the server as an ordinary user.",
            error!);
}
