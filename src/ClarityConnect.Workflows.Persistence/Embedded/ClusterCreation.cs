using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>Makes the cluster on the first start, and refuses one that these binaries cannot run.</summary>
internal static class ClusterCreation
{
    public const string Superuser = "postgres";

    /// <summary>The superuser's password, made on the first start and kept readable for this process's user only.</summary>
    /// <exception cref="EmbeddedPostgresException">It is missing although there is a cluster.</exception>
    public static string Password(string dataFolder, ClusterHome home)
    {
        var file = Path.Combine(dataFolder, "postgres.password");
        if (File.Exists(file))
            return File.ReadAllText(file).Trim();
        if (Directory.Exists(home.Cluster))
            throw new EmbeddedPostgresException(
                $"The password of the database in '{home.Cluster}' is missing: there is no '{file}'. "
                + "Restore that file from where the data folder was copied from.");
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        WriteSecret(file, password);
        return password;
    }

    /// <exception cref="EmbeddedPostgresException">The cluster cannot be made, or was made by another major version.</exception>
    public static async Task EnsureAsync(
        ClusterHome home, PostgresBinaries binaries, DatabaseUser user, string password, bool durable, ILogger logger, CancellationToken ct)
    {
        if (Directory.Exists(home.Cluster))
        {
            await CheckVersionAsync(home, binaries, ct);
            return;
        }

        // Renamed when it is finished, so that a first start that was cut short simply begins again.
        var unfinished = home.Cluster + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        var passwordFile = Path.Combine(home.Folder, "initdb.password");
        WriteSecret(passwordFile, password);
        user.Own(passwordFile);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var run = await ProgramRun.OfAsync(InitDb(binaries, user, home, unfinished, passwordFile, durable), ct);
            if (!run.Succeeded)
                throw StartFailure.From($"A new database cannot be made in '{home.Folder}'", run.Said);
            Directory.Move(unfinished, home.Cluster);
            logger.LogInformation(
                "Made a new database in {Cluster} with PostgreSQL {Version} in {Milliseconds} ms",
                home.Cluster, binaries.Version, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private static ProcessStartInfo InitDb(
        PostgresBinaries binaries, DatabaseUser user, ClusterHome home, string cluster, string passwordFile, bool durable)
    {
        var command = user.Command(binaries.InitDb, home.Folder);
        foreach (var word in new[]
        {
            "-D", cluster, "-U", Superuser, "-E", "UTF8", "-A", "scram-sha-256", $"--pwfile={passwordFile}",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        })
            command.ArgumentList.Add(word);
        if (!durable)
            command.ArgumentList.Add("--no-sync");
        return command;
    }

    private static async Task CheckVersionAsync(ClusterHome home, PostgresBinaries binaries, CancellationToken ct)
    {
        var file = Path.Combine(home.Cluster, "PG_VERSION");
        if (!File.Exists(file))
            throw new EmbeddedPostgresException(
                $"'{home.Cluster}' is not a PostgreSQL cluster: it has no PG_VERSION. Restore it, or remove that folder to start with an empty database.");
        var major = (await File.ReadAllTextAsync(file, ct)).Trim();
        if (major != binaries.MajorVersion)
            throw new EmbeddedPostgresException(
                $"The database in '{home.Cluster}' was made by PostgreSQL {major}, and these binaries are PostgreSQL {binaries.Version}. "
                + $"Name an installation of PostgreSQL {major} in Database:BinariesFolder, or carry the data over with that version's pg_upgrade or pg_dump first.");
    }

    // Renamed when it is written, so that a full disk does not leave an empty password behind.
    private static void WriteSecret(string file, string secret)
    {
        var unfinished = file + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(unfinished, options))
            writer.Write(secret);
        File.Move(unfinished, file, overwrite: true);
    }
}
