using System.Data.Common;
using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Persistence.Embedded;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>Whether the database answers: the outside one, or the embedded one, which is started for a moment.</summary>
internal static class DatabaseCheck
{
    private const string Check = "Database";
    private const int OldestPostgreSql = 15;
    private const int OldestSqlServer = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<CommandReport> RunAsync(ServerSettings settings, bool isRunning)
    {
        if (settings.ConnectionString is { } outside)
            return await OutsideAsync(settings.DatabaseProvider, outside);
        if (isRunning)
            return Finding.Fine(Check, "The embedded PostgreSQL belongs to the server that runs; nobody else opens it.");
        try
        {
            return File.Exists(Path.Combine(settings.DataFolder, "postgres.password"))
                ? await StartAsync(settings.Embedded, "The embedded PostgreSQL starts and answers")
                : await FirstStartAsync(settings.Embedded);
        }
        catch (Exception exception) when (exception is EmbeddedPostgresException or DataFolderInUseException or SettingsException)
        {
            return Finding.Problem(Check, exception.Message);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            return Finding.Problem(Check, $"The embedded PostgreSQL does not answer: {exception.Message} Its log is in the folder 'postgres/log' of the data folder.");
        }
    }

    private static async Task<CommandReport> OutsideAsync(DatabaseProvider provider, string connectionString)
    {
        try
        {
            await using DbConnection connection = provider == DatabaseProvider.SqlServer ? new SqlConnection(connectionString) : new NpgsqlConnection(connectionString);
            using var patience = new CancellationTokenSource(Patience);
            await connection.OpenAsync(patience.Token);
            var version = connection.ServerVersion;
            var (name, oldest, spoken) = provider == DatabaseProvider.SqlServer ? ("SQL Server", OldestSqlServer, "SQL Server 2019") : ("PostgreSQL", OldestPostgreSql, $"PostgreSQL {OldestPostgreSql}");
            var text = $"{name} {version} answers.";
            return int.TryParse(version.Split('.', ' ')[0], out var major) && major < oldest
                ? Finding.Problem(Check, $"{text} The server needs {spoken} or later. Name another in Database:ConnectionString.")
                : Finding.Fine(Check, text);
        }
        catch (OperationCanceledException)
        {
            return Finding.Problem(Check, $"The database does not answer within {Patience.TotalSeconds:0} s. Check Database:ConnectionString, and what stands between here and there.");
        }
        catch (Exception exception) when (exception is DbException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return Finding.Problem(Check, $"The database does not answer: {exception.Message} Check Database:ConnectionString.");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            // The message of a driver could repeat a part of the string, which holds a password.
            return Finding.Problem(Check, $"Database:ConnectionString is no connection string of {provider} ({exception.GetType().Name}). Write it as Host=…;Database=…;Username=…;Password=… (PostgreSql) or Server=…;Database=…;User ID=…;Password=… (SqlServer).");
        }
    }

    /// <summary>Tries a first start in a folder of its own, so that the data folder stays as it is.</summary>
    private static async Task<CommandReport> FirstStartAsync(EmbeddedPostgresOptions options)
    {
        // Other users may pass through it, as PostgreSQL's does when this process is root.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"clarity-doctor-{Guid.NewGuid():N}")).FullName;
        try
        {
            return await StartAsync(options with { DataFolder = folder, Durable = false }, "An embedded PostgreSQL can be made and answers; the first start makes the server's own");
        }
        finally
        {
            var pointer = Path.Combine(folder, "postgres.location");
            if (File.Exists(pointer))
                Directory.Delete((await File.ReadAllTextAsync(pointer)).Trim(), recursive: true);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<CommandReport> StartAsync(EmbeddedPostgresOptions options, string text)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return Finding.Fine(Check, $"{text} (PostgreSQL {connection.ServerVersion}).");
    }
}
