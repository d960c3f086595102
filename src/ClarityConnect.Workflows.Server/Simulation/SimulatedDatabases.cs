using System.Globalization;
using System.Security.Cryptography;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>
/// One PostgreSQL for all databases of simulated companies in this process, started when the first of them is needed. It is not durable, and ends with
/// the process, together with its folder.
/// </summary>
internal static class SimulatedDatabases
{
    private const string LocationFile = "postgres.location";

    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"clarity-sagepro-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");

    private static int count;

    /// <summary>Makes an empty database, and a user who may do everything in it.</summary>
    public static async Task<SimulatedDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var server = await Server.Value.WaitAsync(cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"company_{Interlocked.Increment(ref count)}");
        var password = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var administration = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString;
        await SimulatedDatabase.RunAsync(administration, $"create role {name} login password '{password}'", cancellationToken);
        await SimulatedDatabase.RunAsync(administration, $"create database {name}", cancellationToken);
        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = false };
        await SimulatedDatabase.RunAsync(own.ConnectionString, $"grant all on schema public to {name}", cancellationToken);
        await SimulatedDatabase.RunAsync(own.ConnectionString, $"alter default privileges in schema public grant all on tables to {name}", cancellationToken);
        var simulator = own.ConnectionString;
        own.Username = name;
        own.Password = password;
        return new SimulatedDatabase(name, administration, simulator, own.ConnectionString);
    }

    private static Task<EmbeddedPostgres> StartAsync()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        Directory.CreateDirectory(Folder);
        return EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = Folder, Durable = false }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
    }

    private static void End()
    {
        if (Server.Value.IsCompletedSuccessfully)
            Server.Value.Result.DisposeAsync().AsTask().Wait();
        // Where the database's user cannot enter the folder, the database is elsewhere.
        var location = Path.Combine(Folder, LocationFile);
        if (File.Exists(location))
            Directory.Delete(File.ReadAllText(location).Trim(), recursive: true);
        Directory.Delete(Folder, recursive: true);
    }
}
