using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// A PostgreSQL that belongs to this server: made, started, watched and stopped by it. It listens on 127.0.0.1 and on a Unix socket,
/// asks for a password (SCRAM), and ends with the server however that ends.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private const int MaximumPoolSize = 20;

    private readonly DataFolderLock _lock;
    private readonly DataFolderLock? _homeLock;
    private readonly Postmaster _postmaster;
    private int _stopped;

    private EmbeddedPostgres(string dataFolder, string connectionString, bool recovered, Postmaster postmaster, DataFolderLock held, DataFolderLock? homeLock)
    {
        DataFolder = dataFolder;
        ConnectionString = connectionString;
        Recovered = recovered;
        _postmaster = postmaster;
        _lock = held;
        _homeLock = homeLock;
    }

    /// <summary>For the database that the options name; through the Unix socket where there is one, else through TCP. Holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The TCP port on 127.0.0.1; it stays the same when PostgreSQL is restarted after a crash.</summary>
    public int Port => _postmaster.Port;

    /// <summary>The data folder, without symbolic links.</summary>
    public string DataFolder { get; }

    /// <summary>Whether the run before this one was killed. What it had committed is there.</summary>
    public bool Recovered { get; }

    /// <summary>
    /// Makes the database on the first start, ends what a killed server may have left running, starts PostgreSQL, and returns when it
    /// accepts connections and the named database exists.
    /// </summary>
    /// <exception cref="DataFolderInUseException">Another server has the data folder.</exception>
    /// <exception cref="EmbeddedPostgresException">It cannot be started; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions o, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(o);
        var dataFolder = Open(o.DataFolder);
        var held = DataFolderLock.Take(dataFolder);
        DataFolderLock? homeLock = null;
        Postmaster? postmaster = null;
        try
        {
            var user = DatabaseUser.Choose(o.RunAsUser);
            var home = await ClusterHome.FindAsync(dataFolder, ClusterHome.Canonical(o.SystemFolder), user, logger, ct);
            if (Path.GetDirectoryName(home.Folder) != dataFolder)
                homeLock = DataFolderLock.Take(home.Folder); // a copy of the data folder names the same place

            string[] copyTo = user.IsOther ? [Path.Combine(ClusterHome.Canonical(o.SystemFolder), "binaries"), home.Folder] : [home.Folder];
            var binaries = await PostgresBinaries.FindAsync(o.BinariesFolder, copyTo, user, home.Folder, ct);
            var password = ClusterCreation.Password(dataFolder, home);
            await ClusterCreation.EnsureAsync(home, binaries, user, password, o.Durable, logger, ct);

            var recovered = held.PreviousWasKilled || File.Exists(home.ProcessIdFile);
            await new LeftoverProcesses(home, time, logger).EndAsync(ct);
            if (home.SocketFolder is { } socketFolder)
                user.OwnFolder(socketFolder);
            postmaster = await StartAsync(port => new Postmaster(binaries, user, home, port, o.Durable, time, logger), o, ct);

            var connection = Connection(home, postmaster.Port, password, o.DatabaseName);
            await CreateDatabaseAsync(connection, ct);
            return new EmbeddedPostgres(dataFolder, connection.ConnectionString, recovered, postmaster, held, homeLock);
        }
        catch
        {
            if (postmaster is not null)
                await postmaster.StopAsync(CancellationToken.None);
            postmaster?.Dispose();
            homeLock?.Release(!homeLock.PreviousWasKilled);
            held.Release(!held.PreviousWasKilled);
            throw;
        }
    }

    /// <summary>
    /// Fast shutdown: open transactions are rolled back and everything is written. When <paramref name="ct"/> is cancelled PostgreSQL is ended
    /// at once instead, which loses nothing either but makes the next start recover.
    /// </summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
            return;
        await _postmaster.StopAsync(ct);
        _postmaster.Dispose();
        _homeLock?.Release(orderly: true);
        _lock.Release(orderly: true);
    }

    /// <summary>The same as <see cref="StopAsync"/> without a limit of the caller's.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private static string Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return ClusterHome.Canonical(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The data folder '{folder}' cannot be made: {error.Message} Name a folder that the user '{Environment.UserName}' may write (--data).", error);
        }
    }

    private static async Task<Postmaster> StartAsync(Func<int, Postmaster> make, EmbeddedPostgresOptions o, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var postmaster = make(o.Port ?? FreePort());
            try
            {
                await postmaster.StartAsync(o.StartTimeout, ct);
                return postmaster;
            }
            catch (EmbeddedPostgresException error) when (o.Port is null && attempt < PortAttempts && StartFailure.IsPortTaken(error.Message))
            {
                // Somebody took the free port between our asking for one and PostgreSQL's taking it.
                postmaster.Dispose();
            }
            catch
            {
                postmaster.Dispose();
                throw;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static NpgsqlConnectionStringBuilder Connection(ClusterHome home, int port, string password, string database) => new()
    {
        Host = home.SocketFolder ?? "127.0.0.1",
        Port = port,
        Username = ClusterCreation.Superuser,
        Password = password,
        Database = database,
        MaxPoolSize = MaximumPoolSize,
        GssEncryptionMode = GssEncryptionMode.Disable, // asks a Kerberos library that need not be there
    };

    private static async Task CreateDatabaseAsync(NpgsqlConnectionStringBuilder wanted, CancellationToken ct)
    {
        try
        {
            await using var probe = await OpenAsync(wanted, wanted.Database!, ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await using var connection = await OpenAsync(wanted, "postgres", ct);
            await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // an identifier cannot be a parameter; it is quoted
            create.CommandText = $"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(wanted.Database!)}";
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException(
                "The database does not accept the password in postgres.password of the data folder. Restore the file that belongs to it.", error);
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder wanted, string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(wanted.ConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
